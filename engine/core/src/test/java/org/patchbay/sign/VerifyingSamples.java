package org.patchbay.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.patchbay.definition.Method;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.render.Sample;
import org.patchbay.wire.Wire;

/** Requests of partners that are verified in tests. */
final class VerifyingSamples {
    private VerifyingSamples() {}

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    static final Nonces ANY = (_, _) -> true;
    static final Instant NOW = Instant.parse("2018-07-12T18:36:58Z");

    static Verdict verify(String block, Request request) {
        return verify(block, request, NOW, ANY, values("secret", "s3cret"));
    }

    static Verdict verify(String block, Request request, Instant now, Nonces nonces, ObjectNode integrator) {
        var problems = new Problems();
        var verifying = compile(block, problems);
        return verifying.verify(
                new Received(request, new Body.Text(new String(request.body(), StandardCharsets.UTF_8))),
                at(now, integrator),
                nonces);
    }

    static Request signed(String block, String body) {
        return signed(block, body, values("secret", "s3cret"));
    }

    static Request signed(String block, String body, ObjectNode integrator) {
        var draft = new Draft(
                Method.POST,
                new Origin("https", "us.test", 443),
                "/in",
                List.of(),
                List.of(),
                List.of(),
                new Body.Text(body));
        return Wire.request(compile(block, new Problems()).sign(draft, at(NOW, integrator)));
    }

    static Verifying compile(String block, Problems problems) {
        var verifying = Verifying.compile(
                Sample.endpoint("sign:\n" + block.indent(2)).request().sign().orElseThrow(),
                Map.of(),
                Sample.scope(),
                problems);
        assertThat(problems.sorted()).extracting(Problem::toString).isEmpty();
        return verifying.orElseThrow();
    }

    static Values at(Instant now, ObjectNode integrator) {
        return Values.at(new Moment(now, "0123456789abcdef0123456789abcdef")).with(Root.INTEGRATOR, integrator);
    }

    static ObjectNode values(String name, String secret) {
        var values = NODES.objectNode();
        values.set(name, SecretNode.of(secret));
        return values;
    }

    static Request request(List<Pair> headers, String body) {
        return new Request(
                Method.POST,
                new Origin("https", "us.test", 443),
                "/in",
                headers,
                body.getBytes(StandardCharsets.UTF_8));
    }

    static Request with(Request request, List<Pair> headers, String body) {
        return new Request(
                request.method(), request.origin(), request.target(), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static List<Pair> header(Request request, String name, String value) {
        return request.headers().stream()
                .map(header -> header.name().equals(name) ? new Pair(name, value) : header)
                .toList();
    }

    static ObjectNode values(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Genuine.class);
        return ((Verdict.Genuine) verdict).values();
    }

    static String reason(Verdict verdict) {
        return verdict instanceof Verdict.Refused(var reason, var _) ? reason : "";
    }
}

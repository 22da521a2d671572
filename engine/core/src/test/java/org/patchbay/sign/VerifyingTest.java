package org.patchbay.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

class VerifyingTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    static final Nonces ANY = (_, _) -> true;
    static final Instant NOW = Instant.parse("2018-07-12T18:36:58Z");

    private static final String SLACK = """
            values: { time: { now: epoch, within: 5m }, mac: { hmacSha256: "v0:{{time}}:{{request.body}}", key: "{{integrator.secret}}" } }
            carry: { header.X-Time: "{{time}}", header.X-Signature: "v0={{mac}}" }
            """;

    @Test
    void what_the_partner_signed_is_genuine_and_its_values_can_be_read() {
        var verdict = verify(SLACK, signed(SLACK, "{\"a\":1}"));

        assertThat(values(verdict).path("time").asText()).isEqualTo("1531420618");
        assertThat(values(verdict).path("mac").asText()).hasSize(64);
    }

    @Test
    void a_changed_body_is_refused_and_the_reason_names_no_secret() {
        var request = signed(SLACK, "{\"a\":1}");

        var verdict = verify(SLACK, with(request, request.headers(), "{\"a\":2}"));

        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(reason(verdict)).isEqualTo("header `X-Signature` differs");
        assertThat(((Verdict.Refused) verdict).signed())
                .extracting(Signing.Piece::signed)
                .containsExactly("v0:1531420618:{\"a\":2}");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Time, 1531420619, header `X-Signature` differs",
        "X-Time, '', header `X-Time` is not written as the signature writes it",
        "X-Signature, v0=00, header `X-Signature` differs",
        "X-Signature, '', header `X-Signature` differs",
    })
    void a_changed_header_is_refused(String name, String value, String reason) {
        var request = signed(SLACK, "{}");

        assertThat(reason(verify(SLACK, with(request, header(request, name, value), "{}"))))
                .isEqualTo(reason);
    }

    @Test
    void a_signature_that_is_missing_or_stands_there_twice_is_refused() {
        var request = signed(SLACK, "{}");
        var twice = new ArrayList<>(request.headers());
        twice.add(new Pair("x-signature", "v0=other"));

        assertThat(reason(verify(SLACK, with(request, List.of(), "{}")))).isEqualTo("header `X-Time` is missing");
        assertThat(reason(verify(SLACK, with(request, twice, "{}"))))
                .isEqualTo("header `X-Signature` stands there 2 times");
    }

    @ParameterizedTest
    @CsvSource({"300, true", "-300, true", "301, false", "-301, false", "86400, false"})
    void a_time_outside_the_window_is_refused_on_both_sides(long seconds, boolean genuine) {
        var verdict = verify(SLACK, signed(SLACK, "{}"), NOW.plusSeconds(seconds), ANY, values("secret", "s3cret"));

        assertThat(verdict instanceof Verdict.Genuine).isEqualTo(genuine);
        if (!genuine) {
            assertThat(reason(verdict))
                    .isEqualTo("`time` is " + Math.abs(seconds) + " s from our clock, 300 s are accepted");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "epoch",
                "epochMillis",
                "iso",
                "rfc1123",
                "rfc2822",
                "datetime",
                "yyyyMMddHHmmss",
                "dd/MM/yyyy HH:mm",
                "yyyy-MM-dd'T'HH:mm:ssxxx"
            })
    void each_way_to_write_a_time_is_read_back(String format) {
        var block = """
                values: { time: { now: "%s", zone: Asia/Shanghai, within: 1m }, mac: { md5: "{{time}}{{integrator.secret}}" } }
                carry: { header.T: "{{time}}", header.M: "{{mac}}" }
                """.formatted(format);

        assertThat(verify(block, signed(block, ""))).isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(block, signed(block, ""), NOW.plusSeconds(200), ANY, values("secret", "s3cret"))))
                .startsWith("`time` is 2");
    }

    @Test
    void a_random_value_is_accepted_once_while_its_time_is_accepted() {
        var block = """
                values: { time: { now: epoch, within: 5m }, once: { nonce: uuid }, mac: { sha256: "{{time}}{{once}}{{integrator.secret}}" } }
                carry: { query.t: "{{time}}", query.n: "{{once}}", query.s: "{{mac}}" }
                """;
        var request = signed(block, "");
        var seen = new ConcurrentHashMap<String, Instant>();
        Nonces nonces = (nonce, until) -> seen.putIfAbsent(nonce, until) == null;
        var later = NOW.plusSeconds(20);

        assertThat(verify(block, request, later, nonces, values("secret", "s3cret")))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(block, request, later, nonces, values("secret", "s3cret"))))
                .isEqualTo("`once` was used before");
        assertThat(seen).containsOnly(entry("01234567-89ab-4def-8123-456789abcdef", NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void a_forged_request_does_not_use_up_a_random_value() {
        var block = """
                values: { time: { now: epoch, within: 5m }, once: { nonce: hex }, mac: { sha256: "{{time}}{{once}}{{integrator.secret}}" } }
                carry: { query.t: "{{time}}", query.n: "{{once}}", header.S: "{{mac}}" }
                """;
        var request = signed(block, "");
        var seen = new ConcurrentHashMap<String, Instant>();

        verify(
                block,
                with(request, header(request, "S", "forged"), ""),
                NOW,
                (nonce, until) -> seen.put(nonce, until) == null,
                values("secret", "s3cret"));

        assertThat(seen).isEmpty();
    }

    @Test
    void while_a_secret_is_exchanged_each_verifies_and_the_first_signs() {
        var rotated = NODES.objectNode();
        rotated.putArray("secret").add(SecretNode.of("new")).add(SecretNode.of("old"));

        for (var secret : List.of("new", "old")) {
            var request = signed(SLACK, "{}", values("secret", secret));
            assertThat(verify(SLACK, request, NOW, ANY, rotated)).isInstanceOf(Verdict.Genuine.class);
        }
        assertThat(verify(SLACK, signed(SLACK, "{}", values("secret", "older")), NOW, ANY, rotated))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(verify(SLACK, signed(SLACK, "{}", rotated), NOW, ANY, values("secret", "new")))
                .isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void hex_is_compared_without_its_case_only_where_that_is_said() {
        var block = "values: { m: { md5: \"{{integrator.secret}}\" } }\ncarry: { header.M: \"{{m}}\" }\n";
        UnaryOperator<Request> upper = request -> with(
                request,
                List.of(new Pair("M", request.headers().getFirst().value().toUpperCase(Locale.ROOT))),
                "");

        assertThat(verify(block, upper.apply(signed(block, "")))).isInstanceOf(Verdict.Refused.class);
        assertThat(verify(block + "ignoreCase: true", upper.apply(signed(block, ""))))
                .isInstanceOf(Verdict.Genuine.class);
        var base64 = block.replace("}}\" } }", "}}\", as: base64 } }");
        assertThat(verify(base64 + "ignoreCase: true", upper.apply(signed(base64, ""))))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void of_a_list_of_signatures_one_is_enough() {
        var block = """
                values: { m: { md5: "{{request.body}}{{integrator.secret}}" } }
                carry: { header.M: { text: "v1,{{m}}", split: " " } }
                """;
        var request = signed(block, "x");
        var right = request.headers().getFirst().value();

        assertThat(verify(block, with(request, List.of(new Pair("M", "v1,zz v1a,yy " + right)), "x")))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(block, with(request, List.of(new Pair("M", "v1,zz v1a,yy")), "x"))))
                .isEqualTo("header `M` differs");
    }

    /** As Stripe writes it: t=…,v1=…,v0=…. */
    @Test
    void a_list_may_hold_the_time_and_the_signature_in_any_order() {
        var block = """
                values: { t: { now: epoch, within: 5m }, m: { hmacSha256: "{{t}}.{{request.body}}", key: "{{integrator.secret}}" } }
                carry: { header.S: { text: "t={{t}},v1={{m}}", split: "," } }
                """;
        var request = signed(block, "x");
        var parts = request.headers().getFirst().value().split(",", -1);

        assertThat(verify(block, with(request, List.of(new Pair("S", parts[1] + ", v0=zz," + parts[0])), "x")))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(block, with(request, List.of(new Pair("S", parts[1])), "x"))))
                .isEqualTo("header `S` is not written as the signature writes it");
    }

    @Test
    void only_a_carry_compares_a_shared_secret() {
        var block = "carry: { header.X-Key: \"{{integrator.secret}}\" }";

        assertThat(verify(block, request(List.of(new Pair("X-Key", "s3cret")), "")))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(block, request(List.of(new Pair("X-Key", "guess")), ""))))
                .isEqualTo("header `X-Key` differs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&b=2&b=1", "b=1&a=1&b=2", "b=2&b=1&a=1"})
    void parameters_are_signed_alike_in_whatever_order_they_come(String query) {
        // printf 'a=1&b=1&b=2s3cret' | openssl md5
        var block = """
                values: { pairs: { canonical: { of: query } }, m: { md5: "{{pairs}}{{integrator.secret}}" } }
                carry: { query.m: "{{m}}" }
                """;
        var request = new Request(
                Method.GET,
                new Origin("https", "us.test", 443),
                "/in?" + query + "&m=5843920e873b8061dc03c79fd4c6ef54",
                List.of(),
                new byte[0]);

        assertThat(reason(verify(block, request))).isEmpty();
    }

    @Test
    void what_is_left_out_when_signing_is_left_out_when_verifying() {
        var block = """
                values: { pairs: { canonical: { of: [query, body] } }, t: { now: epoch }, m: { md5: "{{t}}{{pairs}}{{integrator.secret}}" } }
                carry: { body.auth.time: "{{t}}", body.auth.sum: "{{m}}" }
                """;
        var problems = new Problems();
        var verifying = compile(block, problems);
        var tree = Sample.json("{ text: Xin chào, auth: { user: acme } }");
        var draft = verifying.sign(
                new Draft(
                        Method.POST,
                        new Origin("https", "us.test", 443),
                        "/in",
                        List.of(new Pair("q", "a b&c")),
                        List.of(),
                        List.of(),
                        new Body.Json(tree)),
                at(NOW, values("secret", "s3cret")));

        var verdict = verifying.verify(
                new Received(Wire.request(draft), draft.body()), at(NOW, values("secret", "s3cret")), ANY);

        assertThat(reason(verdict)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "values: { t: { now: epoch }, m: { md5: '{{t}}{{integrator.secret}}' } }, carry: { header.M: '{{m}}' }; `t` is not carried by itself",
                "values: { n: { nonce: hex }, m: { md5: '{{n}}{{integrator.secret}}' } }, carry: { header.M: '{{m}}' }; `n` is not carried by itself",
                "values: { t: { now: epoch } }, carry: { header.T: '{{t}}' }; nothing in it proves who sent it",
                "values: { m: { md5: '{{integrator.secret}}' } }, carry: { path.m: '{{m}}' }; it is carried in the path"
            })
    void what_cannot_verify_is_found_at_load(String block, String why) {
        var problems = new Problems();

        Verifying.compile(
                Sample.endpoint("sign: { " + block + " }").request().sign().orElseThrow(),
                Map.of(),
                Sample.scope(),
                problems);

        assertThat(problems.sorted()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PB703");
            assertThat(problem.note()).isEqualTo(why);
        });
    }

    @Test
    void the_query_that_came_is_signed_as_it_came() {
        var block = """
                values: { m: { md5: "{{request.target}}|{{request.rawQuery}}|{{request.url}}{{integrator.secret}}" } }
                carry: { header.M: "{{m}}" }
                """;
        var target = "/in?b=%7E&a=%c3%a0&&c";
        // printf '/in?b=%%7E&a=%%c3%%a0&&c|b=%%7E&a=%%c3%%a0&&c|https://us.test/in?b=%%7E&a=%%c3%%a0&&cs3cret' |
        // openssl md5
        var request = new Request(
                Method.GET,
                new Origin("https", "us.test", 443),
                target,
                List.of(new Pair("M", "5b3c3424004ff33e35dda1a717ec50d3")),
                new byte[0]);

        assertThat(reason(verify(block, request))).isEmpty();
    }

    @Test
    void a_plugins_signature_is_verified_by_the_plugin() throws GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var key = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "."
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        var block = """
                values: { s: { plugin: EdDSA, input: "{{request.body}}", key: "{{integrator.secret}}" } }
                carry: { header.S: "ed={{s}}" }
                """;
        var request = signed(block, "Xin chào", values("secret", key));

        assertThat(verify(block, request, NOW, ANY, values("secret", key))).isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(block, with(request, request.headers(), "Xin chao"), NOW, ANY, values("secret", key))))
                .isEqualTo("`s` differs");
    }

    @Test
    void a_plugins_value_is_computed_and_what_it_refuses_is_told() {
        var block = """
                values: { s: { plugin: test-reverse, text: "{{request.body}}" } }
                carry: { header.S: "{{s}}" }
                """;

        assertThat(signed(block, "abc").headers()).contains(new Pair("S", "cba"));
        assertThat(reason(verify(block, request(List.of(new Pair("S", "x")), ""))))
                .isEqualTo("there is nothing to reverse");
    }

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

    private static Verifying compile(String block, Problems problems) {
        var verifying = Verifying.compile(
                Sample.endpoint("sign:\n" + block.indent(2)).request().sign().orElseThrow(),
                Map.of(),
                Sample.scope(),
                problems);
        assertThat(problems.sorted()).extracting(Problem::toString).isEmpty();
        return verifying.orElseThrow();
    }

    private static Values at(Instant now, ObjectNode integrator) {
        return Values.at(new Moment(now, "0123456789abcdef0123456789abcdef")).with(Root.INTEGRATOR, integrator);
    }

    static ObjectNode values(String name, String secret) {
        var values = NODES.objectNode();
        values.set(name, SecretNode.of(secret));
        return values;
    }

    private static Request request(List<Pair> headers, String body) {
        return new Request(
                Method.POST,
                new Origin("https", "us.test", 443),
                "/in",
                headers,
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static Request with(Request request, List<Pair> headers, String body) {
        return new Request(
                request.method(), request.origin(), request.target(), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Pair> header(Request request, String name, String value) {
        return request.headers().stream()
                .map(header -> header.name().equals(name) ? new Pair(name, value) : header)
                .toList();
    }

    private static ObjectNode values(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Genuine.class);
        return ((Verdict.Genuine) verdict).values();
    }

    private static String reason(Verdict verdict) {
        return verdict instanceof Verdict.Refused(var reason, var _) ? reason : "";
    }
}

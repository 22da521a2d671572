package org.patchbay.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.patchbay.definition.Method;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.render.Sample;

/** Requests that are signed in tests, and the values that they are signed with. */
final class SigningSamples {
    private SigningSamples() {}

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static Signing compile(String endpoint) {
        var problems = new Problems();
        var signing = Signing.compile(Sample.endpoint(endpoint), Map.of(), Sample.scope(), problems);
        assertThat(problems.sorted()).extracting(Problem::toString).isEmpty();
        return signing;
    }

    static Signing.Signed sign(String endpoint, Body body) {
        return sign(endpoint, body, "/sms");
    }

    static Signing.Signed sign(String endpoint, Body body, String path) {
        return compile(endpoint).sign(draft(body, path), values());
    }

    static Draft draft(Body body, String path) {
        return new Draft(
                Method.POST,
                new Origin("https", "partner.test", 443),
                path,
                path.equals("/sms") && body instanceof Body.None
                        ? List.of(new Pair("b", "2"), new Pair("a", "1"))
                        : List.of(),
                List.of(),
                List.of(),
                body);
    }

    static Values values() {
        var integrator = NODES.objectNode().put("user", "acme");
        integrator.set("salt", SecretNode.of("s3cret"));
        integrator.set("github", SecretNode.of("It's a Secret to Everybody"));
        return Sample.values("param: { to: '+84901234567', time: 1767323045 }").with(Root.INTEGRATOR, integrator);
    }
}

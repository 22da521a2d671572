package org.patchbay.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Draft;
import org.patchbay.wire.Wire;

/** Endpoints that are rendered in tests, and the values that they are given. */
final class Rendering {
    private Rendering() {}

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    static final String BASE = "https://{{integrator.host}}";
    static final String VALUES = """
        integrator: { host: crm.test, chatUrl: "https://chat.test:8443/in?room=a%20b", account: acme }
        template: { region: eu }
        body:
          phone: "+84901234567"
          name: Nguyễn Văn Ấn
          count: 7
          nothing: null
          empty: ""
          list: [1, 2, 3]
          people: [{ name: An, age: 30 }, { name: Bo }]
          data: { a: 1 }
        param: { id: 42 }
        """;

    static String json(Draft draft) {
        return new String(Wire.bytes(draft.body()), StandardCharsets.UTF_8);
    }

    static JsonNode text(String text) {
        return NODES.textNode(text);
    }

    static Draft render(String endpoint) {
        return compile(BASE, endpoint).render(List.of(), Sample.values(VALUES));
    }

    static Renderer compile(String base, String endpoint) {
        var problems = new Problems();
        var renderer = Renderer.compile(Sample.endpoint(endpoint), Sample.template(base), Sample.scope(), problems);
        assertThat(problems.sorted()).extracting(Problem::toString).isEmpty();
        return renderer;
    }

    static List<String> problems(String base, String endpoint) {
        var problems = new Problems();
        Renderer.compile(Sample.endpoint(endpoint), Sample.template(base), Sample.scope(), problems);
        return problems.sorted().stream().map(Problem::code).toList();
    }
}

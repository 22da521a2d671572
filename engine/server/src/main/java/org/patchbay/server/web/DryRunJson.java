package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.workbench.DryRun.Shown;

/** What a trigger would send, as JSON. */
final class DryRunJson {
    private DryRunJson() {}

    static ObjectNode of(List<Shown> endpoints) {
        var json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("endpoints");
        endpoints.forEach(shown -> list.add(of(shown)));
        return json;
    }

    private static ObjectNode of(Shown shown) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("integrator", shown.integrator());
        json.put("endpoint", shown.endpoint());
        json.put("type", shown.type());
        json.put("method", shown.method());
        json.set("parameters", ExecutionJson.parameters(shown.parameters()));
        shown.request().ifPresent(sent -> json.set("request", ExecutionJson.request(sent)));
        var tokens = json.putArray("tokens");
        shown.tokens().forEach(tokens::add);
        var signed = json.putArray("signed");
        shown.signed()
                .forEach(piece -> signed.addObject().put("value", piece.value()).put("signed", piece.signed()));
        shown.waitsFor().ifPresent(reason -> json.put("waitsFor", reason));
        shown.problem().ifPresent(failure -> {
            var code = ProblemCode.of(failure.code());
            json.putObject("problem")
                    .put("type", code.page())
                    .put("title", code.title())
                    .put("detail", failure.message());
        });
        return json;
    }
}

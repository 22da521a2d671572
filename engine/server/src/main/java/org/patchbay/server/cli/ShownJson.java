package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.patchbay.exchange.Provenance;
import org.patchbay.exchange.Step;
import org.patchbay.workbench.DryRun.Shown;

/** What an endpoint would send, as JSON. Secrets in it are masked. */
final class ShownJson {
    private ShownJson() {}

    static ObjectNode of(Shown shown) {
        var json = Json.object()
                .put("integrator", shown.integrator())
                .put("endpoint", shown.endpoint())
                .put("type", shown.type())
                .put("method", shown.method());
        var parameters = json.putArray("parameters");
        shown.parameters().forEach(parameter -> parameters.add(of(parameter)));
        shown.request().ifPresent(request -> json.set("request", of(request)));
        var tokens = json.putArray("tokens");
        shown.tokens().forEach(tokens::add);
        var signed = json.putArray("signed");
        shown.signed()
                .forEach(piece -> signed.addObject().put("value", piece.value()).put("signed", piece.signed()));
        shown.waitsFor().ifPresent(reason -> json.put("waitsFor", reason));
        shown.problem()
                .ifPresent(problem -> json.putObject("problem")
                        .put("type", problem.code().word())
                        .put("detail", problem.message()));
        return json;
    }

    private static ObjectNode of(Provenance parameter) {
        var json = Json.object()
                .put("name", parameter.name())
                .put("place", parameter.place())
                .put("key", parameter.key())
                .put("source", parameter.source());
        if (!parameter.value().isMissingNode()) {
            json.set("value", parameter.value());
        }
        return json.put("masked", parameter.masked());
    }

    private static ObjectNode of(Step.Sent request) {
        var json = Json.object().put("method", request.method()).put("url", request.url());
        var headers = json.putArray("headers");
        request.headers()
                .forEach(
                        header -> headers.addObject().put("name", header.name()).put("value", header.value()));
        return json.put("body", request.body());
    }
}

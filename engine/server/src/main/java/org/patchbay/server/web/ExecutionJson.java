package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Provenance;
import org.patchbay.exchange.SignatureTrace;
import org.patchbay.exchange.Step;
import org.patchbay.server.http.ProblemCode;

/** Executions as JSON: a line of a list, or everything. To be given what may be shown. */
final class ExecutionJson {
    private ExecutionJson() {}

    static ObjectNode summary(Execution execution) {
        var json = head(execution);
        var steps = json.putArray("steps");
        execution.steps().forEach(step -> steps.add(line(step)));
        return json;
    }

    static ObjectNode whole(Execution execution) {
        var json = head(execution);
        json.set("body", execution.body());
        var steps = json.putArray("steps");
        execution.steps().forEach(step -> steps.add(step(step)));
        json.set("iframe", execution.iframe());
        json.set("pop", execution.pop());
        return json;
    }

    private static ObjectNode head(Execution execution) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", execution.id());
        json.put("trigger", execution.trigger());
        execution.callId().ifPresent(callId -> json.put("callId", callId));
        json.put("callcenterId", execution.callCentre());
        json.put("startedAt", execution.startedAt().toString());
        json.put("durationMs", execution.took().toMillis());
        json.put("status", execution.status().word());
        execution.match().ifPresent(match -> json.put("match", match));
        execution.reason().ifPresent(reason -> json.put("reason", reason));
        json.put("partial", execution.partial());
        json.put("revision", execution.revision());
        return json;
    }

    private static ObjectNode line(Step step) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("integrator", step.integrator());
        json.put("endpoint", step.endpoint());
        json.put("status", step.status().word());
        step.reason().ifPresent(reason -> json.put("reason", reason));
        json.put("attempt", step.attempt());
        json.put("durationMs", step.took().toMillis());
        step.response().ifPresent(response -> json.put("upstreamStatus", response.status()));
        step.problem().ifPresent(failure -> json.set("problem", problem(failure, step)));
        return json;
    }

    private static ObjectNode step(Step step) {
        var json = line(step);
        json.put("startedAt", step.startedAt().toString());
        json.put("revision", step.revision());
        json.set("parameters", parameters(step.parameters()));
        step.request().ifPresent(sent -> json.set("request", request(sent)));
        step.response().ifPresent(received -> {
            var response = json.putObject("response");
            response.put("status", received.status());
            response.set("headers", headers(received.headers()));
            response.put("body", received.body());
        });
        json.set("result", step.result());
        json.set("remembered", step.remembered());
        json.set("stored", step.stored());
        step.signature().ifPresent(trace -> json.set("signature", signature(trace)));
        return json;
    }

    private static ObjectNode signature(SignatureTrace trace) {
        var json = JsonNodeFactory.instance.objectNode();
        var pieces = json.putArray("pieces");
        trace.pieces()
                .forEach(piece -> pieces.addObject().put("value", piece.value()).put("signed", piece.signed()));
        trace.clockSkew().ifPresent(skew -> json.put("clockSkewMs", skew.toMillis()));
        return json;
    }

    static ObjectNode request(Step.Sent sent) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("method", sent.method()).put("url", sent.url());
        json.set("headers", headers(sent.headers()));
        return json.put("body", sent.body());
    }

    static ArrayNode parameters(List<Provenance> parameters) {
        var list = JsonNodeFactory.instance.arrayNode();
        parameters.forEach(parameter -> {
            var json = list.addObject();
            json.put("name", parameter.name());
            json.put("place", parameter.place());
            json.put("key", parameter.key());
            json.put("source", parameter.source());
            if (!parameter.value().isMissingNode()) {
                json.set("value", parameter.value());
            }
            json.put("masked", parameter.masked());
        });
        return list;
    }

    private static ArrayNode headers(List<Pair> headers) {
        var list = JsonNodeFactory.instance.arrayNode();
        headers.forEach(header -> list.addObject().put("name", header.name()).put("value", header.value()));
        return list;
    }

    /** What may have happened is not to be sent again, however soon its cause passes. */
    private static ObjectNode problem(Failure failure, Step step) {
        var code = ProblemCode.of(failure.code());
        var json = JsonNodeFactory.instance.objectNode();
        json.put("type", code.page());
        json.put("title", code.title());
        json.put("detail", failure.message());
        failure.agentMessage().ifPresent(message -> json.put("message", message));
        failure.status().ifPresent(status -> json.put("upstreamStatus", status));
        failure.input().ifPresent(input -> json.put("input", input));
        json.put(
                "retryable",
                step.status() != Step.Status.UNKNOWN && failure.code().passing());
        Reconnect.path(failure, step.integrator()).ifPresent(path -> json.put("reconnect", path));
        return json;
    }
}

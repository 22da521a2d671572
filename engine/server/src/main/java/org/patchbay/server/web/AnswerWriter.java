package org.patchbay.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.patchbay.engine.Answer;
import org.patchbay.engine.Answer.StepAnswer;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Step;
import org.patchbay.server.http.Json;
import org.patchbay.server.http.ProblemCode;

/** Writes what a trigger came to, always in the same shape. */
final class AnswerWriter {
    private AnswerWriter() {}

    static byte[] bytes(Answer answer) {
        return Json.bytes(out -> write(answer, out));
    }

    private static void write(Answer answer, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("executionId", answer.executionId());
        out.writeStringField("trigger", answer.trigger());
        text(out, "callId", answer.callId());
        out.writeStringField("status", answer.status().word());
        text(out, "reason", answer.reason());
        text(out, "match", answer.match());
        out.writeNumberField("durationMs", answer.took().toMillis());
        out.writeNumberField("revision", answer.revision());
        out.writeBooleanField("partial", answer.partial());
        out.writeObjectFieldStart("results");
        for (var integrator : answer.results().entrySet()) {
            steps(out, integrator);
        }
        out.writeEndObject();
        trees(out, "iframe", answer.iframe());
        if (answer.pop().isPresent()) {
            out.writeFieldName("pop");
            out.writeTree(answer.pop().get());
        }
        out.writeEndObject();
    }

    private static void steps(JsonGenerator out, Map.Entry<String, Map<String, StepAnswer>> integrator)
            throws IOException {
        out.writeObjectFieldStart(integrator.getKey());
        for (var step : integrator.getValue().entrySet()) {
            out.writeFieldName(step.getKey());
            step(out, integrator.getKey(), step.getValue());
        }
        out.writeEndObject();
    }

    private static void step(JsonGenerator out, String integrator, StepAnswer step) throws IOException {
        out.writeStartObject();
        out.writeStringField("status", step.status().word());
        text(out, "reason", step.reason());
        if (!step.data().isEmpty()) {
            out.writeFieldName("data");
            out.writeTree(step.data());
        }
        if (step.problem().isPresent()) {
            out.writeFieldName("problem");
            problem(out, integrator, step.problem().get(), step.status() != Step.Status.UNKNOWN);
        }
        out.writeEndObject();
    }

    /** What may have happened is not to be sent again, however soon its cause passes. */
    private static void problem(JsonGenerator out, String integrator, Failure failure, boolean known)
            throws IOException {
        var code = ProblemCode.of(failure.code());
        out.writeStartObject();
        out.writeStringField("type", code.page());
        out.writeStringField("title", code.title());
        out.writeStringField("detail", failure.message());
        text(out, "message", failure.agentMessage());
        if (failure.status().isPresent()) {
            out.writeNumberField("upstreamStatus", failure.status().get());
        }
        text(out, "input", failure.input());
        out.writeBooleanField("retryable", known && failure.code().passing());
        text(out, "reconnect", Reconnect.path(failure, integrator));
        out.writeEndObject();
    }

    private static void trees(JsonGenerator out, String name, Iterable<? extends JsonNode> trees) throws IOException {
        out.writeArrayFieldStart(name);
        for (var tree : trees) {
            out.writeTree(tree);
        }
        out.writeEndArray();
    }

    private static void text(JsonGenerator out, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            out.writeStringField(name, value.get());
        }
    }
}

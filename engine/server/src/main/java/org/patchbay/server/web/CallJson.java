package org.patchbay.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.engine.CallFile;
import org.patchbay.engine.CallFile.Obstacle;
import org.patchbay.exchange.Execution;

/** Calls as JSON: a line of a list, or everything. To be given what may be shown. */
final class CallJson {
    private static final List<String> NUMBERS = List.of("phone", "to");
    private static final List<String> TOLD = List.of("direction", "parentCallId");
    private static final List<String> AGENT = List.of("email", "name", "id", "extension");

    private CallJson() {}

    static ObjectNode summary(CallFile file) {
        var json = head(file);
        var events = json.putArray("events");
        for (var execution : file.executions()) {
            events.addObject()
                    .put("execution", execution.id())
                    .put("trigger", execution.trigger())
                    .put("status", execution.status().word());
        }
        return json;
    }

    static ObjectNode whole(CallFile file) {
        var json = head(file);
        var executions = json.putArray("executions");
        file.executions().forEach(execution -> executions.add(ExecutionJson.summary(execution)));
        var waiting = json.putArray("waiting");
        for (var job : file.pending()) {
            var item = waiting.addObject();
            item.put("execution", job.execution());
            item.put("integrator", job.integrator());
            item.put("endpoint", job.endpoint());
            item.put("attempt", job.attempts());
            item.put("due", job.due().toString());
            job.obstacle().ifPresent(obstacle -> item.put("reason", reason(obstacle)));
        }
        var undelivered = json.putArray("undelivered");
        for (var letter : file.letters()) {
            var item = undelivered.addObject();
            item.put("execution", letter.job().execution());
            item.put("integrator", letter.job().integrator());
            item.put("endpoint", letter.job().endpoint());
            item.put("kind", letter.kind().word());
            item.put("reason", letter.reason());
            item.put("at", letter.endedAt().toString());
        }
        return json;
    }

    private static String reason(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.LeftAlone() -> "its partner is left alone for now";
            case Obstacle.LeftOut(var why) -> "its integrator does not run: " + why;
        };
    }

    /** What was told of the call first: who called, and when it began and last did something. */
    static ObjectNode head(CallFile file) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("callId", file.callId());
        json.put("callcenterId", file.callCentre());
        NUMBERS.stream()
                .flatMap(name -> told(file, name).stream())
                .findFirst()
                .ifPresent(number -> json.put("phone", number));
        TOLD.forEach(name -> told(file, name).ifPresent(text -> json.put(name, text)));
        bodies(file)
                .flatMap(body -> agent(body.path("agent")).stream())
                .findFirst()
                .ifPresent(name -> json.put("agent", name));
        json.put("from", file.executions().getFirst().startedAt().toString());
        json.put("to", file.executions().getLast().startedAt().toString());
        return json;
    }

    private static Optional<String> told(CallFile file, String name) {
        return bodies(file).flatMap(body -> text(body.path(name)).stream()).findFirst();
    }

    private static Stream<JsonNode> bodies(CallFile file) {
        return file.executions().stream().map(Execution::body);
    }

    private static Optional<String> agent(JsonNode agent) {
        return agent.isObject()
                ? AGENT.stream()
                        .flatMap(name -> text(agent.path(name)).stream())
                        .findFirst()
                : text(agent);
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText("")).filter(text -> !text.isEmpty());
    }
}

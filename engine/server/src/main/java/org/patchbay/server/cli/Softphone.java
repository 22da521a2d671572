package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;

/** Fires triggers through the API, as a softphone would, and looks up what became of them. */
record Softphone(Remote remote) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(10);
    private static final Set<String> OPEN = Set.of("accepted", "retrying");

    /** The execution, once nothing of it is going on any more; as far as it got when that takes too long. */
    JsonNode fire(String trigger, ObjectNode body) {
        var answer = remote.send("POST", "/triggers/" + trigger, body);
        var id = answer.path("executionId").asText();
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var execution = remote.get("/executions/" + id);
            if (isOver(execution) || System.nanoTime() - until > 0) {
                return execution;
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private static boolean isOver(JsonNode execution) {
        return !OPEN.contains(execution.path("status").asText())
                && StreamSupport.stream(execution.path("steps").spliterator(), false)
                        .noneMatch(step -> OPEN.contains(step.path("status").asText()));
    }
}

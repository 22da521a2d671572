package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.patchbay.exchange.Execution;
import org.patchbay.workbench.Play;
import org.patchbay.workbench.Scene;

/** A server that is told of pretended calls through its API: what it sends, it sends. */
final class RemoteScene implements Scene {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Remote remote;
    private final String query;

    RemoteScene(Remote remote, Optional<String> integrator) {
        this.remote = remote;
        this.query = integrator
                .map(name -> "?integrator=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .orElse("");
    }

    @Override
    public Told tell(Play.Cue cue) {
        var answer = remote.send("POST", "/triggers/" + cue.trigger() + query, cue.body(), Map.of());
        var body = answer.fine() || answer.body().has("instance") ? answer.body() : Refusals.unlessFine(answer, remote);
        var execution = body.has("executionId")
                ? body.path("executionId").asText()
                : body.path("instance").asText().replaceFirst(".*/", "");
        return new Told(execution, body.has("pop"));
    }

    @Override
    public Optional<Became> became(String execution) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var found = remote.get("/executions/" + execution);
        while (status(found) == Execution.Status.ACCEPTED && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE.toNanos());
            found = remote.get("/executions/" + execution);
        }
        return Optional.of(new Became(found.path("trigger").asText(), status(found), problem(found)));
    }

    private static Execution.Status status(JsonNode execution) {
        var word = execution.path("status").asText();
        return Arrays.stream(Execution.Status.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElse(Execution.Status.ACCEPTED);
    }

    private static Optional<String> problem(JsonNode execution) {
        return execution
                .path("steps")
                .valueStream()
                .map(step -> step.path("problem").path("detail").asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }
}

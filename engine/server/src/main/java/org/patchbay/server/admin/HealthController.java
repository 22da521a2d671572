package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Json;

/** {@code /health}: whether the process lives, and whether it takes work. A refused reload takes nothing away from either. */
@Controller("/health")
@Produces(MediaType.ALL)
final class HealthController {
    private final Engine engine;
    private final Admission admission;
    private final StoreTrial trial;

    HealthController(Engine engine, Admission admission, StoreTrial trial) {
        this.engine = engine;
        this.admission = admission;
        this.trial = trial;
    }

    @Get("/liveness")
    HttpResponse<byte[]> alive() {
        return Answers.ok(JsonNodeFactory.instance.objectNode().put("status", "UP"));
    }

    @Get("/readiness")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> ready() {
        var reasons = reasons();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("status", reasons.isEmpty() ? "UP" : "DOWN");
        engine.live().ifPresent(live -> json.put("revision", live.number()));
        if (!reasons.isEmpty()) {
            var list = json.putArray("reasons");
            reasons.forEach(list::add);
        }
        return reasons.isEmpty()
                ? Answers.ok(json)
                : Answers.json(HttpStatus.SERVICE_UNAVAILABLE, Json.bytes(json)).header("Retry-After", "1");
    }

    private List<String> reasons() {
        var reasons = new ArrayList<String>();
        if (admission.isClosed()) {
            reasons.add("stopping");
        }
        if (engine.live().isEmpty()) {
            reasons.add("no configuration has been accepted");
        }
        trial.trouble().ifPresent(reasons::add);
        return reasons;
    }
}

package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.patchbay.engine.Engine;
import org.patchbay.format.PhoneTrace;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.server.http.Said;

/** {@code POST /erase}: forgets a person. The number is in the body, so that it stands in no address and no trail. */
@Controller("/api/v1/erase")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EraseController {
    private final Engine engine;
    private final Gate gate;

    EraseController(Engine engine, Gate gate) {
        this.engine = engine;
        this.gate = gate;
    }

    @Post
    HttpResponse<byte[]> erase(HttpRequest<byte[]> request) {
        gate.admin(request, Role.OWNER);
        var said = Said.of(request, "phone", "country");
        var number = said.text("phone").orElse("");
        var country = said.text("country").or(this::country);
        var erased = engine.erase(PhoneTrace.of(number, country).orElseThrow(EraseController::unclear));
        return Answers.ok(JsonNodeFactory.instance
                .objectNode()
                .put("executions", erased.executions())
                .put("calls", erased.calls())
                .put("jobs", erased.jobs())
                .put("answers", erased.answers())
                .put("contacts", erased.contacts())
                .put("busy", erased.busy()));
    }

    private Optional<String> country() {
        return engine.live().flatMap(live -> live.definitions().installation().country());
    }

    private static Declined unclear() {
        return ProblemDetails.of(ProblemCode.BAD_PHONE, "`phone` is no number of one person")
                .at("/phone", "at least seven digits were expected")
                .declined();
    }
}

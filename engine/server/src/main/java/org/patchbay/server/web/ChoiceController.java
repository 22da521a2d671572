package org.patchbay.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.patchbay.definition.Nearest;
import org.patchbay.engine.Chosen;
import org.patchbay.engine.Engine;
import org.patchbay.exchange.Scalars;
import org.patchbay.flow.Choices.Choice;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Said;

/** {@code POST /calls/{callId}/choice}: the agent says which of many is meant, and what waited for that goes on. */
@Controller("/api/v1/calls/{callId}/choice")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChoiceController {
    private final Engine engine;
    private final Gate gate;
    private final Admission admission;
    private final Tenants tenants;
    private final Fired fired;

    ChoiceController(Engine engine, Gate gate, Admission admission, Tenants tenants, Fired fired) {
        this.engine = engine;
        this.gate = gate;
        this.admission = admission;
        this.tenants = tenants;
        this.fired = fired;
    }

    @Post
    HttpResponse<byte[]> choose(HttpRequest<byte[]> request, String callId) {
        var visitor = gate.front(request);
        // Front-ends say whose call it is in everything that they send.
        var body =
                Said.of(request, "integrator", "endpoint", "id", "callcenterId").body();
        var tenant = tenants.find(text(body, "integrator"), visitor);
        var choice = new Choice(text(body, "endpoint"), text(body, "id"));
        return admission.admit(tenant.integrator().callcenterId(), () -> {
            var longest = Preference.of(request).longest();
            return switch (engine.choose(tenant, callId, choice, longest)) {
                case Chosen.Answered(var answer) -> fired.answer(request, answer);
                case Chosen.NothingOpen _ ->
                    throw ProblemDetails.of(
                                    ProblemCode.NOT_FOUND,
                                    "nothing is to be chosen at `" + choice.endpoint() + "` in this call")
                            .declined();
                case Chosen.NoSuch(var ids) ->
                    throw ProblemDetails.of(
                                    ProblemCode.BAD_INPUT,
                                    Nearest.told("there is no candidate `" + choice.id() + "`", choice.id(), ids))
                            .at("/id", "unknown")
                            .declined();
            };
        });
    }

    private static String text(ObjectNode body, String key) {
        JsonNode value = body.path(key);
        if (!value.isValueNode() || value.isNull() || Scalars.text(value).isEmpty()) {
            throw ProblemDetails.of(ProblemCode.MISSING_INPUT, "a choice needs `" + key + "`")
                    .at("/" + key, "required")
                    .declined();
        }
        return Scalars.text(value);
    }
}

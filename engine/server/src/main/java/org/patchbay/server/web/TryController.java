package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Nearest;
import org.patchbay.engine.Engine;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Tenant;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.server.http.Said;
import org.patchbay.workbench.DryRun;

/** {@code POST /integrators/{i}/endpoints/{e}/try}: one endpoint as a trigger would run it, dry unless it is asked for otherwise. */
@Controller("/api/v1/integrators/{integrator}/endpoints/{endpoint}/try")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TryController {
    private final Engine engine;
    private final Gate gate;
    private final Admission admission;
    private final Tenants tenants;

    TryController(Engine engine, Gate gate, Admission admission, Tenants tenants) {
        this.engine = engine;
        this.gate = gate;
        this.admission = admission;
        this.tenants = tenants;
    }

    @Post
    HttpResponse<byte[]> run(HttpRequest<byte[]> request, String integrator, String endpoint) {
        var tenant = tenants.find(integrator, gate.admin(request, Role.EDITOR));
        var asked = Said.of(request, "trigger", "body", "dryRun");
        var trigger = trigger(tenant, endpoint, asked);
        if (asked.flag("dryRun").orElse(true)) {
            var shown = DryRun.of(tenants.live(), trigger).stream()
                    .filter(one -> one.endpoint().equals(endpoint))
                    .toList();
            return Answers.ok(DryRunJson.of(shown));
        }
        return admission.admit(tenant.integrator().callcenterId(), () -> {
            var answer = engine.act(trigger, endpoint, Preference.of(request).longest());
            return Acted.answer(request, answer, tenant.name(), endpoint);
        });
    }

    private Trigger trigger(Tenant tenant, String endpoint, Said asked) {
        return new Trigger(
                name(tenant, known(tenant, endpoint), asked),
                tenant.integrator().callcenterId(),
                asked.object("body").orElseGet(JsonNodeFactory.instance::objectNode),
                Optional.of(tenant.name()),
                Optional.empty(),
                engine.tools().clock().instant());
    }

    /** The trigger that is named, else the only one of the endpoint. */
    private static String name(Tenant tenant, Endpoint endpoint, Said asked) {
        var own = endpoint.trigger().stream()
                .map(word -> word.text())
                .filter(word -> tenant.steps(word).stream()
                        .anyMatch(step -> endpoint.name().is(step.name())))
                .toList();
        if (own.isEmpty()) {
            throw bad("trigger", "`" + endpoint.name().text() + "` runs on no trigger of " + tenant.name());
        }
        var word = asked.text("trigger").orElse("");
        var name = TriggerWords.standard(word).orElse(word);
        if (name.isEmpty() && own.size() == 1) {
            return own.getFirst();
        }
        if (!own.contains(name)) {
            throw bad("trigger", "`trigger` is one of " + String.join(", ", own));
        }
        return name;
    }

    private static Endpoint known(Tenant tenant, String endpoint) {
        var all = tenant.program().template().endpoints();
        return all.stream()
                .filter(one -> one.name().is(endpoint))
                .findFirst()
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemCode.NOT_FOUND,
                                Nearest.told(
                                        tenant.name() + " has no endpoint `" + endpoint + "`",
                                        endpoint,
                                        all.stream()
                                                .map(one -> one.name().text())
                                                .toList()))
                        .declined());
    }

    private static Declined bad(String key, String detail) {
        return ProblemDetails.of(ProblemCode.BAD_INPUT, detail)
                .at("/" + key, detail)
                .declined();
    }
}

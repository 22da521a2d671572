package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.engine.Engine;
import org.patchbay.flow.Tenant;
import org.patchbay.render.Form;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;

/** {@code /integrators/{i}/actions}: endpoints that people and automations ask for by name. */
@Controller("/api/v1/integrators/{integrator}/actions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ActionController {
    private static final String ACTION = StandardTrigger.ACTION.word();

    private final Engine engine;
    private final Gate gate;
    private final Admission admission;
    private final Tenants tenants;
    private final Once once;

    ActionController(Engine engine, Gate gate, Admission admission, Tenants tenants, Once once) {
        this.engine = engine;
        this.gate = gate;
        this.admission = admission;
        this.tenants = tenants;
        this.once = once;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request, String integrator) {
        var tenant = tenants.find(integrator, gate.front(request));
        var language = tenant.locality().locale().toLanguageTag();
        var page = JsonNodeFactory.instance.objectNode();
        var items = page.putArray("items");
        offered(tenant).forEach(endpoint -> {
            var item = items.addObject();
            var asking = endpoint.request();
            item.put("name", endpoint.name().text());
            item.put(
                    "label",
                    endpoint.label()
                            .map(label -> label.in(language))
                            .orElse(endpoint.name().text()));
            asking.action().ifPresent(action -> item.put("display", action.display()));
            asking.action()
                    .flatMap(action -> action.description())
                    .or(endpoint::description)
                    .ifPresent(text -> item.put("description", text.in(language)));
            item.set("inputs", Form.of(asking.inputs(), language));
        });
        return Answers.ok(page);
    }

    @Post("/{endpoint}")
    HttpResponse<byte[]> run(HttpRequest<byte[]> request, String integrator, String endpoint) {
        var visitor = gate.front(request);
        var tenant = tenants.find(integrator, visitor);
        require(tenant, endpoint);
        var event = Event.read(request, request.getBody(), tenants.largestBody());
        return admission.admit(tenant.integrator().callcenterId(), () -> {
            var trigger = event.trigger(
                    ACTION,
                    tenant.integrator().callcenterId(),
                    Optional.of(tenant.name()),
                    engine.tools().clock().instant());
            return once.act(event, trigger, endpoint, id -> {
                var answer =
                        engine.act(id, trigger, endpoint, Preference.of(request).longest());
                return Acted.ended(request, answer, tenant.name(), endpoint);
            });
        });
    }

    private static List<Endpoint> offered(Tenant tenant) {
        return tenant.program().template().endpoints().stream()
                .filter(endpoint -> endpoint.trigger().stream().anyMatch(name -> name.is(ACTION)))
                .toList();
    }

    private static void require(Tenant tenant, String endpoint) {
        var known = offered(tenant).stream().map(found -> found.name().text()).toList();
        if (!known.contains(endpoint)) {
            throw ProblemDetails.of(
                            ProblemCode.NOT_FOUND,
                            Nearest.told(tenant.name() + " offers no action `" + endpoint + "`", endpoint, known))
                    .declined();
        }
    }
}

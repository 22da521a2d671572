package org.patchbay.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Asked;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.Visitor;
import org.patchbay.workbench.DryRun;

/** {@code POST /triggers/{trigger}}: something happened in a call centre. */
@Controller("/api/v1/triggers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TriggerController {
    /** A path for senders of CloudEvents, which say themselves what they are. */
    private static final String BY_TYPE = "cloudevent";

    private static final String[] QUERY = {"integrator", "dryRun"};

    private final Engine engine;
    private final Gate gate;
    private final Admission admission;
    private final Tenants tenants;
    private final Once once;
    private final Fired answers;

    TriggerController(Engine engine, Gate gate, Admission admission, Tenants tenants, Once once, Fired answers) {
        this.engine = engine;
        this.gate = gate;
        this.admission = admission;
        this.tenants = tenants;
        this.once = once;
        this.answers = answers;
    }

    @Post("/{trigger}")
    @Consumes({MediaType.APPLICATION_JSON, Event.CLOUD_EVENT})
    HttpResponse<byte[]> fire(HttpRequest<byte[]> request, String trigger) {
        var asked = Asked.of(request);
        var visitor = visitor(request, asked);
        var isDry = asked.flag("dryRun").orElse(false);
        var integrator = asked.text("integrator");
        var event = Event.read(request, request.getBody(), tenants.largestBody());
        return admission.admit(() -> {
            var callCentre = callCentre(visitor, event, asked.text("callcenterId"), integrator);
            integrator.ifPresent(name -> tenants.require(name, callCentre));
            var word = trigger.equals(BY_TYPE) ? event.type().orElse(trigger) : trigger;
            var name = TriggerWords.resolve(word, engine.live(), callCentre);
            var now = engine.tools().clock().instant();
            var fired = event.trigger(name, callCentre, integrator, now);
            return isDry
                    ? Answers.ok(DryRunJson.of(DryRun.of(tenants.live(), fired)))
                    : admission.share(
                            callCentre,
                            () -> once.answer(
                                    event,
                                    fired,
                                    id -> answers.answer(
                                            request,
                                            engine.fire(
                                                    id,
                                                    fired,
                                                    Preference.of(request).longest()))));
        });
    }

    /** Who shows no key is not told what is wrong with the query. */
    private Visitor visitor(HttpRequest<?> request, Asked asked) {
        var isDry = asked.text("dryRun").filter("true"::equals).isPresent();
        return isDry ? gate.back(request, QUERY) : gate.front(request, QUERY);
    }

    /** An integrator belongs to one call centre, so that who names the one has named the other. */
    private String callCentre(Visitor visitor, Event event, Optional<String> inQuery, Optional<String> integrator) {
        var named = event.callCentre().or(() -> inQuery);
        return named.isEmpty() && visitor.callCentre().isEmpty() && integrator.isPresent()
                ? tenants.find(integrator.get(), visitor).integrator().callcenterId()
                : visitor.about(named);
    }
}

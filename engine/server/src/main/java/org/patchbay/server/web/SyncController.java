package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Name;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.engine.Engine;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Syncing;
import org.patchbay.flow.Tenant;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Asked;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Said;
import org.patchbay.store.Synchronizations.Filter;
import org.patchbay.store.Synchronizations.Kind;

/** {@code /integrators/{i}/contacts}, {@code /agents} and {@code /sync}: what synchronizations keep, and how one is begun by hand. */
@Controller("/api/v1/integrators/{integrator}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SyncController {
    private static final String[] FILTERS = {"phone", "changedSince", "cursor", "limit"};

    private final Engine engine;
    private final Gate gate;
    private final Admission admission;
    private final Tenants tenants;

    SyncController(Engine engine, Gate gate, Admission admission, Tenants tenants) {
        this.engine = engine;
        this.gate = gate;
        this.admission = admission;
        this.tenants = tenants;
    }

    @Get("/contacts")
    HttpResponse<byte[]> contacts(HttpRequest<?> request, String integrator) {
        return list(request, tenants.find(integrator, gate.back(request, FILTERS)), Kind.CONTACTS);
    }

    @Get("/agents")
    HttpResponse<byte[]> agents(HttpRequest<?> request, String integrator) {
        return list(request, tenants.find(integrator, gate.back(request, FILTERS)), Kind.AGENTS);
    }

    private HttpResponse<byte[]> list(HttpRequest<?> request, Tenant tenant, Kind kind) {
        var asked = Asked.of(request);
        var filter = new Filter(
                tenant.name(),
                kind,
                asked.text("phone").map(phone -> comparable(phone, tenant)),
                asked.time("changedSince"),
                asked.numberCursor(0).orElse(0L),
                asked.limit());
        var page = JsonNodeFactory.instance.objectNode();
        var items = page.putArray("items");
        var found = engine.tools().store().synchronizations().list(filter);
        found.forEach(kept -> items.addObject()
                .put("endpoint", kept.place().endpoint())
                .put("changedAt", kept.changedAt().toString())
                .setAll(kept.content()));
        if (found.size() == filter.limit()) {
            page.put("next", String.valueOf(found.getLast().number()));
        }
        return Answers.ok(page);
    }

    private static String comparable(String phone, Tenant tenant) {
        return Syncing.comparable(TextNode.valueOf(phone), tenant.locality())
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemCode.BAD_PHONE, "`phone` in the query is no phone number: " + phone)
                        .declined());
    }

    @Post("/sync/{endpoint}")
    HttpResponse<byte[]> begin(HttpRequest<byte[]> request, String integrator, String endpoint) {
        var tenant = tenants.find(integrator, gate.work(request));
        Said.nothing(request);
        var trigger = trigger(tenant, endpoint);
        return admission.admit(tenant.integrator().callcenterId(), () -> {
            if (engine.isSynchronizing(tenant, trigger)) {
                throw ProblemDetails.of(
                                ProblemCode.IN_PROGRESS, "a synchronization of " + tenant.name() + " is under way")
                        .declined();
            }
            var fired = new Trigger(
                    trigger,
                    tenant.integrator().callcenterId(),
                    JsonNodeFactory.instance.objectNode(),
                    Optional.of(tenant.name()),
                    Optional.empty(),
                    engine.tools().clock().instant());
            return Acted.answer(
                    request, engine.act(fired, endpoint, Optional.of(Duration.ZERO)), tenant.name(), endpoint);
        });
    }

    private static String trigger(Tenant tenant, String endpoint) {
        var synchronizing = tenant.program().template().endpoints().stream()
                .filter(one -> one.fetching().sync().isPresent())
                .toList();
        var known = synchronizing.stream().map(one -> one.name().text()).toList();
        return synchronizing.stream()
                .filter(one -> one.name().is(endpoint))
                .flatMap(one -> one.trigger().stream())
                .map(Name::text)
                .filter(List.of(StandardTrigger.CONTACTS_SYNC.word(), StandardTrigger.AGENTS_SYNC.word())::contains)
                .findFirst()
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemCode.NOT_FOUND,
                                Nearest.told(
                                        tenant.name() + " has no synchronization `" + endpoint + "`", endpoint, known))
                        .declined());
    }
}

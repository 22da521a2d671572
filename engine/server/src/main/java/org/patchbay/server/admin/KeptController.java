package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Linked;
import org.patchbay.engine.Wish;
import org.patchbay.flow.Tenant;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Asked;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.Json;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Said;
import org.patchbay.server.http.Visitor;
import org.patchbay.store.Integrators.Kept;

/** {@code /integrators}: makes, changes and removes integrators that stand in no document. */
@Controller("/api/v1/integrators")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeptController {
    private final Engine engine;
    private final Gate gate;
    private final VisibleTenants tenants;

    KeptController(Engine engine, Gate gate) {
        this.engine = engine;
        this.gate = gate;
        this.tenants = new VisibleTenants(engine);
    }

    /** The body holds the keys of an integrator, as a document would. */
    @Post
    HttpResponse<byte[]> make(HttpRequest<byte[]> request) {
        var visitor = gate.work(request);
        var content = Json.object(request.getBody());
        content.put("callcenterId", visitor.about(new Said(content).id("callcenterId")));
        return answer(request, engine.links().make(Wish.of(content)));
    }

    /** Fields that are left out stay as they are: secrets are never shown, so nobody could send them back. */
    @Put("/{integrator}")
    HttpResponse<byte[]> change(HttpRequest<byte[]> request, String integrator) {
        var tenant = tenants.find(gate.work(request), integrator);
        var kept = kept(tenant);
        var wanted = Versions.wanted(request);
        if (wanted.isPresent() && wanted.get() != kept.version()) {
            return Answers.problem(
                    request,
                    ProblemDetails.of(
                            ProblemCode.STALE_VERSION,
                            "meant to follow version " + wanted.get() + ", but it is " + kept.version()));
        }
        return answer(request, engine.links().again(tenant, Wish.of(Json.object(request.getBody()))));
    }

    /** Ends the connection; only whose link it is may do so, where the platform says who asks. */
    @Delete("/{integrator}")
    HttpResponse<byte[]> remove(HttpRequest<?> request, String integrator) {
        var visitor = gate.work(request, "user");
        if (isLeftOut(visitor, integrator)) {
            engine.links().discard(integrator);
            return Answers.nothing();
        }
        var tenant = tenants.find(visitor, integrator);
        var _ = kept(tenant);
        var user = Asked.of(request).text("user");
        if (visitor.role().isEmpty() && !engine.links().mayRemove(tenant, user)) {
            return Answers.problem(
                    request,
                    ProblemDetails.of(
                            ProblemCode.FORBIDDEN,
                            "`" + integrator + "` is somebody's own link; say with `user` who asks"));
        }
        engine.links().remove(tenant);
        return Answers.nothing();
    }

    /** It is kept, and does not run because it would be refused now: nobody can do more with it than let it go. */
    private boolean isLeftOut(Visitor visitor, String integrator) {
        return engine.tools().store().integrators().find(integrator).stream()
                .filter(kept -> isNobodys(kept) || visitor.role().isPresent())
                .filter(kept -> visitor.sees(kept.content().path("callcenterId").asText()))
                .anyMatch(engine.links().unserved()::has);
    }

    private static boolean isNobodys(Kept kept) {
        return kept.principal().isEmpty() && !kept.content().has("user");
    }

    private HttpResponse<byte[]> answer(HttpRequest<?> request, Linked linked) {
        return switch (linked) {
            case Linked.Made(var tenant) ->
                Answers.json(
                                HttpStatus.CREATED,
                                Json.bytes(IntegratorJson.of(engine).whole(tenant)))
                        .header("Location", "/api/v1/integrators/" + tenant.name());
            case Linked.Again(var tenant) ->
                Answers.ok(IntegratorJson.of(engine).whole(tenant));
            case Linked.Refused(var problems) ->
                Answers.problem(
                        request,
                        ProblemDetails.of(ProblemCode.CONFIG_REFUSED, FindingJson.count(problems))
                                .with("findings", FindingJson.list(problems)));
            case Linked.Failed(var failure, var endpoint) ->
                Answers.problem(
                        request,
                        ProblemDetails.of(ProblemCode.of(failure.code()), failure.message())
                                .with("endpoint", endpoint));
        };
    }

    private Kept kept(Tenant tenant) {
        return engine.tools()
                .store()
                .integrators()
                .find(tenant.name())
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemCode.IN_USE,
                                "`" + tenant.name() + "` stands in "
                                        + tenant.integrator().at().file() + " and is changed there")
                        .with(
                                "document",
                                JsonNodeFactory.instance.textNode(
                                        tenant.integrator().at().file()))
                        .declined());
    }
}

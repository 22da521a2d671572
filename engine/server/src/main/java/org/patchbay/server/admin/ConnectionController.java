package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbay.auth.Attempts;
import org.patchbay.definition.Durations;
import org.patchbay.definition.Secret;
import org.patchbay.engine.Authors;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Rotated;
import org.patchbay.exchange.Failure;
import org.patchbay.flow.Tenant;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.Json;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.PublicAddress;
import org.patchbay.server.http.Role;
import org.patchbay.server.http.Said;
import org.patchbay.server.http.Visitor;

/** {@code /integrators/{i}/check} and its kin: is the partner content, connect again, stop, go on. */
@Controller("/api/v1/integrators/{integrator}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConnectionController {
    private static final String NO_REASON = "by an admin";
    private static final Duration LONGEST_GRACE = Duration.ofDays(30);

    private final Engine engine;
    private final Gate gate;
    private final VisibleTenants tenants;
    private final Authors authors;

    ConnectionController(Engine engine, Gate gate) {
        this.engine = engine;
        this.gate = gate;
        this.authors = new Authors(engine.tools().store());
        this.tenants = new VisibleTenants(engine);
    }

    /** 200 says that the partner was asked; {@code valid} is what it said. Where there is nothing to ask, nothing changes. */
    @Post("/check")
    HttpResponse<byte[]> check(HttpRequest<byte[]> request, String integrator) {
        var tenant = running(request, integrator);
        var passing = passing(tenant, Said.of(request, "fields"));
        if (!engine.connections().canCheck(tenant)) {
            throw ProblemDetails.of(
                            ProblemCode.NOTHING_TO_ASK,
                            "no endpoint of `" + tenant.name() + "` listens to `auth-check`, and none fetches a token")
                    .declined();
        }
        var result = engine.connections().check(tenant, passing);
        var json = JsonNodeFactory.instance.objectNode();
        json.put("integrator", tenant.name());
        json.put("valid", result.failure().isEmpty());
        json.put("state", engine.connections().of(tenant).state());
        result.failure().ifPresent(failure -> problem(json.putObject("problem"), failure));
        return Answers.ok(json);
    }

    /** Values that are given for this check and kept nowhere. */
    private static Map<String, String> passing(Tenant tenant, Said said) {
        var passing = new LinkedHashMap<String, String>();
        said.object("fields")
                .ifPresent(fields -> fields.properties().forEach(field -> {
                    require(tenant, field.getKey());
                    passing.put(field.getKey(), field.getValue().asText());
                }));
        return passing;
    }

    private static void require(Tenant tenant, String field) {
        var passes = tenant.program().template().fields().stream()
                .anyMatch(known -> known.name().is(field) && !known.stored());
        if (!passes) {
            throw ProblemDetails.of(
                            ProblemCode.BAD_INPUT,
                            "only fields with `stored: false` are given with a check; `" + field + "` is none")
                    .at("/fields" + Json.pointer(field), "not a passing field")
                    .declined();
        }
    }

    private static void problem(ObjectNode json, Failure failure) {
        json.put("type", failure.code().word());
        json.put("detail", failure.message());
        failure.status().ifPresent(status -> json.put("status", status));
    }

    /** A link for the person who can agree; whoever has it can connect, so it is shown once and ends soon. */
    @Post("/reconnect")
    HttpResponse<byte[]> reconnect(HttpRequest<byte[]> request, String integrator) {
        var tenant = running(request, integrator);
        Said.nothing(request);
        var ticket = engine.connections()
                .invite(tenant, Gate.letIn(request).map(Visitor::author).map(authors::mark))
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemCode.BAD_REQUEST,
                                "`" + tenant.name()
                                        + "` is connected by what stands in its fields; no person has to agree")
                        .declined());
        var json = JsonNodeFactory.instance.objectNode();
        json.put("url", PublicAddress.of(request, engine) + "/oauth/connect/" + ticket);
        json.put(
                "expiresAt",
                engine.tools().clock().instant().plus(Attempts.OPEN).toString());
        return Answers.ok(json);
    }

    /** The new secret is used from now on and said once; for the time of grace the old one is good as well. */
    @Post("/rotate")
    HttpResponse<byte[]> rotate(HttpRequest<byte[]> request, String integrator) {
        var tenant = changing(request, integrator);
        if (gate.back(request).role().isPresent()) {
            gate.admin(request, Role.OWNER);
        }
        var said = Said.of(request, "field", "value", "grace");
        var field = said.text("field").orElse("");
        var value = said.text("value").map(Secret::of);
        return switch (engine.rotations().rotate(tenant, field, value, grace(said))) {
            case Rotated.Refused(var why) ->
                throw ProblemDetails.of(ProblemCode.BAD_INPUT, why)
                        .at("/field", "a secret that can be exchanged")
                        .declined();
            case Rotated.Done(var next, var until) -> {
                var json = JsonNodeFactory.instance.objectNode();
                json.put("integrator", tenant.name()).put("field", field);
                if (value.isEmpty()) {
                    json.put("value", next.reveal());
                }
                yield Answers.ok(json.put("oldUntil", until.toString())).header("Cache-Control", "no-store");
            }
        };
    }

    private static Duration grace(Said said) {
        return Durations.parse(said.text("grace").orElse("24h"))
                .filter(grace -> grace.compareTo(LONGEST_GRACE) <= 0)
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemCode.BAD_INPUT,
                                "`grace` is a time up to 30d, such as 24h; 0s ends the old one now")
                        .at("/grace", "a duration")
                        .declined());
    }

    /** The tokens are not used from now on, whatever the partner says; {@code given} tells whether it took them back. */
    @Post("/disconnect")
    HttpResponse<byte[]> disconnect(HttpRequest<byte[]> request, String integrator) {
        var tenant = changing(request, integrator);
        Said.nothing(request);
        var result = engine.connections().disconnect(tenant);
        var json = JsonNodeFactory.instance.objectNode();
        json.put("integrator", tenant.name());
        json.put("given", result.failure().isEmpty());
        json.put("state", engine.connections().of(tenant).state());
        result.failure().ifPresent(failure -> problem(json.putObject("problem"), failure));
        return Answers.ok(json);
    }

    @Post("/enable")
    HttpResponse<byte[]> enable(HttpRequest<byte[]> request, String integrator) {
        var tenant = changing(request, integrator);
        Said.nothing(request);
        if (!tenant.integrator().enabled()) {
            throw declared(tenant);
        }
        engine.connections().enable(tenant);
        return Answers.nothing();
    }

    @Post("/disable")
    HttpResponse<byte[]> disable(HttpRequest<byte[]> request, String integrator) {
        var tenant = changing(request, integrator);
        var reason = Said.of(request, "reason").text("reason");
        engine.connections()
                .disable(tenant, reason.filter(text -> !text.isBlank()).orElse(NO_REASON));
        return Answers.nothing();
    }

    private static Declined declared(Tenant tenant) {
        return ProblemDetails.of(
                        ProblemCode.INTEGRATOR_DISABLED,
                        "`enabled: false` stands in " + tenant.integrator().at().file())
                .declined();
    }

    /** Of a template that does not run for its call centre no partner is asked anything. */
    private Tenant running(HttpRequest<?> request, String integrator) {
        var tenant = changing(request, integrator);
        var template = tenant.program().template();
        if (!template.runsFor(tenant.integrator().callcenterId())) {
            throw ProblemDetails.of(
                            ProblemCode.INTEGRATOR_DISABLED,
                            "the template `" + template.name() + "` is " + Words.of(template.state())
                                    + " and does not run for "
                                    + tenant.integrator().callcenterId())
                    .declined();
        }
        return tenant;
    }

    /** Secret keys and editors change integrators of their call centres. */
    private Tenant changing(HttpRequest<?> request, String integrator) {
        return tenants.find(gate.work(request), integrator);
    }
}

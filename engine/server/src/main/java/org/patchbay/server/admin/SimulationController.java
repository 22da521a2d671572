package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.patchbay.definition.Nearest;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.server.http.Said;
import org.patchbay.workbench.PlayedCall;
import org.patchbay.workbench.Scripts;
import org.patchbay.workbench.Simulation;
import org.patchbay.workbench.Simulation.Orders;
import org.patchbay.workbench.Simulation.Outcome;

/** {@code POST /simulate}: plays calls with the live documents against pretended partners; nothing is sent and nothing is kept. */
@Controller("/api/v1/simulate")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SimulationController {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    private final Engine engine;
    private final Gate gate;
    private final Semaphore one = new Semaphore(1);

    SimulationController(Engine engine, Gate gate) {
        this.engine = engine;
        this.gate = gate;
    }

    @Post
    HttpResponse<byte[]> simulate(HttpRequest<byte[]> request) {
        gate.admin(request, Role.EDITOR);
        var said = Said.of(request, "script", "calls", "rate", "seed", "integrator", SentDocuments.KEY);
        var orders = orders(said).with(said.text("integrator"), said.number("rate", Integer.MAX_VALUE));
        if (!one.tryAcquire()) {
            throw ProblemDetails.of(ProblemCode.TOO_MANY_REQUESTS, "another simulation is still being played")
                    .declined();
        }
        try {
            var documents = new Documents(engine.documents(), List.of()).with(SentDocuments.of(said));
            return answer(request, new Simulation(orders).run(documents.texts()));
        } finally {
            one.release();
        }
    }

    private static Orders orders(Said said) {
        var script = said.text("script");
        var calls = said.number("calls", MOST);
        if (script.filter(Scripts.CHAOS::equals).isPresent()) {
            return Orders.chaos(
                    Scripts.shipped(),
                    calls.orElse(USUAL),
                    said.number("seed", Integer.MAX_VALUE).orElse(1),
                    Scripts.JITTER);
        }
        var scripts = script.map(name -> List.of(Scripts.shipped(name).orElseThrow(() -> unknown(name))))
                .orElseGet(Scripts::shipped);
        return Orders.of(scripts, calls.orElse(scripts.size()));
    }

    private static Declined unknown(String script) {
        return ProblemDetails.of(
                        ProblemCode.BAD_INPUT,
                        "there is no script `" + script + "`; " + Nearest.help(script, Scripts.names()))
                .at("/script", "unknown")
                .declined();
    }

    private static HttpResponse<byte[]> answer(HttpRequest<?> request, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused(var findings) ->
                Answers.problem(
                        request,
                        ProblemDetails.of(
                                        ProblemCode.CONFIG_REFUSED,
                                        FindingJson.count(findings) + "; no call was played")
                                .with("findings", FindingJson.list(findings)));
            case Outcome.NobodyListens _ ->
                Answers.problem(
                        request, ProblemDetails.of(ProblemCode.BAD_INPUT, "no such integrator listens to calls"));
            case Outcome.Played played -> Answers.ok(json(played));
        };
    }

    private static ObjectNode json(Outcome.Played played) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("passed", played.passed());
        var calls = json.putArray("calls");
        played.calls().forEach(call -> calls.add(json(call)));
        var strays = json.putArray("strays");
        played.strays().forEach(strays::add);
        return json;
    }

    private static ObjectNode json(PlayedCall call) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("callId", call.play().callId());
        json.put("script", call.play().script());
        json.put("passed", call.passed());
        call.logs().ifPresent(logs -> json.put("logs", logs));
        json.put("pops", call.pops());
        json.put("duplicates", call.dropped());
        var story = json.putArray("story");
        call.story().forEach(story::add);
        var wrong = json.putArray("wrong");
        call.wrong().forEach(wrong::add);
        return json;
    }
}

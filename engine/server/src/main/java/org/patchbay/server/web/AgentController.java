package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbay.definition.Nearest;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Asked;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.Json;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Said;

/** {@code /agents/{id}/options}: the tick boxes of an agent. */
@Controller("/api/v1/agents/{id}/options")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentController {
    private final Engine engine;
    private final Gate gate;
    private final Tenants tenants;

    AgentController(Engine engine, Gate gate, Tenants tenants) {
        this.engine = engine;
        this.gate = gate;
        this.tenants = tenants;
    }

    @Get
    HttpResponse<byte[]> read(HttpRequest<?> request, String id) {
        return Answers.ok(shown(gate.front(request).about(Asked.of(request).text("callcenterId")), id));
    }

    @Put
    HttpResponse<byte[]> write(HttpRequest<byte[]> request, String id) {
        var visitor = gate.front(request);
        var sent = Json.object(request.getBody());
        var callCentre = visitor.about(Asked.of(request).text("callcenterId"));
        engine.tools().store().fields().setOptions(callCentre, id, ticks(sent, callCentre));
        return Answers.ok(shown(callCentre, id));
    }

    /** What was read may be sent back as it is; only the options are taken. */
    private Map<String, Boolean> ticks(ObjectNode sent, String callCentre) {
        var known = Boxes.of(tenants.live(), callCentre).names();
        var ticks = new LinkedHashMap<String, Boolean>();
        var options = sent.path("options") instanceof ObjectNode
                ? Said.of(sent, "options", "agent", "boxes", "callcenterId")
                        .object("options")
                        .orElse(sent)
                : sent;
        options.properties().forEach(option -> {
            var pointer = Fired.pointer(option.getKey());
            if (!known.contains(option.getKey())) {
                throw ProblemDetails.of(
                                ProblemCode.BAD_INPUT,
                                Nearest.told("there is no option `" + option.getKey() + "`", option.getKey(), known))
                        .at(pointer, "unknown")
                        .declined();
            }
            if (!option.getValue().isBoolean()) {
                throw ProblemDetails.of(ProblemCode.BAD_INPUT, "`" + option.getKey() + "` is true or false")
                        .at(pointer, "true or false was expected")
                        .declined();
            }
            ticks.put(option.getKey(), option.getValue().booleanValue());
        });
        return ticks;
    }

    private ObjectNode shown(String callCentre, String agent) {
        var boxes = Boxes.of(tenants.live(), callCentre);
        var stored = engine.tools().store().fields().options(callCentre, agent);
        var json = JsonNodeFactory.instance.objectNode();
        json.put("agent", agent);
        var options = json.putObject("options");
        var list = json.putArray("boxes");
        boxes.all().forEach(box -> {
            var ticked = stored.getOrDefault(box.name(), box.ticked());
            options.put(box.name(), ticked);
            list.addObject()
                    .put("name", box.name())
                    .put("label", box.label())
                    .put("integrator", box.integrator())
                    .put("ticked", ticked);
        });
        return json;
    }
}

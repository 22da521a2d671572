package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Trigger;
import org.patchbay.exchange.Values;

/** What the steps and the card of a run can read. */
public final class Views {
    /** Objects of a call are remembered under names with this beginning. */
    static final String OBJECT = "object/";

    private Views() {}

    /** Values of a run at this moment. */
    public static Values of(Run run, Map<String, Boolean> options, Moment moment) {
        var trigger = run.trigger();
        var memory = run.memory();
        var roots = new EnumMap<Root, JsonNode>(Root.class);
        roots.put(Root.BODY, trigger.body());
        roots.put(Root.INTEGRATOR, run.tenant().newest());
        roots.put(Root.TEMPLATE, run.tenant().shared());
        roots.put(Root.LINK, run.tenant().told().link());
        roots.put(Root.PRINCIPAL, run.tenant().principal());
        roots.put(Root.AGENT, trigger.body().path("agent"));
        roots.put(Root.OPTIONS, options(run, options));
        roots.put(Root.RESULT, run.results());
        roots.put(Root.CALL, memory);
        roots.put(Root.OBJECT, objects(memory));
        roots.put(Root.RUN, run(run));
        roots.put(Root.HOOKS, run.tenant().hooks());
        roots.put(Root.ENVELOPE, envelope(trigger));
        return Values.of(roots, moment);
    }

    /** What is known of a tenant before anything is run for it. */
    public static Values of(Tenant tenant, Moment moment) {
        return Values.at(moment)
                .with(Root.INTEGRATOR, tenant.values())
                .with(Root.TEMPLATE, tenant.shared())
                .with(Root.PRINCIPAL, tenant.principal())
                .with(Root.HOOKS, tenant.hooks());
    }

    /** An event that was not cut out of a longer body is that body. */
    private static JsonNode envelope(Trigger trigger) {
        return trigger.envelope().isMissingNode() ? trigger.body() : trigger.envelope();
    }

    /** The same with what a step is told about itself. */
    static Values step(Values values, Run run, String endpoint, int attempt) {
        var about = ((ObjectNode) values.root(Root.RUN)).deepCopy();
        about.put("key", run.key(endpoint));
        about.put("attempt", attempt);
        return values.with(Root.RUN, about);
    }

    /** The same with why another step failed. */
    public static Values failed(Values values, String endpoint, Failure failure) {
        var about = JsonNodeFactory.instance.objectNode();
        about.put("message", failure.message());
        failure.agentMessage().ifPresent(text -> about.put("agentMessage", text));
        about.put("code", failure.code().word());
        failure.status().ifPresent(status -> about.put("status", status));
        about.put("endpoint", endpoint);
        return values.with(Root.FAILURE, about);
    }

    private static ObjectNode options(Run run, Map<String, Boolean> agents) {
        var values = JsonNodeFactory.instance.objectNode();
        var template = run.tenant().program().template();
        template.options().forEach(option -> values.put(option.name().text(), option.ticked()));
        template.info()
                .ifPresent(info -> info.listOptions()
                        .forEach(option -> values.put(option.name().text(), option.ticked())));
        run.tenant().integrator().options().forEach(values::put);
        agents.forEach(values::put);
        return values;
    }

    private static ObjectNode objects(ObjectNode memory) {
        var objects = JsonNodeFactory.instance.objectNode();
        memory.properties().stream()
                .filter(entry -> entry.getKey().startsWith(OBJECT))
                .forEach(entry -> objects.set(entry.getKey().substring(OBJECT.length()), entry.getValue()));
        return objects;
    }

    private static ObjectNode run(Run run) {
        var values = JsonNodeFactory.instance.objectNode();
        values.put("id", run.execution());
        values.put("key", run.execution());
        values.put("trigger", run.trigger().name());
        run.interaction()
                .map(call -> call.callId())
                .or(run.trigger()::callId)
                .ifPresent(id -> values.put("callId", id));
        values.put("time", run.trigger().receivedAt().toString());
        values.put("attempt", 1);
        values.put("status", "running");
        values.put("revision", run.revision());
        return values;
    }
}

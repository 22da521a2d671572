package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        return Values.at(moment)
                .with(Root.BODY, trigger.body())
                .with(Root.INTEGRATOR, run.tenant().newest())
                .with(Root.TEMPLATE, run.tenant().shared())
                .with(Root.LINK, run.tenant().told().link())
                .with(Root.PRINCIPAL, run.tenant().principal())
                .with(Root.AGENT, trigger.body().path("agent"))
                .with(Root.OPTIONS, options(run, options))
                .with(Root.RESULT, run.results())
                .with(Root.CALL, memory)
                .with(Root.OBJECT, objects(memory))
                .with(Root.RUN, run(run))
                .with(Root.HOOKS, run.tenant().hooks())
                .with(Root.ENVELOPE, envelope(trigger));
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
        about.put("key", run.execution() + "-" + run.tenant().name() + "-" + endpoint);
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

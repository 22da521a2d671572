package org.patchbay.engine;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Fields;

/** Who runs on a trigger, and why nobody does. */
final class Listeners {
    private final Live live;
    private final Fields fields;

    Listeners(Live live, Fields fields) {
        this.live = live;
        this.fields = fields;
    }

    List<Tenant> of(Trigger trigger) {
        return live.of(trigger.callCentre()).stream()
                .filter(tenant ->
                        trigger.integrator().map(tenant.name()::equals).orElse(true))
                .filter(tenant -> !tenant.steps(trigger.name()).isEmpty())
                .filter(tenant -> fields.state(tenant.name()).isEmpty())
                .toList();
    }

    /** The same, running some of their endpoints, by integrator, and those that these wait for. */
    List<Tenant> of(Trigger trigger, Function<String, Set<String>> endpoints) {
        return of(trigger).stream()
                .map(tenant -> tenant.only(trigger.name(), endpoints.apply(tenant.name())))
                .filter(tenant -> !tenant.steps(trigger.name()).isEmpty())
                .toList();
    }

    /**
     * Who runs what an execution has run; all that listen, where nothing had run.
     *
     * @param now who does not run now does not run again, whatever ran then
     */
    List<Tenant> again(Trigger trigger, Execution execution, Live now) {
        var ran = Earlier.endpoints(execution);
        var served = now.of(trigger.callCentre()).stream().map(Tenant::name).collect(toSet());
        var tenants = ran.isEmpty() ? of(trigger) : of(trigger, name -> ran.getOrDefault(name, Set.of()));
        return tenants.stream().filter(tenant -> served.contains(tenant.name())).toList();
    }

    /** Who runs nothing on an event of a call, but may run something on a later one. */
    List<Tenant> bystanders(Trigger trigger) {
        if (trigger.callId().isEmpty() || !trigger.name().startsWith("call-")) {
            return List.of();
        }
        return live.of(trigger.callCentre()).stream()
                .filter(tenant ->
                        trigger.integrator().map(tenant.name()::equals).orElse(true))
                .filter(tenant -> tenant.steps(trigger.name()).isEmpty())
                .filter(tenant -> tenant.program().rules().hearsCalls())
                .toList();
    }

    String whyNobody(Trigger trigger) {
        var tenants = live.of(trigger.callCentre());
        if (tenants.isEmpty()) {
            return "call centre " + trigger.callCentre() + " has no integrator that runs";
        }
        var wanted = trigger.integrator();
        if (wanted.isPresent()
                && tenants.stream().noneMatch(tenant -> tenant.name().equals(wanted.get()))) {
            return "call centre " + trigger.callCentre() + " has no integrator called " + wanted.get();
        }
        var stopped = tenants.stream()
                .filter(tenant -> !tenant.steps(trigger.name()).isEmpty())
                .flatMap(tenant -> fields.state(tenant.name()).stream()
                        .map(state -> tenant.name() + " is " + state.word() + ": " + state.reason()))
                .findFirst();
        return stopped.orElse("no endpoint listens to " + trigger.name());
    }
}

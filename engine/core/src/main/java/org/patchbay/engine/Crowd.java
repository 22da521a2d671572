package org.patchbay.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.flow.Tenant;

/** The tenants of a revision while it is made: all of them, and by call centre those that run. Not thread-safe. */
final class Crowd {
    private final Map<String, Tenant> all;
    private final Map<String, List<Tenant>> running;

    Crowd(Map<String, Tenant> all, Map<String, List<Tenant>> running) {
        this.all = new LinkedHashMap<>(all);
        this.running = new LinkedHashMap<>(running);
    }

    void add(Tenant tenant) {
        all.put(tenant.name(), tenant);
        if (runs(tenant)) {
            running.merge(tenant.integrator().callcenterId(), List.of(tenant), (before, one) -> {
                var more = new ArrayList<>(before);
                more.addAll(one);
                return List.copyOf(more);
            });
        }
    }

    void remove(String name) {
        var gone = all.remove(name);
        if (gone != null) {
            running.computeIfPresent(
                    gone.integrator().callcenterId(),
                    (_, before) -> before.stream()
                            .filter(tenant -> !tenant.name().equals(name))
                            .toList());
        }
    }

    /** Whether anything runs for it. */
    static boolean runs(Tenant tenant) {
        var integrator = tenant.integrator();
        return integrator.enabled() && tenant.program().template().runsFor(integrator.callcenterId());
    }

    Map<String, Tenant> all() {
        return all;
    }

    Map<String, List<Tenant>> running() {
        return running;
    }
}

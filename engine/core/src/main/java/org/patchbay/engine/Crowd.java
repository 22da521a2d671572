package org.patchbay.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.definition.TemplateState;
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

    /** A template that is not published is its owners'. */
    private static boolean runs(Tenant tenant) {
        var template = tenant.program().template();
        var mine = template.owner().isEmpty()
                || template.owner().contains(tenant.integrator().callcenterId());
        return tenant.integrator().enabled() && runs(template.state(), mine);
    }

    private static boolean runs(TemplateState state, boolean mine) {
        return switch (state) {
            case DRAFT, REMOVED -> false;
            case ACTIVE, REVIEW -> mine;
            case PUBLISHED, DEPRECATED -> true;
        };
    }

    Map<String, Tenant> all() {
        return all;
    }

    Map<String, List<Tenant>> running() {
        return running;
    }
}

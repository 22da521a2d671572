package org.patchbay.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Budget;
import org.patchbay.definition.EndpointException;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Flow;
import org.patchbay.flow.Run;
import org.patchbay.flow.Tenant;

/** How long the answer to a trigger may take: the longest that a listening template asks for, within the installation's bounds. */
record Budgets(Duration soft, Duration hard) {
    private static final Duration USUAL = Duration.ofSeconds(15);

    static Budgets of(Live live, String trigger, List<Run> runs, Optional<Duration> longest) {
        return ofTenants(live, trigger, runs.stream().map(Run::tenant).toList(), longest);
    }

    static Budgets ofTenants(Live live, String trigger, List<Tenant> tenants, Optional<Duration> longest) {
        var soft = Duration.ZERO;
        var hard = Duration.ZERO;
        for (var tenant : tenants) {
            var budget =
                    Optional.ofNullable(tenant.program().template().budgets().get(trigger));
            soft = max(soft, budget.flatMap(Budget::soft).orElse(usualSoft(trigger)));
            hard = max(hard, budget.flatMap(Budget::hard).orElse(usualHard(trigger)));
        }
        var bound = Optional.ofNullable(
                        live.definitions().installation().budgets().get(trigger))
                .flatMap(Budget::hard);
        hard = bound.isPresent() ? min(hard, bound.get()) : hard;
        hard = longest.isPresent() ? min(hard, longest.get()) : hard;
        return new Budgets(min(soft, hard), hard);
    }

    private static Duration usualSoft(String trigger) {
        return StandardTrigger.of(trigger).map(StandardTrigger::soft).orElse(USUAL);
    }

    private static Duration usualHard(String trigger) {
        return StandardTrigger.of(trigger).map(StandardTrigger::hard).orElse(USUAL);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** A step that nobody else waits for needs no thread of its own, if it is over before the answer has to leave. */
    Optional<Duration> inTime(List<Run> runs, List<Bound> steps, Optional<Duration> longest) {
        if (runs.size() > 1 || steps.size() > 1 || longest.isPresent()) {
            return Optional.empty();
        }
        var endpoint = steps.getFirst().plan().endpoint();
        var timeout = runs.getFirst()
                .tenant()
                .exception(endpoint.name().text())
                .flatMap(EndpointException::timeout)
                .orElse(endpoint.request().timeout());
        var mayBeCut = endpoint.type() == EndpointType.GET_DATA;
        return mayBeCut || timeout.compareTo(hard) <= 0 ? Optional.of(hard) : Optional.empty();
    }

    /**
     * Returns when all of them are over, or the soft time is up and one has a result, or the hard one is.
     *
     * @param begun when it was asked, by {@link System#nanoTime}
     */
    void await(Collection<Flow.Started> started, long begun) {
        var over = true;
        for (var flow : started) {
            over &= flow.await(soft.minusNanos(System.nanoTime() - begun));
        }
        if (!over && started.stream().noneMatch(Flow.Started::hasResult)) {
            for (var flow : started) {
                flow.await(hard.minusNanos(System.nanoTime() - begun));
            }
        }
    }
}

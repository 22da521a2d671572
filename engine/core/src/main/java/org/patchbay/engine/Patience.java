package org.patchbay.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Trigger;

/**
 * How long an answer may be waited for.
 *
 * @param longest the caller waits no longer than this
 * @param budget instead of that of the trigger
 */
record Patience(Optional<Duration> longest, Optional<Budgets> budget) {
    /** True when all is done in the background. */
    boolean isNone() {
        return longest.map(Duration::isZero).orElse(false);
    }

    Budgets of(Live live, Trigger trigger, List<Arrived> waiting) {
        var runs = waiting.stream().map(Arrived::run).toList();
        return budget.orElseGet(() -> Budgets.of(live, trigger.name(), runs, longest));
    }
}

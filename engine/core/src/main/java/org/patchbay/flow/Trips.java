package org.patchbay.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.definition.EndpointException;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Trip;

/** The trips of one attempt of a step: one, one for each page, or one page of a synchronization. Not thread-safe. */
final class Trips {
    private final Kit kit;
    private final Run run;
    private final Plan plan;
    private final Deadline deadline;
    private final List<Round> rounds = new ArrayList<>();
    private boolean goesOn;

    /** @param deadline of all of them; each has the endpoint's timeout besides */
    Trips(Kit kit, Run run, Plan plan, Deadline deadline) {
        this.kit = kit;
        this.run = run;
        this.plan = plan;
        this.deadline = deadline;
    }

    /** What the first of them can read. */
    static Values begin(Plan plan, Values values) {
        return plan.pager()
                .map(pager -> values.with(Root.PAGE, pager.values(pager.first())))
                .orElse(values);
    }

    /** @throws Refusal when one was refused before it was sent */
    Trip.Ended go(Values values) {
        if (plan.synchronizes()) {
            var syncing = new Syncing(kit, run, plan);
            var ended = syncing.keep(round().go(syncing.at(values)));
            goesOn = syncing.goesOn();
            return ended;
        }
        return plan.pager().isPresent()
                ? new Paged(plan, plan.pager().get(), this::round).go(values)
                : round().go(values);
    }

    /** True when a page was kept and another one follows, which is another attempt. */
    boolean goesOn() {
        return goesOn;
    }

    private Round round() {
        var round = new Round(kit, run, plan, deadline.orIn(timeout()));
        rounds.add(round);
        return round;
    }

    private Duration timeout() {
        return run.tenant()
                .exception(plan.name())
                .flatMap(EndpointException::timeout)
                .orElse(plan.endpoint().request().timeout());
    }

    /** Values of the tokens that were used, so that they can be masked. */
    List<String> secrets() {
        return rounds.stream()
                .flatMap(round -> round.secrets().stream())
                .distinct()
                .toList();
    }
}

package org.patchbay.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.patchbay.definition.Cron;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.definition.Sync;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Timers.Timer;

/** An endpoint of a tenant that runs by itself, and when. */
record Alarm(Tenant tenant, Timer timer, Optional<Duration> every, Optional<Cron> cron) {
    private static final List<StandardTrigger> TRIGGERS =
            List.of(StandardTrigger.CONTACTS_SYNC, StandardTrigger.AGENTS_SYNC, StandardTrigger.SCHEDULE);
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    /** All that run by themselves in a revision. */
    static List<Alarm> of(Live live) {
        return live.byCallCentre().values().stream()
                .flatMap(List::stream)
                .flatMap(Alarm::of)
                .toList();
    }

    private static Stream<Alarm> of(Tenant tenant) {
        return TRIGGERS.stream()
                .map(StandardTrigger::word)
                .flatMap(trigger -> tenant.steps(trigger).stream().flatMap(step -> of(tenant, trigger, step).stream()));
    }

    private static Optional<Alarm> of(Tenant tenant, String trigger, Bound step) {
        var endpoint = step.plan().endpoint();
        var every = endpoint.fetching().sync().flatMap(Sync::every).or(endpoint.timing()::every);
        var cron = endpoint.timing().cron().flatMap(Cron::parse);
        return every.isEmpty() && cron.isEmpty()
                ? Optional.empty()
                : Optional.of(new Alarm(tenant, new Timer(tenant.name(), step.name(), trigger), every, cron));
    }

    /** The first time that it runs: soon, but not all at the same moment. */
    Instant first(Instant now, RandomGenerator random) {
        return every.map(time -> now.plus(upTo(least(time.dividedBy(10), LONGEST_START), random)))
                .orElseGet(() -> after(now, random));
    }

    /** The time after this one, with some jitter. */
    Instant after(Instant now, RandomGenerator random) {
        return cron.map(times -> times.after(now.atZone(tenant.locality().zone()))
                        .toInstant()
                        .plus(upTo(LONGEST_START, random)))
                .orElseGet(() -> {
                    var time = every.orElseThrow();
                    return now.plus(time.multipliedBy(95).dividedBy(100)).plus(upTo(time.dividedBy(10), random));
                });
    }

    /** No time after this one is later. */
    Instant latest(Instant now) {
        return cron.map(times -> times.after(now.atZone(tenant.locality().zone()))
                        .toInstant()
                        .plus(LONGEST_START))
                .orElseGet(() -> now.plus(every.orElseThrow().multipliedBy(105).dividedBy(100)));
    }

    private static Duration upTo(Duration most, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}

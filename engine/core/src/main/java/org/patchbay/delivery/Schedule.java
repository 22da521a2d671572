package org.patchbay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.patchbay.definition.EndpointException;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.Retry;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.store.Lanes.Job;

/** When a failed job is tried again (format reference, section 7.4). */
public final class Schedule {
    private final RandomGenerator random;
    private final Gate gate;

    /** Draws its jitter from there. */
    public Schedule(RandomGenerator random) {
        this.random = random;
        this.gate = new Gate(random);
    }

    /**
     * When the job is tried again; empty when it is not.
     *
     * @param tries tries so far, the one that has just failed included
     */
    public Optional<Instant> next(Job job, Work work, Outcome outcome, int tries, Instant now) {
        if (!(outcome instanceof Outcome.Retry(var failure, var wait))) {
            return Optional.empty();
        }
        var retry = retry(work);
        if (tries > retry.tries() || !retry.causes().isEmpty() && !causes(retry.causes(), failure)) {
            return Optional.empty();
        }
        var due = now.plus(wait.orElseGet(() -> wait(retry, retry.schedule().get(tries - 1))));
        var end = retry.within().map(job.acceptedAt()::plus);
        return end.map(due::isAfter).orElse(false) ? Optional.empty() : Optional.of(due);
    }

    Gate gate() {
        return gate;
    }

    private static Retry retry(Work work) {
        var plan = work.step().plan();
        return work.run()
                .tenant()
                .exception(plan.name())
                .flatMap(EndpointException::retry)
                .or(() -> plan.endpoint().delivery().retry())
                .orElse(plan.endpoint().type() == EndpointType.SEND_SMS ? Retry.USUAL_SMS : Retry.USUAL);
    }

    private Duration wait(Retry retry, Duration written) {
        return switch (retry.jitter()) {
            case FULL -> Duration.ofMillis(random.nextLong(written.toMillis() + 1));
            case NONE -> written;
        };
    }

    private static boolean causes(List<String> causes, Failure failure) {
        var unanswered =
                failure.code() == FailureCode.UPSTREAM_TIMEOUT || failure.code() == FailureCode.UPSTREAM_UNREACHABLE;
        var status = failure.status().map(String::valueOf);
        return causes.stream()
                .anyMatch(cause -> status.map(word -> cause.equals(word) || cause.equals(word.charAt(0) + "xx"))
                        .orElse(unanswered && cause.equals("timeout")));
    }
}

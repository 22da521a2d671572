package org.patchbay.flow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the waiting steps of a trigger for one tenant: at the same time where nothing ties them, each on a virtual thread. */
public final class Flow {
    private static final Logger LOG = LoggerFactory.getLogger(Flow.class);

    private final Stepper stepper;
    private final Settling settling;
    private final Kit kit;

    /** Runs steps with these tools. */
    public Flow(Kit kit) {
        this.kit = kit;
        this.stepper = new Stepper(kit);
        this.settling = new Settling(kit.store());
    }

    /** Who is told how far a step is. */
    @FunctionalInterface
    public interface Heed {
        /** Nobody. */
        Heed NONE = (_, _) -> Headway.UNHEEDED;

        /** The one for a step of a run. */
        Headway of(Run run, Bound step);
    }

    /** The steps of a run that were started. */
    public static final class Started {
        private final Map<String, CompletableFuture<Ending>> futures = new LinkedHashMap<>();

        /** Completes when all steps are over. */
        public CompletableFuture<?> all() {
            return CompletableFuture.allOf(futures.values().toArray(new CompletableFuture<?>[0]));
        }

        /** True when a step has succeeded. */
        public boolean hasResult() {
            return futures.values().stream()
                    .anyMatch(
                            future -> future.isDone() && future.join().status().succeeded());
        }

        /** Names of the steps that are not over. */
        public List<String> unfinished() {
            return futures.entrySet().stream()
                    .filter(entry -> !entry.getValue().isDone())
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Waits for all steps, at most so long; true when they are over. */
        public boolean await(Duration time) {
            try {
                all().get(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Runs a step on the calling thread; it is over on return. */
    public Started runHere(Run run, Bound step, Deadline deadline, Heed heed) {
        var started = new Started();
        started.futures.put(
                step.name(), CompletableFuture.completedFuture(run(run, step, deadline, heed.of(run, step))));
        return started;
    }

    /**
     * Starts these steps, each on a thread of its own.
     *
     * @param steps in an order in which each comes after those it waits for
     * @param deadline after which nothing more is begun or waited for
     */
    public Started start(Run run, List<Bound> steps, Deadline deadline, Heed heed) {
        var started = new Started();
        for (var step : steps) {
            started.futures.put(step.name(), begin(run, step, started, deadline, heed.of(run, step)));
        }
        return started;
    }

    private CompletableFuture<Ending> begin(Run run, Bound step, Started started, Deadline deadline, Headway headway) {
        var before = step.waitsFor().stream()
                .flatMap(name -> Optional.ofNullable(started.futures.get(name)).stream())
                .toArray(CompletableFuture<?>[]::new);
        var future = new CompletableFuture<Ending>();
        Thread.ofVirtual().name("step-" + step.name()).start(() -> {
            try {
                CompletableFuture.allOf(before).join();
                future.complete(run(run, step, deadline, headway));
            } catch (RuntimeException | Error bug) {
                future.complete(settling.settle(run, internal(step, bug)));
            }
        });
        return future;
    }

    private Ending internal(Bound step, Throwable bug) {
        LOG.error("step.broken endpoint={}", step.name(), bug);
        return Ending.failed(
                step.name(),
                Failure.of(FailureCode.INTERNAL, "`" + step.name() + "` ran into a fault of ours"),
                kit.clock().instant());
    }

    /** One attempt, and one more when that is safe and there is time. */
    private Ending run(Run run, Bound step, Deadline deadline, Headway headway) {
        var ending = tried(run, step, deadline, headway);
        headway.ended(ending);
        return settling.settle(run, ending);
    }

    private Ending tried(Run run, Bound step, Deadline deadline, Headway headway) {
        var first = stepper.attempt(run, step, 1, deadline, headway);
        var again = first.outcome().filter(Outcome.Retry.class::isInstance).isPresent()
                && step.mayRepeat()
                && !deadline.passed();
        if (!again) {
            return first;
        }
        run.note(first.as(Step.Status.RETRYING));
        return stepper.attempt(run, step, 2, deadline, headway);
    }
}

package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.patchbay.engine.Answer.StepAnswer;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.StoreUnavailable;

/**
 * The answers of lately: an event that is repeated gets that of the first. Everything that is asked comes by here, so nobody waits for
 * anybody else in it. Thread-safe.
 */
final class Repeats {
    private static final long MEMORY = Runtime.getRuntime().maxMemory();
    /** Little memory is better used than for answers that hardly anybody asks for again: the journal has them too. */
    private static final int MOST = Math.clamp(MEMORY / (512 << 10), 256, 4_096);
    /** What they may take of memory, in bytes. */
    private static final long HEAVIEST = MEMORY / 16;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Journalist journal;
    private final ConcurrentMap<String, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
    /** Answers that are there, the oldest first. */
    private final Queue<Given> given = new ConcurrentLinkedQueue<>();

    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong weight = new AtomicLong();
    /** How many parts of an execution are not taken yet. */
    private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();

    Repeats(Journalist journal) {
        this.journal = journal;
    }

    /** An answer that is there, and what it takes, in bytes. */
    private record Given(String execution, CompletableFuture<Answer> answer, long weight) {}

    /** An execution begins; who asks for its answer waits for it. False when it is under way already. */
    boolean begin(String execution) {
        var begins = new AtomicBoolean();
        underWay.computeIfAbsent(execution, _ -> {
            answers.put(execution, new CompletableFuture<>());
            begins.set(true);
            return 1;
        });
        return begins.get();
    }

    /** Another part of it goes on after the answer. */
    void goOn(String execution) {
        underWay.merge(execution, 1, Integer::sum);
    }

    /** A part of it is over. */
    void end(String execution) {
        underWay.computeIfPresent(execution, (_, parts) -> {
            if (parts == 1) {
                answers.computeIfPresent(execution, (_, answer) -> isThere(answer) ? answer : null);
                return null;
            }
            return parts - 1;
        });
    }

    private static boolean isThere(CompletableFuture<Answer> answer) {
        return answer.isDone() && !answer.isCompletedExceptionally();
    }

    /** True while this process is at it. */
    boolean isUnderWay(String execution) {
        return underWay.containsKey(execution);
    }

    /** The answer is there. What is much, or large, makes the oldest ones be forgotten; the journal knows them. */
    void done(String execution, Answer answer) {
        kept(execution).filter(waiting -> waiting.complete(answer)).ifPresent(waiting -> {
            var more = new Given(execution, waiting, answer.weight());
            number.incrementAndGet();
            weight.addAndGet(more.weight());
            given.add(more);
            while (number.get() > MOST || weight.get() > HEAVIEST) {
                forgetOldest();
            }
        });
    }

    /** Keeps in mind only what is still going on: somebody was forgotten, and the journal knows about the others. */
    void forgetTaken() {
        for (var left = given.size(); left > 0; left--) {
            Optional.ofNullable(given.poll()).ifPresent(one -> {
                if (isUnderWay(one.execution())) {
                    given.add(one);
                } else {
                    forget(one);
                }
            });
        }
    }

    private void forgetOldest() {
        Optional.ofNullable(given.poll()).ifPresent(this::forget);
    }

    /** What was taken from those that are there. */
    private void forget(Given one) {
        number.decrementAndGet();
        weight.addAndGet(-one.weight());
        answers.remove(one.execution(), one.answer());
    }

    /** There will be no answer; who asks for it before the last part is over is told so. */
    void failed(String execution) {
        kept(execution).ifPresent(waiting -> waiting.cancel(false));
    }

    /** Nobody knows whether it was taken; who asks for its answer before {@link #end} is told so. */
    void unsure(String execution) {
        goOn(execution);
        var lost = new CompletableFuture<Answer>();
        lost.cancel(false);
        answers.put(execution, lost);
    }

    /** True when something is known of an execution besides work that waits: it goes on here, or is in the journal. */
    boolean isKnown(String execution, Trigger trigger) {
        return kept(execution).isPresent()
                || journal.appended(execution, Optional.of(trigger.callCentre()))
                        .isPresent();
    }

    private Optional<CompletableFuture<Answer>> kept(String execution) {
        return Optional.ofNullable(answers.get(execution));
    }

    /**
     * The answer of the first; when nobody knows it any more, that it was taken.
     *
     * @throws StoreUnavailable the first is not taken yet, or was not taken after all
     */
    Answer answer(String execution, Trigger trigger, long revision) {
        return kept(execution)
                .flatMap(Repeats::awaited)
                .or(() -> journal.find(execution, Optional.of(trigger.callCentre()))
                        .map(Repeats::told))
                .orElseGet(() -> taken(execution, trigger, revision));
    }

    private static Optional<Answer> awaited(CompletableFuture<Answer> answer) {
        try {
            return Optional.of(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            throw new StoreUnavailable("the same event came before and is not taken yet", slow);
        } catch (ExecutionException | CancellationException failed) {
            throw new StoreUnavailable("the same event came before and could not be taken", failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("the same event came before and is not taken yet", hurried);
        }
    }

    private static Answer taken(String execution, Trigger trigger, long revision) {
        return new Answer(
                execution,
                trigger.name(),
                trigger.callId(),
                Execution.Status.ACCEPTED,
                Optional.empty(),
                Duration.ZERO,
                revision,
                false,
                Optional.of("the same event came before and is being worked on"),
                Map.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    /** The answer as the journal tells it. */
    static Answer told(Execution execution) {
        var results = new LinkedHashMap<String, Map<String, StepAnswer>>();
        for (var step : execution.steps()) {
            results.computeIfAbsent(step.integrator(), _ -> new LinkedHashMap<>())
                    .put(step.endpoint(), told(step));
        }
        return new Answer(
                execution.id(),
                execution.trigger(),
                execution.callId(),
                execution.status(),
                execution.match(),
                execution.took(),
                execution.revision(),
                execution.partial(),
                execution.reason(),
                results,
                StreamSupport.stream(execution.iframe().spliterator(), false)
                        .flatMap(card -> object(card).stream())
                        .toList(),
                object(execution.pop()),
                List.of());
    }

    private static StepAnswer told(Step step) {
        return new StepAnswer(
                step.integrator(), step.endpoint(), step.status(), step.result(), step.reason(), step.problem());
    }

    private static Optional<ObjectNode> object(JsonNode node) {
        return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }
}

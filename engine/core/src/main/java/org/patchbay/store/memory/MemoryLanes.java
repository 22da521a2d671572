package org.patchbay.store.memory;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.patchbay.store.Lanes;
import org.patchbay.store.Letter;
import org.patchbay.store.Turns;

/** Jobs of this process, and those that ended without success. Thread-safe. */
final class MemoryLanes implements Lanes {
    private static final int EXECUTIONS = 10_000;
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    final Turns turns = new Turns();
    final Map<String, Job> jobs = new LinkedHashMap<>();
    final Map<String, Letter> letters = new LinkedHashMap<>();
    /** In which order jobs were accepted. */
    final Map<String, Integer> numbers = new HashMap<>();

    final Set<String> begun = new HashSet<>();
    private final Cache<String, Results> results =
            Caffeine.newBuilder().maximumSize(EXECUTIONS).build();

    private int number;

    /** Results of one execution, by integrator, then endpoint. */
    private record Results(Instant acceptedAt, Map<String, ObjectNode> kept) {}

    @Override
    public synchronized List<Job> accept(List<Job> more, List<Left> left) {
        var known = new ArrayList<Job>();
        for (var job : more) {
            if (!letters.containsKey(job.id()) && !isDone(job) && jobs.putIfAbsent(job.id(), job) == null) {
                queue(job);
            } else {
                known.add(job);
            }
        }
        left.forEach(this::keep);
        return known;
    }

    @Override
    public synchronized List<Job> acceptBegun(List<Job> more, List<Left> left) {
        var known = accept(more, left);
        known.forEach(this::hasten);
        var fresh = more.stream().filter(job -> !known.contains(job)).toList();
        fresh.forEach(job -> begun.add(job.id()));
        return fresh;
    }

    private void hasten(Job job) {
        var waiting = Optional.ofNullable(jobs.get(job.id())).filter(_ -> begun.contains(job.id()));
        if (waiting.filter(found -> found.due().isAfter(job.due())).isPresent()
                && turns.redate(job.ticket(), job.due())) {
            jobs.put(job.id(), waiting.get().tried(waiting.get().attempts(), job.due()));
        }
    }

    private boolean isDone(Job job) {
        return results(job.execution(), job.integrator()).has(job.endpoint());
    }

    @Override
    public synchronized void forget(String execution) {
        results.invalidate(execution);
    }

    /** Forgets results of these executions, and those in which one of those texts is. */
    synchronized void erase(Set<String> executions, Predicate<String> mention) {
        results.asMap()
                .entrySet()
                .removeIf(entry -> executions.contains(entry.getKey())
                        || mention.test(entry.getValue().kept().toString()));
    }

    /** The jobs of that kind that are not over. */
    synchronized List<Job> waiting(Predicate<Job> wanted) {
        return jobs.values().stream().filter(wanted).toList();
    }

    void queue(Job job) {
        numbers.put(job.id(), ++number);
        turns.add(List.of(job.ticket()));
    }

    @Override
    public boolean isFull(String callCentre, int most) {
        return turns.waiting(callCentre) >= most;
    }

    @Override
    public synchronized List<Job> claim(Instant now, int atMost, int ofOne) {
        var claimed = new ArrayList<Job>();
        var tickets = turns.claim(now, atMost, ofOne);
        while (!tickets.isEmpty()) {
            tickets.forEach(ticket -> {
                release(ticket);
                Optional.ofNullable(jobs.get(ticket.id())).ifPresent(claimed::add);
            });
            var places = claimed.stream().mapToInt(Job::places).sum();
            tickets = turns.claim(now, atMost - places, ofOne);
        }
        return claimed;
    }

    /** A letter holds up its lane no longer. */
    private void release(Turns.Ticket ticket) {
        Optional.ofNullable(letters.get(ticket.id())).ifPresent(letter -> {
            letters.put(ticket.id(), released(letter));
            turns.finish(ticket);
        });
    }

    static Letter released(Letter letter) {
        return new Letter(letter.job(), letter.kind(), letter.reason(), letter.endedAt(), Optional.empty());
    }

    @Override
    public boolean isBusy(String lane) {
        return turns.isBusy(lane);
    }

    @Override
    public Optional<Instant> nextDue() {
        return turns.nextDue();
    }

    @Override
    public Duration lookEvery() {
        return A_WHILE;
    }

    @Override
    public boolean holds(Job job) {
        return turns.isClaimed(job.ticket());
    }

    @Override
    public synchronized boolean begin(Job job) {
        begun.add(job.id());
        return holds(job);
    }

    @Override
    public synchronized boolean begun(Job job) {
        return begun.contains(job.id());
    }

    @Override
    public synchronized boolean keep(Job job, int element, Optional<JsonNode> left) {
        if (!holds(job)) {
            return false;
        }
        var kept = Left.of(job, element, left.orElse(MissingNode.getInstance()));
        if (left.isPresent()) {
            keep(kept);
        } else {
            Optional.ofNullable(results.getIfPresent(job.execution()))
                    .map(found -> found.kept().get(job.integrator()))
                    .ifPresent(found -> found.remove(kept.endpoint()));
        }
        return true;
    }

    @Override
    public synchronized void finish(Job job, Optional<JsonNode> result) {
        if (holds(job)) {
            result.ifPresent(found -> keep(Left.of(job, found)));
            end(job);
            turns.finish(job.ticket());
        }
    }

    private void end(Job job) {
        begun.remove(job.id());
        jobs.remove(job.id());
    }

    @Override
    public synchronized void bury(Letter letter, JsonNode result) {
        var job = letter.job();
        if (holds(job)) {
            keep(Left.of(job, result));
            end(job);
            letters.put(job.id(), letter);
            letter.heldUntil()
                    .ifPresentOrElse(until -> turns.postpone(job.ticket(), until), () -> turns.finish(job.ticket()));
        }
    }

    @Override
    public synchronized void postpone(Job job, int attempts, Instant due, List<Left> left) {
        if (turns.postpone(job.ticket(), due)) {
            left.forEach(this::keep);
            begun.remove(job.id());
            jobs.put(job.id(), job.tried(attempts, due));
        }
    }

    @Override
    public synchronized void lookAgain(Job job, int attempts, Instant due) {
        if (turns.postpone(job.ticket(), due)) {
            jobs.put(job.id(), job.tried(attempts, due));
        }
    }

    @Override
    public synchronized void stepAside(Job job, int attempts, Instant due) {
        if (turns.finish(job.ticket())) {
            begun.remove(job.id());
            var aside = job.aside().tried(attempts, due);
            jobs.put(job.id(), aside);
            turns.add(List.of(aside.ticket()));
        }
    }

    @Override
    public void leave(Job job) {
        turns.postpone(job.ticket(), job.due());
    }

    @Override
    public synchronized boolean overtaken(Job job) {
        var last = jobs.values().stream()
                .filter(other -> other.lane().equals(job.lane())
                        && other.integrator().equals(job.integrator())
                        && other.endpoint().equals(job.endpoint()))
                .reduce((_, later) -> later);
        return last.map(found -> !found.id().equals(job.id())).orElse(false);
    }

    void keep(Left left) {
        results.get(left.execution(), _ -> new Results(left.since(), new HashMap<>()))
                .kept()
                .computeIfAbsent(left.integrator(), _ -> JsonNodeFactory.instance.objectNode())
                .set(left.endpoint(), left.result().deepCopy());
    }

    @Override
    public synchronized JsonNode results(String execution, String integrator) {
        return Optional.ofNullable(results.getIfPresent(execution))
                .map(found -> found.kept().get(integrator))
                .map(ObjectNode::deepCopy)
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    @Override
    public synchronized void forgetBefore(Instant time) {
        var open = Stream.concat(
                        jobs.values().stream(), letters.values().stream().map(Letter::job))
                .map(Job::execution)
                .collect(toSet());
        results.asMap()
                .entrySet()
                .removeIf(entry -> entry.getValue().acceptedAt().isBefore(time) && !open.contains(entry.getKey()));
    }

    @Override
    public synchronized int waiting() {
        return jobs.size();
    }

    @Override
    public synchronized List<Pending> waiting(String execution) {
        return jobs.values().stream()
                .filter(job -> job.execution().equals(execution))
                .map(job -> new Pending(job.integrator(), job.endpoint(), job.revision()))
                .toList();
    }
}

package org.patchbay.store.memory;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.store.Lanes;
import org.patchbay.store.Turns;

/** Jobs of this process. */
final class MemoryLanes implements Lanes {
    private static final int EXECUTIONS = 10_000;

    private final Turns turns = new Turns();
    private final Map<String, Job> jobs = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final Cache<String, Results> results =
            Caffeine.newBuilder().maximumSize(EXECUTIONS).build();

    /** Results of one execution, by integrator, then endpoint. */
    private record Results(Instant acceptedAt, Map<String, ObjectNode> kept) {}

    @Override
    public synchronized void accept(List<Job> more) {
        for (var job : more) {
            if (jobs.putIfAbsent(job.id(), job) == null) {
                turns.add(List.of(job.ticket()));
            }
        }
    }

    @Override
    public synchronized List<Job> claim(Instant now, int atMost) {
        return turns.claim(now, atMost).stream()
                .flatMap(ticket -> Optional.ofNullable(jobs.get(ticket.id())).stream())
                .toList();
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
    public synchronized void begin(Job job) {
        begun.add(job.id());
    }

    @Override
    public synchronized boolean begun(Job job) {
        return begun.contains(job.id());
    }

    @Override
    public synchronized void finish(Job job) {
        if (turns.finish(job.ticket())) {
            begun.remove(job.id());
            jobs.remove(job.id());
        }
    }

    @Override
    public synchronized void postpone(Job job, int attempts, Instant due) {
        if (turns.postpone(job.ticket(), due)) {
            begun.remove(job.id());
            jobs.put(job.id(), job.tried(attempts, due));
        }
    }

    @Override
    public synchronized void keepResult(Job job, JsonNode result) {
        if (jobs.containsKey(job.id())) {
            results.get(job.execution(), _ -> new Results(job.acceptedAt(), new HashMap<>()))
                    .kept()
                    .computeIfAbsent(job.integrator(), _ -> JsonNodeFactory.instance.objectNode())
                    .set(job.endpoint(), result.deepCopy());
        }
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
        var waiting = jobs.values().stream().map(Job::execution).collect(toSet());
        results.asMap()
                .entrySet()
                .removeIf(entry -> entry.getValue().acceptedAt().isBefore(time) && !waiting.contains(entry.getKey()));
    }

    @Override
    public int waiting() {
        return turns.waiting();
    }
}

package org.patchbay.store.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private final Turns turns = new Turns();
    private final Map<String, Job> jobs = new HashMap<>();
    /** How many jobs of each execution are not over. */
    private final Map<String, Integer> open = new HashMap<>();

    private final Set<String> begun = new HashSet<>();
    /** By execution, then integrator, then endpoint. */
    private final Map<String, Map<String, ObjectNode>> results = new HashMap<>();

    @Override
    public synchronized void accept(List<Job> more) {
        for (var job : more) {
            if (jobs.putIfAbsent(job.id(), job) == null) {
                open.merge(job.execution(), 1, Integer::sum);
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
            forgetResultsOf(job.execution());
        }
    }

    private void forgetResultsOf(String execution) {
        if (open.merge(execution, -1, Integer::sum) == 0) {
            open.remove(execution);
            results.remove(execution);
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
            results.computeIfAbsent(job.execution(), _ -> new HashMap<>())
                    .computeIfAbsent(job.integrator(), _ -> JsonNodeFactory.instance.objectNode())
                    .set(job.endpoint(), result.deepCopy());
        }
    }

    @Override
    public synchronized JsonNode results(String execution, String integrator) {
        var ofIntegrator = results.getOrDefault(execution, Map.of()).get(integrator);
        return ofIntegrator == null ? JsonNodeFactory.instance.objectNode() : ofIntegrator.deepCopy();
    }

    @Override
    public int waiting() {
        return turns.waiting();
    }
}

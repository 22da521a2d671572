package org.patchbay.store.memory;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Journal;
import org.patchbay.store.Outdated;

/** The newest executions, up to {@value #CAPACITY}. */
final class MemoryJournal implements Journal {
    static final int CAPACITY = 10_000;

    private final NavigableMap<String, Execution> executions = new TreeMap<>();

    @Override
    public synchronized void append(Execution execution) {
        executions.put(execution.id(), execution);
        if (executions.size() > CAPACITY) {
            executions.pollFirstEntry();
        }
    }

    @Override
    public synchronized Optional<Execution> find(String id, Optional<String> callCentre) {
        return Optional.ofNullable(executions.get(id))
                .filter(found -> callCentre.map(found.callCentre()::equals).orElse(true));
    }

    @Override
    public synchronized List<Execution> list(Filter filter) {
        return executions.descendingMap().values().stream()
                .filter(filter::accepts)
                .limit(filter.limit())
                .toList();
    }

    @Override
    public synchronized void forgetBodies(Outdated old) {
        executions.replaceAll((_, execution) -> isOld(execution, old) ? execution.withoutBodies() : execution);
    }

    /** Removes those in which one of those texts is. */
    synchronized List<Execution> erase(Predicate<String> mention) {
        var erased = executions.values().stream()
                .filter(execution -> mention.test(execution.toString()))
                .toList();
        executions.values().removeAll(erased);
        return erased;
    }

    @Override
    public synchronized void forget(Outdated old) {
        executions.values().removeIf(execution -> isOld(execution, old));
    }

    private static boolean isOld(Execution execution, Outdated old) {
        return old.includes(execution.callCentre(), execution.startedAt());
    }
}

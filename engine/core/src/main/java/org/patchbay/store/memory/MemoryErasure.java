package org.patchbay.store.memory;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.function.Predicate;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Erasure;
import org.patchbay.store.Lanes.Job;

/** Removes what this process keeps about a person. */
record MemoryErasure(
        MemoryJournal journal,
        MemoryCalls calls,
        MemoryLanes lanes,
        MemoryLetters letters,
        MemoryReceipts receipts,
        MemorySynchronizations synchronizations)
        implements Erasure {
    @Override
    public Erased erase(Predicate<String> mention) {
        var executions = journal.erase(mention).stream().map(Execution::id).collect(toSet());
        Predicate<Job> theirs = job -> executions.contains(job.execution()) || mention.test(job.toString());
        var settled = letters.erase(letter -> theirs.test(letter.job()) || mention.test(letter.reason()));
        var written = executions.size();
        var waiting = lanes.waiting(theirs);
        var dropped = drop(waiting);
        waiting.forEach(job -> executions.add(job.execution()));
        lanes.erase(executions, mention);
        return new Erased(
                written,
                calls.erase(mention),
                settled + dropped.done(),
                receipts.erase(executions, mention),
                synchronizations.erase(mention),
                dropped.busy());
    }

    private record Dropped(int done, int busy) {}

    private Dropped drop(List<Job> waiting) {
        var done = (int) waiting.stream().map(Job::id).filter(letters::cancel).count();
        return new Dropped(done, waiting.size() - done);
    }
}

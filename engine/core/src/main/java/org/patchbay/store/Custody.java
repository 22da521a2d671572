package org.patchbay.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.store.Receipts.First;
import org.patchbay.store.Receipts.Request;
import org.patchbay.store.Receipts.Running;
import org.patchbay.store.Receipts.Verdict;

/**
 * What this process is at. What a process has begun is its own for as long as it is at it, however long that takes; when it is gone,
 * exactly one other one takes it over. Thread-safe.
 */
public final class Custody {
    private final Nodes nodes;
    private final Set<String> here = ConcurrentHashMap.newKeySet();

    /** Knows of those processes. */
    public Custody(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Takes an execution into hand; false when this process is at it already. */
    public boolean take(String execution) {
        return here.add(execution);
    }

    /** This process is no longer at it. */
    public void leave(String execution) {
        here.remove(execution);
    }

    /**
     * This process has done what it had begun, and keeps what came of it; empty when it came to nothing, and may be sent again. What cannot
     * be kept now is this process's own until it is.
     */
    public void end(Receipts receipts, Request request, String execution, Optional<String> answer) {
        Insistence.begin(() -> {
            answer.ifPresentOrElse(
                    text -> receipts.answer(request.key(), request.owner(), text),
                    () -> receipts.release(request.key(), request.owner()));
            leave(execution);
        });
    }

    /**
     * This process is no longer at what it had begun, and nobody knows whether it was done: the store did not say. Whoever is asked next,
     * here or in another process, goes on under the same id, which finds what was done.
     */
    public void pass(Receipts receipts, Request request, String execution) {
        Insistence.begin(() -> {
            receipts.takeOver(request.key(), request.owner(), Nodes.NOBODY);
            leave(execution);
        });
    }

    /** True when nobody is at an execution that was begun by that process. */
    public boolean isLeft(String execution, String owner) {
        return owner.equals(nodes.own()) ? !here.contains(execution) : nodes.isGone(owner);
    }

    /** What a request means. When it is to be done, its execution is in hand until {@link #leave}. */
    public Verdict begin(Receipts receipts, Request request, Instant now) {
        take(request.execution());
        var done = false;
        try {
            var verdict = receipts.begin(request, now);
            done = verdict instanceof First;
            return verdict instanceof Running running ? running(receipts, request, running) : verdict;
        } finally {
            if (!done) {
                leave(request.execution());
            }
        }
    }

    private Verdict running(Receipts receipts, Request request, Running running) {
        var execution = running.execution();
        if (!isLeft(execution, running.owner()) || !take(execution)) {
            return running;
        }
        if (receipts.takeOver(request.key(), running.owner(), request.owner())) {
            return new First(execution);
        }
        leave(execution);
        return running;
    }
}

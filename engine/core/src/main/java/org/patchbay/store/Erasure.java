package org.patchbay.store;

import java.util.function.Predicate;

/** Removes what is kept about a person, wherever it is kept. */
public interface Erasure {
    /**
     * Removes every execution, memory of a call, job, letter, result, answer and synchronized contact in which a text is one of those;
     * with an execution goes all that was kept for it. Durable when this returns.
     */
    Erased erase(Predicate<String> mention);

    /**
     * What was removed.
     *
     * @param calls names that calls remembered
     * @param jobs jobs and letters
     * @param answers what is told to callers who repeat themselves
     * @param contacts contacts and agents that synchronizations brought
     * @param busy jobs that somebody works on: they are still there
     */
    record Erased(int executions, int calls, int jobs, int answers, int contacts, int busy) {
        /** The same, and so many jobs more. */
        public Erased andJobs(int more) {
            return new Erased(executions, calls, jobs + more, answers, contacts, busy);
        }
    }
}

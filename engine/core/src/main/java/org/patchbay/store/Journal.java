package org.patchbay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Execution;

/** The executions. Written behind: an append returns at once; a read sees what this process appended before. */
public interface Journal {
    /** Keeps an execution; one with the same id is replaced. */
    void append(Execution execution);

    /** The execution of that id, in that call centre when one is given. */
    Optional<Execution> find(String id, Optional<String> callCentre);

    /** Newest first. */
    List<Execution> list(Filter filter);

    /** Removes executions that started before. */
    void forgetBefore(Instant time);

    /**
     * What is asked for; empty means any.
     *
     * @param failedOnly runs that failed, timed out or were partial
     * @param before only executions with a smaller id: the cursor of the next page
     * @param limit 1 to 500
     */
    record Filter(
            Optional<String> callCentre,
            Optional<String> integrator,
            Optional<String> endpoint,
            Optional<String> trigger,
            Optional<String> status,
            Optional<String> callId,
            Optional<Instant> since,
            Optional<Long> revision,
            boolean failedOnly,
            Optional<String> before,
            int limit) {
        /** The newest executions of all. */
        public static Filter newest(int limit) {
            return new Filter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    limit);
        }
    }
}

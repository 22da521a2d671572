package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.elsewhere;
import static org.patchbay.store.Samples.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Lanes.Job;

/** What all stores tell of executions of which nothing has ended. */
public abstract class AcceptedContract extends StoreContract {
    @Test
    void tells_executions_of_which_the_journal_has_nothing_by_the_first_of_their_jobs_that_wait() {
        store.lanes().accept(List.of(job("1", "a"), elsewhere("3", "b"), job("2", "c")));
        assertThat(accepted(Journal.Filter.newest(10))).containsExactly("1", "3");

        assertThat(store.lanes().claim(NOON, 1)).containsExactly(job("1", "a"));
        store.lanes().finish(job("1", "a"), Optional.empty());
        assertThat(accepted(Journal.Filter.newest(10))).containsExactly("2", "3");
        assertThat(accepted(Journal.Filter.newest(1))).containsExactly("2");

        store.journal().append(Samples.execution("execution"));
        assertThat(store.journal().list(Journal.Filter.newest(10))).hasSize(1);
        assertThat(accepted(Journal.Filter.newest(10))).containsExactly("3");

        assertThat(store.lanes().claim(NOON, 10)).hasSize(2);
        store.lanes()
                .bury(
                        new Letter(job("2", "c"), Letter.Kind.DEAD, "no", NOON, Optional.empty()),
                        JsonNodeFactory.instance.objectNode());
        store.lanes().finish(elsewhere("3", "b"), Optional.empty());
        assertThat(accepted(Journal.Filter.newest(10))).isEmpty();
    }

    @Test
    void tells_of_those_executions_the_ones_asked_for() {
        store.lanes().accept(List.of(job("1", "a"), elsewhere("2", "b")));
        var all = Journal.Filter.newest(10);
        var received = job("1", "a").trigger().receivedAt();

        assertThat(accepted(like(all, "42", "call-end", "call-7", received, 3, "zzz")))
                .containsExactly("1", "2");
        assertThat(accepted(like(all, "42", "call-end", "call-7", received, 3, "execution")))
                .containsExactly("2");
        assertThat(accepted(like(all, "43", "call-end", "call-7", received, 3, "zzz")))
                .isEmpty();
        assertThat(accepted(like(all, "42", "call-start", "call-7", received, 3, "zzz")))
                .isEmpty();
        assertThat(accepted(like(all, "42", "call-end", "call-8", received, 3, "zzz")))
                .isEmpty();
        assertThat(accepted(like(all, "42", "call-end", "call-7", received.plusNanos(1), 3, "zzz")))
                .isEmpty();
        assertThat(accepted(like(all, "42", "call-end", "call-7", received, 4, "zzz")))
                .isEmpty();
    }

    private static Journal.Filter like(
            Journal.Filter all,
            String callCentre,
            String trigger,
            String callId,
            Instant since,
            long revision,
            String before) {
        return new Journal.Filter(
                Optional.of(callCentre),
                all.integrator(),
                all.endpoint(),
                Optional.of(trigger),
                all.status(),
                Optional.of(callId),
                Optional.of(since),
                Optional.of(revision),
                false,
                Optional.of(before),
                all.limit());
    }

    private List<String> accepted(Journal.Filter filter) {
        return store.letters().accepted(filter).stream().map(Job::id).toList();
    }
}

package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;

import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Receipts.Answered;
import org.patchbay.store.Receipts.First;
import org.patchbay.store.Receipts.Key;
import org.patchbay.store.Receipts.Request;
import org.patchbay.store.Receipts.Running;
import org.patchbay.store.Receipts.Verdict;
import org.patchbay.store.memory.MemoryStore;

class CustodyTest {
    private static final Key KEY = new Key("42/call-end", "k-1");

    private final Store store = new MemoryStore();
    private final Custody custody = new Custody(store.nodes());

    @AfterEach
    void closes() {
        store.close();
    }

    private Verdict begin(String execution) {
        return custody.begin(store.receipts(), request(execution, store.nodes().own()), NOON);
    }

    private static Request request(String execution, String owner) {
        return new Request(KEY, "print", execution, owner, NOON.plusSeconds(86_400));
    }

    @Test
    void what_this_process_is_at_stays_its_own_until_it_says_otherwise() {
        assertThat(begin("e1")).isEqualTo(new First("e1"));
        assertThat(begin("e2")).isInstanceOf(Running.class);

        custody.leave("e1");

        assertThat(begin("e3")).isEqualTo(new First("e1"));
    }

    @Test
    void what_may_have_been_done_goes_on_under_its_id_in_whichever_process_is_asked() {
        begin("e1");
        custody.pass(store.receipts(), request("e1", store.nodes().own()), "e1");

        assertThat(store.receipts().begin(request("e2", "another"), NOON)).isEqualTo(new Running("e1", Nodes.NOBODY));
        assertThat(begin("e3")).isEqualTo(new First("e1"));
        assertThat(begin("e4")).isInstanceOf(Running.class);
    }

    @Test
    void what_came_to_nothing_is_new_when_it_comes_again_and_what_was_answered_is_answered_the_same() {
        begin("e1");
        custody.end(store.receipts(), request("e1", store.nodes().own()), "e1", Optional.empty());
        assertThat(begin("e2")).isEqualTo(new First("e2"));

        custody.end(store.receipts(), request("e2", store.nodes().own()), "e2", Optional.of("done"));

        assertThat(begin("e3")).isEqualTo(new Answered("done"));
    }

    @Test
    void what_a_process_has_begun_that_is_gone_is_done_under_its_old_id_by_one_of_many() throws Exception {
        store.receipts().begin(request("e1", "gone"), NOON);

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Verdict> call = () -> begin("e2");
            var firsts = 0;
            for (var verdict : callers.invokeAll(Collections.nCopies(100, call))) {
                firsts += verdict.get().equals(new First("e1")) ? 1 : 0;
            }
            assertThat(firsts).isEqualTo(1);
        }
    }
}

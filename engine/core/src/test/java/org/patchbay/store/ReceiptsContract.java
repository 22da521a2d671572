package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Receipts.Answered;
import org.patchbay.store.Receipts.First;
import org.patchbay.store.Receipts.Key;
import org.patchbay.store.Receipts.Mismatch;
import org.patchbay.store.Receipts.Request;
import org.patchbay.store.Receipts.Running;
import org.patchbay.store.Receipts.Verdict;

/** What all keepers of receipts do. */
public abstract class ReceiptsContract extends StoreContract {
    private static final Key KEY = new Key("42/call-end", "k-1");

    @Test
    void lets_the_first_one_do_it_and_answers_the_others_the_same() {
        assertThat(begin("print", "e1")).isEqualTo(new First("e1"));
        assertThat(begin("print", "e2")).isEqualTo(new Running("e1", "one"));

        store.receipts().answer(KEY, "one", "{\"a\":\"ệ\"}");

        assertThat(begin("print", "e3")).isEqualTo(new Answered("{\"a\":\"ệ\"}"));
    }

    @Test
    void tells_what_was_answered_until_it_is_over() {
        assertThat(store.receipts().answered(KEY, NOON)).isEmpty();
        begin("print", "e1");
        assertThat(store.receipts().answered(KEY, NOON)).isEmpty();
        store.receipts().answer(KEY, "one", "{\"a\":\"ệ\"}");

        assertThat(store.receipts().answered(KEY, NOON)).contains("{\"a\":\"ệ\"}");
        assertThat(store.receipts().answered(KEY, NOON.plusSeconds(86_399))).isPresent();
        assertThat(store.receipts().answered(KEY, NOON.plusSeconds(86_400))).isEmpty();
        assertThat(store.receipts().answered(new Key("43/call-end", "k-1"), NOON))
                .isEmpty();
    }

    @Test
    void forgets_a_key_whatever_came_of_it() {
        begin("print", "e1");
        store.receipts().answer(KEY, "one", "done");

        store.receipts().forget(KEY);

        assertThat(begin("other", "e2")).isEqualTo(new First("e2"));
    }

    @Test
    void refuses_something_else_under_the_same_key_also_while_it_runs() {
        begin("print", "e1");

        assertThat(begin("other", "e2")).isEqualTo(new Mismatch());
        store.receipts().answer(KEY, "one", "done");
        assertThat(begin("other", "e2")).isEqualTo(new Mismatch());
    }

    @Test
    void keeps_the_keys_of_different_scopes_apart() {
        begin("print", "e1");

        var other = new Request(new Key("43/call-end", "k-1"), "print", "e2", "one", NOON.plusSeconds(86_400));
        assertThat(store.receipts().begin(other, NOON)).isEqualTo(new First("e2"));
    }

    @Test
    void gives_what_was_begun_to_exactly_one_other_process_which_alone_answers_then() {
        begin("print", "e1");

        assertThat(store.receipts().takeOver(KEY, "three", "two")).isFalse();
        assertThat(store.receipts().takeOver(KEY, "one", "two")).isTrue();
        assertThat(store.receipts().takeOver(KEY, "one", "three")).isFalse();
        assertThat(begin("print", "e2")).isEqualTo(new Running("e1", "two"));
        store.receipts().answer(KEY, "one", "stale");
        store.receipts().release(KEY, "one");
        assertThat(begin("print", "e2")).isEqualTo(new Running("e1", "two"));
        store.receipts().answer(KEY, "two", "fresh");
        assertThat(store.receipts().takeOver(KEY, "two", "one")).isFalse();
        assertThat(begin("print", "e2")).isEqualTo(new Answered("fresh"));
    }

    @Test
    void forgets_what_came_to_nothing_and_what_is_over() {
        begin("print", "e1");
        store.receipts().release(KEY, "one");
        assertThat(begin("other", "e2")).isEqualTo(new First("e2"));

        store.receipts().forgetBefore(NOON.plusSeconds(86_400));

        assertThat(begin("print", "e3")).isEqualTo(new First("e3"));
    }

    @Test
    void takes_a_key_for_new_when_its_time_is_over() {
        begin("print", "e1");
        store.receipts().answer(KEY, "one", "done");

        var muchLater = NOON.plusSeconds(86_400);
        var request = new Request(KEY, "other", "e9", "one", muchLater.plusSeconds(86_400));
        assertThat(store.receipts().begin(request, muchLater)).isEqualTo(new First("e9"));
    }

    @Test
    void lets_exactly_one_of_many_do_it() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Verdict> call = () -> begin("print", "e1");
            var verdicts = callers.invokeAll(Collections.nCopies(100, call));

            var firsts = 0;
            for (var verdict : verdicts) {
                firsts += verdict.get() instanceof First ? 1 : 0;
            }
            assertThat(firsts).isEqualTo(1);
        }
    }

    private Verdict begin(String fingerprint, String execution) {
        return store.receipts().begin(new Request(KEY, fingerprint, execution, "one", NOON.plusSeconds(86_400)), NOON);
    }
}

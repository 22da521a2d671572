package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.execution;
import static org.patchbay.store.Samples.object;
import static org.patchbay.store.Samples.step;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.CallMemory.CallKey;
import org.patchbay.store.Erasure.Erased;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Receipts.First;
import org.patchbay.store.Receipts.Key;
import org.patchbay.store.Synchronizations.Item;
import org.patchbay.store.Synchronizations.Kind;
import org.patchbay.store.Synchronizations.Place;
import org.patchbay.store.Synchronizations.Progress;

/** What every store removes when a person is to be forgotten. */
public abstract class ErasureContract extends StoreContract {
    private static final String PERSON = "person-901234567";
    private static final CallKey THEIRS = new CallKey("42", "acme", "call-1");
    private static final CallKey BY_ID = new CallKey("42", "acme", "call-901234567");
    private static final CallKey OTHERS = new CallKey("42", "acme", "call-2");
    private static final Place CONTACTS = new Place("acme", "fetch", Kind.CONTACTS);

    private static boolean isTheirs(String text) {
        return text.contains("901234567");
    }

    private static Job job(String id, String body) {
        var trigger = new Trigger("call-end", "42", object("note", body), Optional.empty(), Optional.empty(), NOON);
        return new Job(id, "lane-" + id, "execution-" + id, "acme", "savelog", trigger, 3, 0, NOON, NOON);
    }

    @Test
    void forgets_an_execution_and_what_was_kept_for_it() {
        store.journal().append(execution("e1", step("acme", PERSON)));
        store.journal().append(execution("e2", step("acme", "savelog")));
        receive("key-1", "e1", "an answer");

        var erased = store.erasure().erase(ErasureContract::isTheirs);

        assertThat(erased).isEqualTo(new Erased(1, 0, 0, 1, 0, 0));
        assertThat(store.journal().find("e1", Optional.empty())).isEmpty();
        assertThat(store.journal().find("e2", Optional.empty())).isPresent();
        assertThat(store.journal().list(Journal.Filter.newest(10))).hasSize(1);
        assertThat(receive("key-1", "e3", "")).isEqualTo(new First("e3"));
    }

    @Test
    void forgets_answers_in_which_the_person_is() {
        receive("key-1", "e1", "hello " + PERSON);
        receive("key-2", "e2", "hello");

        assertThat(store.erasure().erase(ErasureContract::isTheirs).answers()).isEqualTo(1);

        assertThat(receive("key-1", "e3", "")).isInstanceOf(First.class);
        assertThat(receive("key-2", "e4", "")).isInstanceOf(Receipts.Answered.class);
    }

    private Receipts.Verdict receive(String name, String execution, String answer) {
        var request = new Receipts.Request(new Key("42", name), "fingerprint", execution, "one", NOON.plusSeconds(600));
        var verdict = store.receipts().begin(request, NOON);
        if (!answer.isEmpty()) {
            store.receipts().answer(request.key(), "one", answer);
        }
        return verdict;
    }

    @Test
    void forgets_what_calls_remember_of_the_person_and_no_more() {
        store.calls().remember(THEIRS, object("contact", PERSON).put("ticket", "7"), NOON.plusSeconds(60));
        store.calls().remember(BY_ID, object("ticket", "8"), NOON.plusSeconds(60));
        store.calls().remember(OTHERS, object("contact", "somebody"), NOON.plusSeconds(60));
        store.calls().open(BY_ID, NOON);
        store.calls().open(OTHERS, NOON);
        store.calls().recall(THEIRS, NOON);

        var erased = store.erasure().erase(ErasureContract::isTheirs);

        assertThat(erased.calls()).isEqualTo(2);
        assertThat(store.calls().recall(THEIRS, NOON)).isEqualTo(object("ticket", "7"));
        assertThat(store.calls().recall(BY_ID, NOON)).isEmpty();
        assertThat(store.calls().recall(OTHERS, NOON)).isEqualTo(object("contact", "somebody"));
        assertThat(store.calls().overdue(NOON.plusSeconds(1), 10)).containsExactly(OTHERS);
    }

    @Test
    void passes_over_nobody_while_other_things_come_to_their_end() {
        var many = JsonNodeFactory.instance.objectNode();
        IntStream.range(0, 600).forEach(number -> many.put("name-" + number, "somebody"));
        store.calls().remember(new CallKey("42", "acme", "call-0"), many, NOON.plusSeconds(1));
        store.calls().remember(THEIRS, object("contact", PERSON), NOON.plusSeconds(60));
        var looked = new AtomicInteger();

        store.erasure().erase(text -> {
            if (looked.getAndIncrement() == 0) {
                store.calls().forgetBefore(NOON.plusSeconds(2));
            }
            return isTheirs(text);
        });

        assertThat(store.calls().recall(THEIRS, NOON)).isEmpty();
    }

    @Test
    void drops_work_that_waits_and_letters_about_it() {
        store.lanes().accept(List.of(job("1", PERSON)));
        var dead = store.lanes().claim(NOON, 1).getFirst();
        store.lanes()
                .bury(
                        new Letter(dead, Letter.Kind.DEAD, "no", NOON, Optional.empty()),
                        JsonNodeFactory.instance.objectNode());
        store.lanes().accept(List.of(job("2", PERSON), job("3", "somebody")));
        receive("key-2", "execution-2", "taken");
        receive("key-3", "execution-3", "taken");

        var erased = store.erasure().erase(ErasureContract::isTheirs);

        assertThat(erased.jobs()).isEqualTo(2);
        assertThat(erased.busy()).isZero();
        assertThat(erased.answers()).isEqualTo(1);
        assertThat(store.letters().find("1")).isEmpty();
        assertThat(store.lanes().claim(NOON, 10)).extracting(Job::id).containsExactly("3");
    }

    @Test
    void leaves_and_counts_work_that_somebody_is_at() {
        store.lanes().accept(List.of(job("1", PERSON)));
        var claimed = store.lanes().claim(NOON, 1);

        var erased = store.erasure().erase(ErasureContract::isTheirs);

        assertThat(erased.busy()).isEqualTo(1);
        assertThat(erased.jobs()).isZero();
        assertThat(store.lanes().holds(claimed.getFirst())).isTrue();
    }

    @Test
    void forgets_results_that_jobs_have_left() {
        store.lanes().accept(List.of(job("1", "somebody"), job("2", "somebody")));
        var jobs = store.lanes().claim(NOON, 2);
        store.lanes().finish(jobs.getFirst(), Optional.of(object("contact", PERSON)));
        store.lanes().finish(jobs.getLast(), Optional.of(object("contact", "somebody")));

        store.erasure().erase(ErasureContract::isTheirs);

        assertThat(store.lanes().results(jobs.getFirst().execution(), "acme")).isEmpty();
        assertThat(store.lanes().results(jobs.getLast().execution(), "acme")).hasSize(1);
    }

    @Test
    void forgets_synchronized_contacts() {
        var theirs = new Item("7", object("name", "An").put("phone", "0901234567"), List.of("901234567"));
        var others = new Item("8", object("name", "Binh"), List.of("907654321"));
        store.synchronizations().keep(CONTACTS, List.of(theirs, others), Progress.NONE, NOON);

        assertThat(store.erasure().erase(ErasureContract::isTheirs).contacts()).isEqualTo(1);

        var left = store.synchronizations().list(Synchronizations.Filter.all("acme", Kind.CONTACTS, 10));
        assertThat(left).extracting(kept -> kept.id()).containsExactly("8");
    }

    @Test
    void forgets_nothing_when_nobody_is_meant() {
        store.journal().append(execution("e1", step("acme", PERSON)));
        store.lanes().accept(List.of(job("1", PERSON)));

        assertThat(store.erasure().erase(_ -> false)).isEqualTo(new Erased(0, 0, 0, 0, 0, 0));
        assertThat(store.journal().find("e1", Optional.empty())).isPresent();
    }
}

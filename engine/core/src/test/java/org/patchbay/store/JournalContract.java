package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.execution;
import static org.patchbay.store.Samples.step;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Journal.Filter;

/** What every journal does. */
public abstract class JournalContract extends StoreContract {
    private static final Execution OTHER = other("e5");

    @Test
    void finds_an_execution_with_everything_in_it_as_soon_as_it_was_appended() {
        var execution = execution("e1", step("acme", "savelog"), step("acme", "find"));

        store.journal().append(execution);

        assertThat(store.journal().find("e1", Optional.empty())).contains(execution);
    }

    @Test
    void finds_nothing_under_an_unknown_id() {
        assertThat(store.journal().find("e1", Optional.empty())).isEmpty();
    }

    @Test
    void does_not_find_the_execution_of_another_call_centre() {
        store.journal().append(execution("e1"));

        assertThat(store.journal().find("e1", Optional.of("42"))).isPresent();
        assertThat(store.journal().find("e1", Optional.of("43"))).isEmpty();
    }

    @Test
    void replaces_an_execution_with_the_same_id() {
        store.journal().append(execution("e1", Execution.Status.ACCEPTED, step("acme", "savelog")));

        store.journal().append(execution("e1", step("globex", "savelog")));

        assertThat(store.journal().list(Filter.newest(10))).containsExactly(execution("e1", step("globex", "savelog")));
        assertThat(ids(filter(Optional.of("acme"), Optional.empty()))).isEmpty();
    }

    @Test
    void keeps_the_newest_of_each_of_many_that_change_at_once() {
        var ids = IntStream.range(0, 150).mapToObj(number -> "e" + number).toList();

        ids.forEach(id -> store.journal().append(execution(id, Execution.Status.ACCEPTED, step("acme", "savelog"))));
        ids.forEach(id -> store.journal().append(execution(id, step("globex", "savelog"), step("globex", "find"))));

        assertThat(ids)
                .allSatisfy(id -> assertThat(store.journal().find(id, Optional.empty()))
                        .contains(execution(id, step("globex", "savelog"), step("globex", "find"))));
        assertThat(ids(filter(Optional.of("acme"), Optional.empty()))).isEmpty();
    }

    @Test
    void lists_the_newest_first_and_no_more_than_asked_for() {
        for (var id : new String[] {"e2", "e3", "e1"}) {
            store.journal().append(execution(id));
        }

        assertThat(ids(Filter.newest(2))).containsExactly("e3", "e2");
    }

    @Test
    void goes_on_before_the_last_id_of_a_page() {
        for (var id : new String[] {"e1", "e2", "e3"}) {
            store.journal().append(execution(id));
        }

        var page = Filter.newest(2);
        var next = new Filter(
                page.callCentre(),
                page.integrator(),
                page.endpoint(),
                page.trigger(),
                page.status(),
                page.callId(),
                page.since(),
                page.revision(),
                page.failedOnly(),
                Optional.of("e2"),
                2);

        assertThat(ids(next)).containsExactly("e1");
    }

    @Test
    void lists_those_of_one_call_centre() {
        appendOneAndAnother();

        assertThat(ids(filter("43", "", "", "", NOON, 0))).containsExactly("e5");
    }

    @Test
    void lists_those_of_one_trigger() {
        appendOneAndAnother();

        assertThat(ids(filter("", "sms-send", "", "", NOON, 0))).containsExactly("e5");
    }

    @Test
    void lists_those_of_one_status() {
        appendOneAndAnother();

        assertThat(ids(filter("", "", "timed-out", "", NOON, 0))).containsExactly("e5");
    }

    @Test
    void lists_those_of_one_call() {
        appendOneAndAnother();

        assertThat(ids(filter("", "", "", "call-8", NOON, 0))).containsExactly("e5");
    }

    @Test
    void lists_those_that_started_then_or_later() {
        appendOneAndAnother();

        assertThat(ids(filter("", "", "", "", NOON.plusNanos(1), 0))).containsExactly("e5");
        assertThat(ids(filter("", "", "", "", NOON, 0))).containsExactly("e5", "e1");
    }

    @Test
    void lists_those_of_one_revision() {
        appendOneAndAnother();

        assertThat(ids(filter("", "", "", "", NOON, 4))).containsExactly("e5");
    }

    @Test
    void lists_only_what_failed() {
        var number = 0;
        for (var status : Execution.Status.values()) {
            store.journal().append(execution("e" + number++, status));
        }

        var newest = Filter.newest(10);
        var failed = new Filter(
                newest.callCentre(),
                newest.integrator(),
                newest.endpoint(),
                newest.trigger(),
                newest.status(),
                newest.callId(),
                newest.since(),
                newest.revision(),
                true,
                newest.before(),
                10);

        assertThat(store.journal().list(failed))
                .extracting(Execution::status)
                .containsExactlyInAnyOrder(
                        Execution.Status.PARTIAL, Execution.Status.FAILED, Execution.Status.TIMED_OUT);
    }

    @Test
    void lists_those_in_which_an_integrator_ran_an_endpoint() {
        store.journal().append(execution("e1", step("acme", "savelog"), step("globex", "find")));
        store.journal().append(execution("e2", step("globex", "savelog")));

        assertThat(ids(filter(Optional.of("acme"), Optional.empty()))).containsExactly("e1");
        assertThat(ids(filter(Optional.empty(), Optional.of("savelog")))).containsExactly("e2", "e1");
        assertThat(ids(filter(Optional.of("globex"), Optional.of("savelog")))).containsExactly("e2");
    }

    @Test
    void forgets_executions_that_started_before() {
        appendOneAndAnother();

        store.journal().forgetBefore(NOON.plusNanos(1));

        assertThat(ids(Filter.newest(10))).containsExactly("e5");
    }

    @Test
    void forgets_the_bodies_in_executions_that_started_before() {
        appendOneAndAnother();
        var whole = execution("e1", step("acme", "savelog"));
        store.journal().append(whole);

        store.journal().forgetBodiesBefore(NOON.plusNanos(1));
        store.journal().forgetBodiesBefore(NOON.plusNanos(1));

        var bare = store.journal().find("e1", Optional.empty()).orElseThrow();
        assertThat(bare).isEqualTo(whole.withoutBodies());
        assertThat(bare.body()).isEmpty();
        assertThat(bare.steps().getFirst().response().orElseThrow().body()).isEmpty();
        assertThat(store.journal().find("e5", Optional.empty())).contains(OTHER);
    }

    @Test
    void forgets_what_is_old_of_one_call_centre_or_of_all_others() {
        appendOneAndAnother();
        var mine = store.journal().find("e1", Optional.empty()).orElseThrow();
        assertThat(mine.callCentre()).isNotEqualTo(OTHER.callCentre());
        var late = Outdated.before(NOON.plusSeconds(600));

        store.journal().forgetBodies(late.but(Set.of(mine.callCentre())));
        assertThat(store.journal().find("e1", Optional.empty())).contains(mine);
        assertThat(store.journal().find("e5", Optional.empty())).contains(OTHER.withoutBodies());
        store.journal().forgetBodies(Outdated.before(late.before(), mine.callCentre()));
        assertThat(store.journal().find("e1", Optional.empty())).contains(mine.withoutBodies());

        store.journal().forget(Outdated.before(late.before(), OTHER.callCentre()));
        assertThat(ids(Filter.newest(10))).containsExactly("e1");
        store.journal().forget(late.but(Set.of(mine.callCentre())));
        assertThat(ids(Filter.newest(10))).containsExactly("e1");
        store.journal().forget(late);
        assertThat(ids(Filter.newest(10))).isEmpty();
    }

    private void appendOneAndAnother() {
        store.journal().append(execution("e1"));
        store.journal().append(OTHER);
    }

    private Iterable<String> ids(Filter filter) {
        return store.journal().list(filter).stream().map(Execution::id).toList();
    }

    private static Filter filter(Optional<String> integrator, Optional<String> endpoint) {
        var newest = Filter.newest(10);
        return new Filter(
                newest.callCentre(),
                integrator,
                endpoint,
                newest.trigger(),
                newest.status(),
                newest.callId(),
                newest.since(),
                newest.revision(),
                false,
                newest.before(),
                10);
    }

    private static Filter filter(
            String callCentre, String trigger, String status, String callId, Instant since, long revision) {
        return new Filter(
                given(callCentre),
                Optional.empty(),
                Optional.empty(),
                given(trigger),
                given(status),
                given(callId),
                Optional.of(since),
                revision == 0 ? Optional.empty() : Optional.of(revision),
                false,
                Optional.empty(),
                10);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }

    private static Execution other(String id) {
        var like = execution(id);
        return new Execution(
                id,
                "sms-send",
                Optional.of("call-8"),
                "43",
                NOON.plusSeconds(1),
                like.took(),
                Execution.Status.TIMED_OUT,
                like.match(),
                like.reason(),
                like.partial(),
                4,
                like.body(),
                like.steps(),
                like.iframe(),
                like.pop());
    }
}

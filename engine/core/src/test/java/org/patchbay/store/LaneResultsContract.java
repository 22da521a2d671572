package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.job;
import static org.patchbay.store.Samples.object;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.SecretNode;

/** What all lanes keep of jobs that are done. */
public abstract class LaneResultsContract extends StoreContract {
    @Test
    void says_what_of_an_execution_is_not_done_yet() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "b")));
        var pending = new Lanes.Pending("acme", "savelog", 3);

        assertThat(store.lanes().waiting("execution")).containsExactly(pending, pending);
        store.lanes().claim(NOON, 10);
        store.lanes().finish(job("1", "a"), Optional.empty());
        assertThat(store.lanes().waiting("execution")).containsExactly(pending);
        store.lanes().finish(job("2", "b"), Optional.empty());
        assertThat(store.lanes().waiting("execution")).isEmpty();
    }

    @Test
    void keeps_results_by_execution_integrator_and_endpoint() {
        store.lanes().accept(List.of(job("1", "a")));
        var result = object("ticket", "7");
        result.set("pin", SecretNode.of("1234"));

        store.lanes().claim(NOON, 10);
        store.lanes().finish(job("1", "a"), Optional.of(result));

        var results = store.lanes().results("execution", "acme");
        assertThat(results.at("/savelog/ticket").asText()).isEqualTo("7");
        assertThat(SecretNode.reveal(results.at("/savelog/pin")).asText()).isEqualTo("1234");
        assertThat(store.lanes().results("execution", "globex")).isEmpty();
        assertThat(store.lanes().results("other", "acme")).isEmpty();
    }

    @Test
    void forgets_old_results_of_executions_in_which_nothing_waits() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "b")));
        store.lanes().claim(NOON, 10);
        store.lanes().finish(job("1", "a"), Optional.of(object("ticket", "7")));

        store.lanes().forgetBefore(NOON);
        assertThat(store.lanes().results("execution", "acme")).hasSize(1);

        store.lanes().finish(job("2", "b"), Optional.empty());
        assertThat(store.lanes().results("execution", "acme")).hasSize(1);
        store.lanes().forgetBefore(NOON.minusSeconds(1));
        assertThat(store.lanes().results("execution", "acme")).hasSize(1);
        store.lanes().forgetBefore(NOON);
        assertThat(store.lanes().results("execution", "acme")).isEmpty();
    }

    @Test
    void keeps_what_is_done_as_long_as_something_of_the_execution_may_be_done_again() {
        store.lanes().accept(List.of(job("1", "a"), job("2", "b")));
        store.lanes().claim(NOON, 10);
        store.lanes().finish(job("1", "a"), Optional.of(object("ticket", "7")));
        store.lanes().keep(job("2", "b"), 0, Optional.of(object("id", "m1")));
        store.lanes()
                .bury(
                        new Letter(job("2", "b"), Letter.Kind.DEAD, "refused", NOON, Optional.empty()),
                        object("status", "failed"));

        store.lanes().forgetBefore(NOON.plusSeconds(1));
        assertThat(store.lanes().results("execution", "acme").has("savelog" + Lanes.ELEMENT + "0"))
                .isTrue();

        store.letters().settle("2");
        store.lanes().forgetBefore(NOON.plusSeconds(1));
        assertThat(store.lanes().results("execution", "acme")).isEmpty();
    }

    @Test
    void keeps_what_is_found_out_about_a_job_together_with_its_being_tried_again() {
        var job = job("1", "a");
        store.lanes().accept(List.of(job));
        store.lanes().claim(NOON, 10);
        store.lanes().begin(job);

        store.lanes().postpone(job, 1, NOON, List.of(Lanes.Left.of(job, 0, object("id", "m1"))));
        assertThat(store.lanes().begun(job)).isFalse();
        assertThat(element(0)).isEqualTo("m1");

        store.lanes().claim(NOON, 10);
        store.lanes().bury(new Letter(job, Letter.Kind.UNKNOWN, "lost", NOON, Optional.empty()), object("status", "?"));
        var known = List.of(Lanes.Left.of(job, 0, object("id", "m2")), Lanes.Left.of(job, 1, object("id", "m3")));
        assertThat(store.letters().again(List.of("1"), OptionalLong.empty(), known, NOON))
                .isEqualTo(1);
        assertThat(element(0)).isEqualTo("m2");
        assertThat(element(1)).isEqualTo("m3");

        var late = List.of(Lanes.Left.of(job, 0, object("id", "m4")));
        assertThat(store.letters().again(List.of("1"), OptionalLong.empty(), late, NOON))
                .as("somebody else has found out before")
                .isZero();
        assertThat(element(0)).isEqualTo("m2");
    }

    private String element(int index) {
        return store.lanes()
                .results("execution", "acme")
                .path("savelog" + Lanes.ELEMENT + index)
                .path("id")
                .asText();
    }

    @Test
    void keeps_what_is_done_of_a_list_for_whoever_goes_on_with_it() {
        var job = job("1", "a");
        store.lanes().accept(List.of(job));
        assertThat(store.lanes().keep(job, 0, Optional.of(object("id", "m1"))))
                .as("not claimed")
                .isFalse();
        store.lanes().claim(NOON, 10);

        assertThat(store.lanes().keep(job, 0, Optional.of(object("id", "m1")))).isTrue();
        assertThat(store.lanes().keep(job, 12, Optional.of(object("id", "m13"))))
                .isTrue();
        assertThat(store.lanes().keep(job, 12, Optional.of(object("id", "m14"))))
                .isTrue();
        store.lanes().postpone(job, 1, NOON);

        assertThat(store.lanes().results("execution", "acme"))
                .isEqualTo(object("id", "x")
                        .removeAll()
                        .setAll(Map.of("savelog#0", object("id", "m1"), "savelog#12", object("id", "m14"))));
        assertThat(store.lanes().claim(NOON, 10)).hasSize(1);
        assertThat(store.lanes().keep(job, 12, Optional.empty())).isTrue();
        assertThat(store.lanes().results("execution", "acme").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("savelog#0");
    }

    @Test
    void keeps_no_result_of_a_job_that_is_not_claimed() {
        store.lanes().accept(List.of(job("1", "a")));

        store.lanes().finish(job("1", "a"), Optional.of(object("ticket", "7")));

        assertThat(store.lanes().results("execution", "acme")).isEmpty();
    }
}

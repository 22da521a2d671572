package org.patchbay.workbench.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.patchbay.workbench.why.Calls.AT;
import static org.patchbay.workbench.why.Calls.event;
import static org.patchbay.workbench.why.Calls.failed;
import static org.patchbay.workbench.why.Calls.job;
import static org.patchbay.workbench.why.Calls.letter;
import static org.patchbay.workbench.why.Calls.step;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.engine.CallFile.Ahead;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Step;
import org.patchbay.store.Letter;
import org.patchbay.workbench.why.Cause.Failed;
import org.patchbay.workbench.why.Cause.Known;
import org.patchbay.workbench.why.Cause.Undelivered;

class WhyTest {
    private final Calls call = new Calls();

    private Why.Event only() {
        var told = Why.of(call.file());
        assertThat(told.events()).hasSize(1);
        return told.events().getFirst();
    }

    private Finding first() {
        return only().findings().getFirst();
    }

    @Test
    void a_call_of_which_everything_came_misses_nothing() {
        call.has(event("1", "call-start").card().match("one").with(step("findContact", Step.Status.SUCCEEDED)))
                .has(event("2", "call-end").with(step("saveLog", Step.Status.SUCCEEDED)));

        var told = Why.of(call.file());

        assertThat(told.missing()).isEmpty();
        assertThat(told.untold()).isEmpty();
        assertThat(told.events())
                .flatExtracting(Why.Event::findings)
                .extracting(Finding::cause, Finding::detail)
                .containsOnly(tuple(Known.DONE, "answered 200"));
    }

    @Test
    void nobody_is_known_of_that_number() {
        call.has(event("1", "call-start").card().match("none").with(step("findContact", Step.Status.SUCCEEDED)));

        assertThat(only().missing()).containsExactly(About.POP);
        assertThat(first().cause()).isEqualTo(Known.NOBODY_FOUND);
        assertThat(first().detail()).isEqualTo("answered 200 and knows nobody");
        assertThat(first().next()).containsExactly("patchbay executions curl 1");
    }

    @Test
    void several_are_known_and_the_agent_has_not_chosen() {
        call.has(event("1", "call-start").card().match("many").with(step("findContact", Step.Status.SUCCEEDED)));

        assertThat(first().cause()).isEqualTo(Known.CHOICE_OPEN);
        assertThat(only().missing()).containsExactly(About.POP);
    }

    @Test
    void what_came_after_the_answer_had_left_is_too_late_for_the_screen() {
        var late = step("findContact", Step.Status.SUCCEEDED).took(Duration.ofMillis(4_200));
        call.budget("call-start", Duration.ofSeconds(3))
                .has(event("1", "call-start").card().match("one").with(late));

        assertThat(first().cause()).isEqualTo(Known.TOO_LATE);
        assertThat(first().detail()).isEqualTo("answered 200 after 4.2 s; the screen waits 3.0 s at most");
        assertThat(first().next()).containsExactly("patchbay executions show 1", "patchbay explain budgets");
        assertThat(only().missing()).containsExactly(About.POP);
    }

    @Test
    void what_is_late_beside_a_card_that_was_shown_takes_nothing_from_it() {
        var late = step("openTickets", Step.Status.SUCCEEDED).took(Duration.ofSeconds(9));
        call.budget("call-start", Duration.ofSeconds(3))
                .has(event("1", "call-start")
                        .card()
                        .match("one")
                        .with(step("findContact", Step.Status.SUCCEEDED))
                        .with(late));

        assertThat(only().missing()).isEmpty();
        assertThat(only().findings()).extracting(Finding::cause).containsExactly(Known.DONE, Known.TOO_LATE);
    }

    @Test
    void somebody_is_found_and_no_template_says_what_is_shown() {
        call.has(event("1", "call-start").match("one").with(step("findContact", Step.Status.SUCCEEDED)));

        assertThat(only().missing()).containsExactly(About.POP);
        assertThat(only().findings()).extracting(Finding::cause).containsExactly(Known.DONE, Known.NO_CARD);
    }

    @Test
    void a_step_that_was_skipped_says_whose_fault_it_was() {
        call.has(event("1", "call-end")
                .with(step("saveLog", Step.Status.SKIPPED).because("after findLog"))
                .with(step("saveNote", Step.Status.SKIPPED).because("afterFailure saveLog"))
                .with(step("tag", Step.Status.SKIPPED).because("options.tags")));

        assertThat(only().findings())
                .extracting(Finding::detail)
                .containsExactly(
                        "was skipped: findLog did not succeed",
                        "was skipped: saveLog did not fail",
                        "was skipped: options.tags");
        assertThat(only().missing()).containsExactly(About.LOG);
    }

    @Test
    void a_step_that_is_skipped_beside_a_log_that_was_written_is_not_missed() {
        call.has(event("1", "call-end")
                .with(step("saveLog", Step.Status.SUCCEEDED))
                .with(step("tag", Step.Status.SKIPPED).because("options.tags")));

        assertThat(only().missing()).isEmpty();
    }

    @Test
    void a_log_that_failed_beside_another_that_was_written_is_missed() {
        call.has(event("1", "call-end")
                .with(step("saveLog", Step.Status.SUCCEEDED))
                .with(failed("saveNote", FailureCode.UPSTREAM_REJECTED, "`saveNote` of `acme` answered 400")));

        assertThat(only().missing()).containsExactly(About.LOG);
    }

    @Test
    void a_failure_that_is_kept_as_a_dead_letter_can_be_sent_again() {
        call.has(event("1", "call-end")
                        .with(failed("saveLog", FailureCode.UPSTREAM_REJECTED, "`saveLog` of `acme` answered 400")))
                .has(letter("1", "saveLog", Letter.Kind.DEAD));

        assertThat(first().cause()).isEqualTo(new Failed(FailureCode.UPSTREAM_REJECTED, Undelivered.KEPT));
        assertThat(first().detail()).isEqualTo("failed: `saveLog` of `acme` answered 400");
        assertThat(first().next())
                .containsExactly(
                        "patchbay executions show 1", "patchbay executions curl 1", "patchbay executions replay 1");
    }

    @Test
    void a_failure_of_which_nothing_is_kept_is_not_offered_to_be_sent_again() {
        call.has(event("1", "call-end")
                        .with(failed("saveLog", FailureCode.UPSTREAM_REJECTED, "`saveLog` of `acme` answered 400")))
                .has(letter("1", "saveNote", Letter.Kind.DEAD))
                .has(letter("2", "saveLog", Letter.Kind.DEAD))
                .has(letter("1", "saveLog", Letter.Kind.UNKNOWN));

        assertThat(first().next()).containsExactly("patchbay executions show 1", "patchbay executions curl 1");
    }

    @Test
    void only_the_last_try_of_an_endpoint_counts() {
        call.has(event("1", "call-end")
                .with(failed("saveLog", FailureCode.UPSTREAM_TIMEOUT, "no answer within 5 s"))
                .with(step("saveLog", Step.Status.SUCCEEDED)));

        assertThat(only().findings()).extracting(Finding::cause).containsExactly(Known.DONE);
    }

    @Test
    void what_is_tried_again_says_when() {
        var retried = failed("saveLog", FailureCode.UPSTREAM_UNREACHABLE, "`saveLog` of `acme` answered 503")
                .as(Step.Status.RETRYING)
                .attempt(3);
        call.has(event("1", "call-end").with(retried)).has(job("1", "saveLog").tried(3));

        assertThat(only().findings()).hasSize(1);
        assertThat(first().cause()).isEqualTo(Known.RETRYING);
        assertThat(first().detail()).isEqualTo("failed 3 times: `saveLog` of `acme` answered 503");
        assertThat(first().due()).contains(AT);
        assertThat(only().missing()).containsExactly(About.LOG);
    }

    @Test
    void what_nobody_knows_is_decided_by_a_person() {
        call.has(event("1", "call-connect")
                .with(failed("savePreLog", FailureCode.UPSTREAM_TIMEOUT, "no answer within 5 s")
                        .as(Step.Status.UNKNOWN)));

        assertThat(first().cause()).isEqualTo(Known.UNKNOWN);
        assertThat(first().next())
                .containsExactly(
                        "patchbay executions resolve 1 done --endpoint savePreLog",
                        "patchbay executions resolve 1 not-done --endpoint savePreLog");
    }

    @Test
    void what_waits_behind_something_unknown_waits_for_the_decision_about_that() {
        call.has(event("2", "call-end")).has(job("2", "saveLog").behind(new Ahead("1", "savePreLog", true)));

        assertThat(first().cause()).isEqualTo(Known.WAITS_BEHIND);
        assertThat(first().detail()).isEqualTo("waits behind savePreLog, of which nobody knows whether it happened");
        assertThat(first().next())
                .containsExactly(
                        "patchbay executions resolve 1 done --endpoint savePreLog",
                        "patchbay executions resolve 1 not-done --endpoint savePreLog");
        assertThat(only().missing()).containsExactly(About.LOG);
    }

    @Test
    void what_waits_behind_other_work_points_at_it() {
        call.has(event("2", "call-end")).has(job("2", "saveLog").behind(new Ahead("1", "savePreLog", false)));

        assertThat(first().detail()).isEqualTo("waits behind savePreLog, which is not over");
        assertThat(first().next()).containsExactly("patchbay executions show 1");
    }

    @Test
    void a_partner_that_is_left_alone_keeps_work_waiting() {
        call.has(event("1", "call-end")).has(job("1", "saveLog").leftAlone());

        assertThat(first().cause()).isEqualTo(Known.LEFT_ALONE);
        assertThat(first().detail()).endsWith("or asked to be left alone");
        assertThat(first().due()).contains(AT);
        assertThat(first().next()).containsExactly("patchbay integrators check acme");
    }

    @Test
    void an_integrator_that_does_not_run_keeps_work_waiting_whatever_is_before_it() {
        call.has(event("1", "call-end"))
                .has(job("1", "saveLog")
                        .behind(new Ahead("0", "savePreLog", false))
                        .leftOut("the host cannot be called"));

        assertThat(first().cause()).isEqualTo(Known.LEFT_OUT);
        assertThat(first().detail())
                .isEqualTo("waits until its integrator is mended or removed: the host cannot be called");
        assertThat(first().due()).contains(AT);
        assertThat(first().next()).containsExactly("patchbay integrators list");
    }

    @Test
    void an_event_that_came_too_early_waits_as_a_whole() {
        call.has(event("1", "call-end")).has(job("1", ""));

        assertThat(first().cause()).isEqualTo(Known.EARLY);
        assertThat(first().next()).containsExactly("patchbay calls show c-1 --call-centre CC-1");
    }

    @Test
    void work_that_is_merely_not_over_waits_for_its_turn() {
        call.has(event("1", "call-end")).has(job("1", "saveLog"));

        assertThat(first().cause()).isEqualTo(Known.WAITING);
    }

    @Test
    void an_event_of_which_nothing_is_known_yet_is_running() {
        call.has(event("1", "call-end").as(Execution.Status.ACCEPTED, Optional.empty()));

        assertThat(first().cause()).isEqualTo(Known.RUNNING);
        assertThat(first().detail()).isEqualTo("nothing is known of it yet");
    }
}

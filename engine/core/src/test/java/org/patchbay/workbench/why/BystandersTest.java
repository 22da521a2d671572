package org.patchbay.workbench.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.patchbay.workbench.why.Calls.event;
import static org.patchbay.workbench.why.Calls.failed;
import static org.patchbay.workbench.why.Calls.step;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Step;
import org.patchbay.workbench.why.Cause.Known;

/** Who had no part in an event, and what was never told. */
class BystandersTest {
    private final Calls call = new Calls();

    private Why.Event only() {
        return Why.of(call.file()).events().getFirst();
    }

    @Test
    void an_integrator_that_does_not_listen_is_named_where_something_is_missing() {
        call.party("hotline")
                .has(event("1", "call-start").card().match("none").with(step("findContact", Step.Status.SUCCEEDED)));

        assertThat(only().findings())
                .extracting(finding -> finding.integrator().orElse(""), Finding::cause, Finding::detail)
                .contains(tuple("hotline", Known.NOT_LISTENING, "was not asked: nothing of it listens to call-start"));
    }

    @Test
    void an_integrator_that_does_not_listen_is_not_named_where_nothing_is_missing() {
        call.party("hotline")
                .has(event("1", "call-start").card().match("one").with(step("findContact", Step.Status.SUCCEEDED)));

        assertThat(only().findings()).extracting(Finding::cause).containsExactly(Known.DONE);
    }

    @Test
    void a_stopped_integrator_says_why_and_how_it_goes_on() {
        call.state("reauth-required", "the partner has taken the token back")
                .has(event("1", "call-start").as(Execution.Status.NOTHING_TO_DO, Optional.of("acme is stopped")));

        assertThat(only().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Known.RECONNECT);
            assertThat(finding.detail()).isEqualTo("is reauth-required now: the partner has taken the token back");
            assertThat(finding.next()).containsExactly("patchbay integrators reconnect acme");
        });
        assertThat(only().missing()).containsExactly(About.POP);
    }

    @Test
    void a_disabled_integrator_is_enabled() {
        call.state("disabled", "by an admin")
                .has(event("1", "call-end").as(Execution.Status.NOTHING_TO_DO, Optional.of("acme is disabled")));

        assertThat(only().findings()).extracting(Finding::cause).containsExactly(Known.STOPPED);
        assertThat(only().findings().getFirst().next()).containsExactly("patchbay integrators enable acme");
    }

    @Test
    void where_nobody_listens_the_reason_of_the_execution_is_told() {
        call.has(event("1", "call-recorded")
                .as(Execution.Status.NOTHING_TO_DO, Optional.of("no endpoint listens to call-recorded")));

        assertThat(only().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Known.NOBODY_LISTENS);
            assertThat(finding.detail()).isEqualTo("no endpoint listens to call-recorded");
        });
    }

    @Test
    void a_login_that_went_well_is_not_told_and_one_that_failed_is() {
        call.has(event("1", "call-start")
                .card()
                .match("one")
                .with(step("login", Step.Status.SUCCEEDED))
                .with(step("findContact", Step.Status.SUCCEEDED)));
        call.has(event("2", "call-end")
                .with(failed("login", FailureCode.UPSTREAM_UNAUTHORIZED, "the partner refused the login")));

        var events = Why.of(call.file()).events();

        assertThat(events.getFirst().findings())
                .extracting(finding -> finding.endpoint().orElse(""))
                .containsExactly("findContact");
        assertThat(events.getLast().findings().getFirst().next()).containsExactly("patchbay integrators check acme");
    }

    @Test
    void a_step_of_an_endpoint_that_is_gone_is_still_told() {
        call.has(event("1", "call-end").with(step("oldLog", Step.Status.SUCCEEDED)));

        assertThat(only().findings())
                .extracting(Finding::about, Finding::cause)
                .containsExactly(tuple(About.LOG, Known.DONE));
    }

    @Test
    void an_event_on_an_older_revision_says_so_where_something_is_missing() {
        call.revision(4)
                .has(event("1", "call-end").with(failed("saveLog", FailureCode.BAD_INPUT, "`duration` is no number")))
                .has(event("2", "call-connect").with(step("savePreLog", Step.Status.SUCCEEDED)));

        var events = Why.of(call.file()).events();

        assertThat(events.getFirst().findings().getLast().cause()).isEqualTo(Known.OLDER_REVISION);
        assertThat(events.getFirst().findings().getLast().detail()).isEqualTo("it ran on revision 3, 4 is live");
        assertThat(events.getLast().findings()).extracting(Finding::cause).containsExactly(Known.DONE);
    }

    @Test
    void events_that_were_never_told_are_missed_where_somebody_listens_to_them() {
        call.has(event("1", "call-connect").with(step("savePreLog", Step.Status.SUCCEEDED)));

        var told = Why.of(call.file());

        assertThat(told.untold())
                .extracting(Finding::about, Finding::detail)
                .containsExactly(
                        tuple(About.POP, "the phone system has not told of call-start"),
                        tuple(About.LOG, "the phone system has not told that the call is over"));
        assertThat(told.missing()).containsExactly(About.POP);
    }

    @Test
    void an_sms_of_a_call_waits_for_no_event_of_it() {
        call.has(event("1", "sms-send").with(step("sendSms", Step.Status.SUCCEEDED)));

        assertThat(Why.of(call.file()).untold()).isEmpty();
        assertThat(only().findings()).extracting(Finding::about).containsExactly(About.SMS);
    }

    @Test
    void every_cause_but_success_has_a_command_that_helps() {
        var place = new Advice.Place("CC-1", "c 1'", "01J", Optional.of("acme"), Optional.of("saveLog"));

        assertThat(Known.values())
                .filteredOn(cause -> !cause.isGood())
                .allSatisfy(cause -> assertThat(Advice.of(cause, place)).isNotEmpty());
        assertThat(Arrays.stream(FailureCode.values()).map(code -> new Cause.Failed(code, Cause.Undelivered.OVER)))
                .allSatisfy(cause -> assertThat(Advice.of(cause, place)).isNotEmpty());
        assertThat(Advice.of(Known.EARLY, place)).containsExactly("patchbay calls show 'c 1'\\''' --call-centre CC-1");
    }
}

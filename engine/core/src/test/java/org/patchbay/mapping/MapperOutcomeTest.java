package org.patchbay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.mapping.Answers.NOON;
import static org.patchbay.mapping.Answers.VALUES;
import static org.patchbay.mapping.Answers.VIETNAM;
import static org.patchbay.mapping.Answers.empty;
import static org.patchbay.mapping.Answers.json;
import static org.patchbay.mapping.Answers.typed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Condition;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Reply;
import org.patchbay.expression.Guard;
import org.patchbay.mapping.Mapper.Mapped;

class MapperOutcomeTest {
    private static final Mapper PLAIN = ReplySide.mapper("{}");

    private static Mapped read(Mapper mapper, Reply reply) {
        return mapper.read(reply, Optional.empty(), VALUES, VIETNAM);
    }

    private static Outcome outcome(Mapper mapper, Reply reply) {
        return read(mapper, reply).outcome();
    }

    private static Failure failure(Mapper mapper, Reply reply) {
        return outcome(mapper, reply).reason().orElseThrow();
    }

    private static Optional<Guard> expired(String condition) {
        var problems = new Problems();
        var guard = Guard.compile(
                new Condition(Tree.of(ReplySide.json(condition))), Mapper.replyScope(ReplySide.SCOPE), problems);
        assertThat(problems.sorted()).isEmpty();
        return Optional.of(guard);
    }

    @Test
    void a_redirect_that_was_not_followed_is_called_so() {
        assertThat(failure(PLAIN, empty(308)).message()).isEqualTo("answered 308, a redirect that is not followed");
        assertThat(failure(PLAIN, empty(304)).message()).isEqualTo("answered 304");
    }

    @ParameterizedTest
    @CsvSource({
        "200,Ok",
        "201,Ok",
        "204,Ok",
        "299,Ok",
        "301,Fail",
        "304,Fail",
        "400,Fail",
        "401,Fail",
        "404,Fail",
        "409,Fail",
        "422,Fail",
        "499,Fail",
        "408,Retry",
        "425,Retry",
        "429,Retry",
        "500,Retry",
        "502,Retry",
        "503,Retry",
        "599,Retry"
    })
    void without_rules_the_status_decides(int status, String outcome) {
        assertThat(outcome(PLAIN, empty(status)).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void a_failure_says_what_was_answered() {
        assertThat(failure(PLAIN, typed(503, "text/html", "<h1>Bad gateway</h1>")))
                .isEqualTo(Failure.ofReply(FailureCode.UPSTREAM_REJECTED, 503, "answered 503"));
    }

    @Test
    void an_html_page_that_calls_itself_json_is_still_classified_by_its_status() {
        var mapper = ReplySide.mapper(
                "{result: {id: {path: 'id', required: true}}, successWhen: {'body.code': 0}, failureMessage: 'error'}");

        assertThat(outcome(mapper, json(503, "<html>"))).isInstanceOf(Outcome.Retry.class);
        assertThat(failure(mapper, json(404, "<html>")).message()).isEqualTo("answered 404");
        assertThat(failure(mapper, json(200, "<html>")))
                .isEqualTo(Failure.ofReply(
                        FailureCode.MAPPING_FAILED,
                        200,
                        "answered 200 with a body that is not JSON (line 1, column 1)"));
    }

    @Test
    void a_body_that_nothing_needs_is_not_read() {
        assertThat(outcome(PLAIN, json(200, "<html>"))).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void the_first_rule_that_holds_wins_over_success_and_status() {
        var mapper = ReplySide.mapper("""
                {outcomes: [
                   {when: {status: 409}, is: 'already-done'},
                   {when: {status: 404}, is: 'ok'},
                   {when: {status: 200, 'body.code': 'Gone'}, is: 'remove'},
                   {when: {status: 200, 'header.X-Bye': 'yes'}, is: 'disable'},
                   {when: {'body.code': 'Login'}, is: 'reauth'},
                   {when: {'body.code': 'Token'}, is: 'refresh'},
                   {when: {'body.code': 'Maybe'}, is: 'unknown'},
                   {when: {'body.code': 'Later'}, is: 'retry'},
                   {when: {status: 503}, is: 'fail'}],
                 successWhen: {status: 500}}
                """);

        assertThat(outcome(mapper, empty(409))).isEqualTo(new Outcome.AlreadyDone());
        assertThat(outcome(mapper, empty(404))).isInstanceOf(Outcome.Ok.class);
        assertThat(outcome(mapper, json(200, "{'code':'Gone'}"))).isInstanceOf(Outcome.Remove.class);
        assertThat(outcome(mapper, empty(200, "x-bye", "yes"))).isInstanceOf(Outcome.Disable.class);
        assertThat(outcome(mapper, json(400, "{'code':'Login'}"))).isInstanceOf(Outcome.Reauth.class);
        assertThat(outcome(mapper, json(400, "{'code':'Token'}"))).isInstanceOf(Outcome.Refresh.class);
        assertThat(outcome(mapper, json(500, "{'code':'Maybe'}"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome(mapper, json(200, "{'code':'Later'}"))).isInstanceOf(Outcome.Retry.class);
        assertThat(outcome(mapper, empty(503))).isInstanceOf(Outcome.Fail.class);
        assertThat(outcome(mapper, empty(500))).isInstanceOf(Outcome.Ok.class);
        assertThat(outcome(mapper, empty(200))).isInstanceOf(Outcome.Fail.class);
    }

    @Test
    void a_rule_about_a_body_that_cannot_be_read_does_not_hold() {
        var mapper = ReplySide.mapper("{outcomes: [{when: {'body.error': 'absent'}, is: 'ok'}]}");

        assertThat(outcome(mapper, json(404, "<html>"))).isInstanceOf(Outcome.Fail.class);
        assertThat(outcome(mapper, json(404, "{}"))).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void a_200_that_is_not_what_success_looks_like_was_rejected() {
        var mapper = ReplySide.mapper("{successWhen: {'body.CodeResult': '100'}, failureMessage: 'ErrorMessage'}");

        assertThat(outcome(mapper, json(200, "{'CodeResult':100}"))).isInstanceOf(Outcome.Ok.class);
        assertThat(outcome(mapper, json(200, "{'CodeResult':'101','ErrorMessage':'Authorize Failed'}")))
                .isEqualTo(new Outcome.Fail(Failure.ofReply(FailureCode.UPSTREAM_REJECTED, 200, "Authorize Failed")));
        assertThat(failure(mapper, json(200, "{'CodeResult':'101'}")).message())
                .isEqualTo("answered 200, but `body.CodeResult` is not as successWhen wants it");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 503})
    void a_passing_trouble_is_no_refusal_by_the_partner(int status) {
        var mapper = ReplySide.mapper("{successWhen: {'body.code': 0}}");

        assertThat(outcome(mapper, typed(status, "text/html", "<h1>busy</h1>"))).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void a_condition_that_does_not_speak_of_the_status_does_not_hide_it() {
        var mapper = ReplySide.mapper("{successWhen: {'body.error': 'absent'}}");

        assertThat(outcome(mapper, json(404, "{'message':'not found'}"))).isInstanceOf(Outcome.Fail.class);
        assertThat(outcome(mapper, json(503, "{}"))).isInstanceOf(Outcome.Retry.class);
        assertThat(outcome(mapper, json(200, "{}"))).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void a_condition_that_speaks_of_the_status_decides_alone() {
        var mapper = ReplySide.mapper("{successWhen: {status: [200, 404]}}");

        assertThat(outcome(mapper, empty(404))).isInstanceOf(Outcome.Ok.class);
        assertThat(outcome(mapper, empty(201))).isInstanceOf(Outcome.Fail.class);
    }

    @Test
    void an_expired_token_is_asked_for_before_anything_else() {
        var mapper = ReplySide.mapper("{outcomes: [{when: {status: 401}, is: 'ok'}]}");

        assertThat(mapper.read(empty(401), expired("{status: 401}"), VALUES, VIETNAM)
                        .outcome())
                .isEqualTo(
                        new Outcome.Refresh(Failure.ofReply(FailureCode.UPSTREAM_UNAUTHORIZED, 401, "answered 401")));
        assertThat(mapper.read(json(200, "{'status':-6}"), expired("{'body.status': [-6, -8]}"), VALUES, VIETNAM)
                        .outcome())
                .isInstanceOf(Outcome.Refresh.class);
        assertThat(mapper.read(empty(401), Optional.empty(), VALUES, VIETNAM).outcome())
                .isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void a_401_is_unauthorized_only_where_a_token_was_used() {
        assertThat(failure(PLAIN, empty(401)).code()).isEqualTo(FailureCode.UPSTREAM_REJECTED);
        assertThat(PLAIN.read(empty(401), expired("{'body.code': 5}"), VALUES, VIETNAM)
                        .outcome()
                        .reason()
                        .map(Failure::code))
                .contains(FailureCode.UPSTREAM_UNAUTHORIZED);
    }

    @ParameterizedTest
    @CsvSource({
        "already-done,", "reauth,reauth-required", "refresh,upstream-unauthorized", "fail,upstream-rejected",
        "unknown,upstream-rejected", "disable,upstream-rejected", "remove,upstream-rejected", "retry,upstream-rejected"
    })
    void each_outcome_has_its_code(String kind, String code) {
        var mapper = ReplySide.mapper("{outcomes: [{when: {status: 418}, is: '" + kind + "'}]}");

        assertThat(outcome(mapper, empty(418))
                        .reason()
                        .map(failure -> failure.code().word()))
                .isEqualTo(Optional.ofNullable(code));
    }

    /** The examples of RFC 9110 §10.2.3 and §5.6.7. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            120                             | PT2M
            0                               | PT0S
            999999                          | PT24H
            99999999999999999999            | PT24H
            Fri, 02 Jan 2026 12:00:30 GMT   | PT30S
            Friday, 02-Jan-26 12:00:30 GMT  | PT30S
            Fri Jan  2 12:00:30 2026        | PT30S
            Fri, 31 Dec 1999 23:59:59 GMT   | PT0S
            Fri, 31 Dec 2027 23:59:59 GMT   | PT24H
            """)
    void retry_after_is_obeyed_for_at_most_a_day(String value, Duration wait) {
        assertThat(outcome(PLAIN, empty(503, "retry-after", value)))
                .isEqualTo(new Outcome.Retry(
                        Failure.ofReply(FailureCode.UPSTREAM_REJECTED, 503, "answered 503"), Optional.of(wait)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-5", "1.5", "soon", "Fri, 02 Jan 2026 25:00:30 GMT", "۵"})
    void a_retry_after_that_is_neither_says_nothing(String value) {
        assertThat(RetryAfter.read(value, NOON)).isEmpty();
    }

    @Test
    void the_wait_of_a_rule_wins_over_retry_after() {
        var mapper = ReplySide.mapper(
                "{outcomes: [{when: {status: 429}, is: 'retry', wait: '5m'}, {when: {status: 409}, is: 'retry'}]}");

        assertThat(outcome(mapper, empty(429, "Retry-After", "1")))
                .extracting(outcome -> ((Outcome.Retry) outcome).delay())
                .isEqualTo(Optional.of(Duration.ofMinutes(5)));
        assertThat(outcome(mapper, empty(409, "Retry-After", "7")))
                .extracting(outcome -> ((Outcome.Retry) outcome).delay())
                .isEqualTo(Optional.of(Duration.ofSeconds(7)));
        assertThat(outcome(mapper, empty(500)))
                .extracting(outcome -> ((Outcome.Retry) outcome).delay())
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            error.message    | {'error':{'message':'no credit'}}    | no credit
            errors           | {'errors':['Subject','Status']}       | Subject; Status
            errors.0         | {'errors':['Subject cannot be blank']}| Subject cannot be blank
            errors           | {'errors':{'subject':['blank']}}      | ["blank"]
            $..detail        | {'a':[{'detail':'x'},{'detail':'y'}]} | x; y
            code             | {'code':1.50}                         | 1.50
            error            | {'error':null}                        | answered 400
            error            | {'error':'  '}                        | answered 400
            error            | {'error':'two\\nlines\\u0000'}        | two lines
            """)
    void the_failure_message_is_the_partners_own(String path, String body, String message) {
        var mapper = ReplySide.mapper("{failureMessage: '" + path + "'}");

        assertThat(failure(mapper, json(400, body)).message()).isEqualTo(message);
    }

    @Test
    void the_whole_text_may_be_the_failure_message() {
        var mapper = ReplySide.mapper("{responseFormat: 'text', failureMessage: '.'}");

        assertThat(failure(mapper, typed(403, "text/plain", "Authorization failed for sendsms"))
                        .message())
                .isEqualTo("Authorization failed for sendsms");
        assertThat(failure(mapper, typed(403, "text/plain", "x".repeat(100_000)))
                        .message())
                .hasSize(16 * 1024);
    }

    @Test
    void the_agent_reads_the_label_in_the_tenants_language() {
        var mapper = ReplySide.mapper("{message: {en: 'Not saved', vi: 'Chưa lưu {{body.phone}} ({{status}})'}}");

        assertThat(failure(mapper, empty(400)).agentMessage()).contains("Chưa lưu 0901234567 (400)");
        assertThat(failure(ReplySide.mapper("{message: 'Not saved'}"), empty(400))
                        .agentMessage())
                .contains("Not saved");
    }

    @Test
    void the_agent_reads_a_text_for_each_outcome() {
        var mapper = ReplySide.mapper("""
                {outcomes: [{when: {status: 402}, is: 'fail', message: 'Top up at {{integrator.team}}'},
                            {when: {status: 410}, is: 'unknown'}, {when: {status: 401}, is: 'reauth'}],
                 message: {fail: {en: 'No', vi: 'Không'}, retry: 'Later'}}
                """);

        assertThat(failure(mapper, empty(402)).agentMessage()).contains("Top up at t9");
        assertThat(failure(mapper, empty(400)).agentMessage()).contains("Không");
        assertThat(failure(mapper, empty(503)).agentMessage()).contains("Later");
        assertThat(failure(mapper, empty(401)).agentMessage()).contains("Không");
        assertThat(failure(mapper, empty(410)).agentMessage()).isEmpty();
    }

    @Test
    void a_condition_whose_operand_has_no_value_does_not_hold() {
        var mapper = ReplySide.mapper("{outcomes: [{when: {'body.id': '{{integrator.none}}'}, is: 'ok'}]}");

        assertThat(outcome(mapper, json(400, "{'id':1}"))).isInstanceOf(Outcome.Fail.class);
    }

    @Test
    void a_rule_may_write_into_fields_whatever_it_means() {
        var mapper = ReplySide.mapper(
                "{outcomes: [{when: {status: 200}, is: 'fail', store: {'manifest.webhook': null, team: 'integrator.team'}}]}");

        var mapped = read(mapper, empty(200));

        assertThat(ReplySide.changed(mapped, JsonNodeFactory.instance.objectNode()))
                .isEqualTo(Map.of(
                        "manifest", Optional.of(ReplySide.json("{}")), "team", Optional.of(ReplySide.json("'t9'"))));
    }
}

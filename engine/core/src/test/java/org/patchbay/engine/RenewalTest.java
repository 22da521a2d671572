package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;
import static org.patchbay.engine.House.until;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Fields.State;

/** The life of tokens under load and under trouble (promises 24 and 25). */
class RenewalTest {
    private static final int CALLERS = 1_000;
    private static final String CRM = """
            kind: Template
            name: crm
            budgets: { call-start: { soft: 1m, hard: 1m } }
            defaults: { timeout: 1m }
            parameters:
              - { name: account }
              - { name: password, secret: true }
              - { name: token, type: header, key: Authorization, value: "Bearer {{auth.login}}" }
            endpoints:
              - name: login
                type: Auth
                grant: password
                url: /token
                client: { id: patchbay }
                parameters: [{ name: username, type: body, from: integrator.account }, { name: password, type: body }]
              - { name: find, type: GetData, trigger: call-start, url: "/find/{caller}", result: { id: id },
                  parameters: [token, { name: caller, type: path, from: body.caller }] }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test, fields: { account: u, password: p } }
            """;

    private final SettableClock clock = new SettableClock();
    private final House house = new House(clock);
    private final Idp idp = new Idp().living(Duration.ofMinutes(10));

    @AfterEach
    void close() {
        house.close();
    }

    private void open() {
        house.answering(idp::answer);
        assertThat(house.load(CRM)).isInstanceOf(LoadResult.Accepted.class);
    }

    /** Nobody is refused before all have asked with the old token. */
    private void refuseTogether() {
        idp.endToken();
        var asked = new CountDownLatch(CALLERS);
        house.answering(request -> {
            if (request.header("Authorization").equals(Optional.of("Bearer A1"))) {
                asked.countDown();
                until(() -> asked.getCount() == 0);
            }
            return idp.answer(request);
        });
    }

    private Answer call(int caller) {
        return house.fire("call-start", "{\"caller\":" + caller + "}");
    }

    private List<Answer> callTogether() throws Exception {
        var all = new CountDownLatch(CALLERS);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, CALLERS)
                    .mapToObj(caller -> callers.submit(() -> {
                        all.countDown();
                        all.await();
                        return call(caller);
                    }))
                    .toList();
            return answers.stream().map(RenewalTest::got).toList();
        }
    }

    private static Answer got(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String problem(Answer answer) {
        return answer.results()
                .get("acme")
                .get("find")
                .problem()
                .orElseThrow()
                .code()
                .word();
    }

    @Test
    void a_thousand_callers_whose_token_is_refused_cause_one_refresh_and_one_repetition_each() throws Exception {
        open();
        call(-1);
        refuseTogether();

        var answers = callTogether();

        assertThat(answers).allMatch(answer -> answer.status() == Execution.Status.SUCCEEDED);
        assertThat(idp.tokenRequests).hasSize(2);
        assertThat(idp.tokenRequests.getLast()).containsEntry("grant_type", "refresh_token");
        assertThat(idp.mostRefusals()).isEqualTo(1);
        assertThat(idp.reuses()).isZero();
    }

    @Test
    void a_thousand_callers_on_two_nodes_cause_one_refresh() throws Exception {
        open();
        call(-1);
        try (var second = new House(house.store, clock).answering(idp::answer)) {
            second.load(CRM);
            assertThat(second.fire("call-start", "{\"caller\":-2}").status()).isEqualTo(Execution.Status.SUCCEEDED);
            idp.endToken();

            var others = IntStream.range(0, 10)
                    .mapToObj(caller -> CompletableFuture.supplyAsync(
                            () -> second.fire("call-start", "{\"caller\":" + (CALLERS + caller) + "}")))
                    .toList();
            var answers = callTogether();

            assertThat(answers).allMatch(answer -> answer.status() == Execution.Status.SUCCEEDED);
            assertThat(others).allMatch(answer -> answer.join().status() == Execution.Status.SUCCEEDED);
        }
        assertThat(idp.tokenRequests).hasSize(2);
        assertThat(idp.mostRefusals()).isEqualTo(1);
        assertThat(idp.reuses()).isZero();
    }

    @Test
    void a_thousand_callers_after_the_end_of_a_token_wait_for_one_refresh() throws Exception {
        open();
        call(-1);
        clock.pass(Duration.ofMinutes(11));

        var answers = callTogether();

        assertThat(answers).allMatch(answer -> answer.status() == Execution.Status.SUCCEEDED);
        assertThat(idp.tokenRequests).hasSize(2);
        assertThat(idp.mostRefusals()).isZero();
    }

    @Test
    void a_thousand_callers_wait_for_a_slow_refresh() throws Exception {
        open();
        call(-1);
        refuseTogether();
        idp.troubled(_ -> {
            until(() -> idp.refusals() == CALLERS);
            return Optional.empty();
        });

        var answers = callTogether();

        assertThat(answers).allMatch(answer -> answer.status() == Execution.Status.SUCCEEDED);
        assertThat(idp.tokenRequests).hasSize(2);
        assertThat(idp.mostRefusals()).isEqualTo(1);
    }

    @Test
    void a_thousand_callers_of_a_broken_token_server_ask_it_once_within_the_cool_down() throws Exception {
        open();
        call(-1);
        refuseTogether();
        idp.troubled(_ -> Optional.of(reply(500, "{}")));

        var answers = callTogether();
        var later = callTogether();

        assertThat(answers).allMatch(answer -> answer.status() == Execution.Status.FAILED);
        assertThat(later).allMatch(answer -> answer.status() == Execution.Status.FAILED);
        assertThat(idp.tokenRequests).hasSize(2);
        assertThat(idp.mostRefusals()).isEqualTo(1);
    }

    @Test
    void a_broken_token_server_is_asked_again_after_the_cool_down() {
        open();
        idp.troubled(_ -> Optional.of(reply(500, "{}")));
        call(1);
        clock.pass(Duration.ofSeconds(29));
        call(2);
        assertThat(idp.tokenRequests).hasSize(1);
        idp.troubled(_ -> Optional.empty());
        clock.pass(Duration.ofSeconds(2));

        assertThat(call(3).status()).isEqualTo(Execution.Status.SUCCEEDED);
    }

    @Test
    void a_partner_that_wants_more_patience_than_the_cool_down_gets_it() {
        open();
        idp.troubled(_ -> Optional.of(new org.patchbay.exchange.Reply(
                429, List.of(new org.patchbay.exchange.Pair("Retry-After", "120")), new byte[0])));
        call(1);
        clock.pass(Duration.ofSeconds(119));
        call(2);
        assertThat(idp.tokenRequests).hasSize(1);
        clock.pass(Duration.ofSeconds(2));

        call(3);

        assertThat(idp.tokenRequests).hasSize(2);
    }

    @Test
    void a_thousand_callers_of_a_lost_grant_end_in_reauth_required_without_a_loop() throws Exception {
        open();
        call(-1);
        refuseTogether();
        idp.troubled(_ ->
                Optional.of(reply(400, "{\"error\":\"invalid_grant\",\"error_description\":\"the user is gone\"}")));

        var answers = callTogether();

        assertThat(answers).allMatch(answer -> problem(answer).equals("reauth-required"));
        // The refresh token first, then once the password.
        assertThat(idp.tokenRequests).hasSize(3);
        assertThat(house.store.fields().state("acme")).map(State::word).contains("reauth-required");
        assertThat(call(1).status()).isEqualTo(Execution.Status.NOTHING_TO_DO);
        clock.pass(Duration.ofHours(1));
        call(2);
        assertThat(idp.tokenRequests).hasSize(3);
    }

    @Test
    void another_password_in_the_document_ends_reauth_required_and_another_line_does_not() {
        idp.troubled(_ -> Optional.of(reply(400, "{\"error\":\"invalid_grant\"}")));
        open();
        call(1);
        assertThat(house.store.fields().state("acme")).map(State::word).contains("reauth-required");

        house.load("# a line\n" + CRM);
        assertThat(house.store.fields().state("acme")).isPresent();
        idp.troubled(_ -> Optional.empty());
        house.load(CRM.replace("password: p }", "password: another }"));

        assertThat(house.store.fields().state("acme")).isEmpty();
        assertThat(call(2).status()).isEqualTo(Execution.Status.SUCCEEDED);
    }

    @Test
    void a_token_is_renewed_early_while_the_old_one_still_serves() {
        open();
        call(1);
        clock.pass(Duration.ofSeconds(595));
        var renewing = new CountDownLatch(1);
        var served = new CountDownLatch(1);
        idp.troubled(_ -> {
            renewing.countDown();
            until(() -> served.getCount() == 0);
            return Optional.empty();
        });

        assertThat(call(2).status()).isEqualTo(Execution.Status.SUCCEEDED);
        until(() -> renewing.getCount() == 0);
        assertThat(call(3).status()).isEqualTo(Execution.Status.SUCCEEDED);
        served.countDown();

        until(() -> idp.issued() == 2);
        until(() -> call(4).status() == Execution.Status.SUCCEEDED
                && idp.calls.getLast().header("Authorization").equals(Optional.of("Bearer A2")));
        assertThat(idp.tokenRequests).hasSize(2);
    }

    @Test
    void the_old_token_serves_to_its_end_when_the_early_renewal_fails() {
        open();
        call(1);
        clock.pass(Duration.ofSeconds(595));
        idp.troubled(_ -> Optional.of(reply(503, "{}")));

        assertThat(call(2).status()).isEqualTo(Execution.Status.SUCCEEDED);
        until(() -> idp.tokenRequests.size() == 2);
        assertThat(call(3).status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(call(4).status()).isEqualTo(Execution.Status.SUCCEEDED);

        assertThat(idp.tokenRequests).hasSize(2);
    }

    @Test
    void busy_and_broken_partners_cause_no_login() {
        house.answering(request -> request.target().startsWith("/token")
                ? idp.answer(request)
                : reply(request.target().endsWith("9") ? 429 : 503, "{}"));
        house.load(CRM);

        IntStream.range(0, 20).forEach(this::call);

        assertThat(idp.tokenRequests).hasSize(1);
    }

    @Test
    void an_endpoint_that_refuses_every_token_does_not_cause_a_login_with_each_call() {
        house.answering(request -> request.target().startsWith("/token") ? idp.answer(request) : reply(401, "{}"));
        house.load(CRM);

        IntStream.range(0, 50)
                .forEach(caller -> assertThat(problem(call(caller))).isEqualTo("upstream-unauthorized"));

        assertThat(idp.tokenRequests).hasSize(2);
    }

    @Test
    void a_rotated_refresh_token_is_kept_before_it_is_used_and_never_used_twice() {
        open();
        for (var round = 0; round < 20; round++) {
            assertThat(call(round).status()).isEqualTo(Execution.Status.SUCCEEDED);
            clock.pass(Duration.ofMinutes(11));
        }

        assertThat(idp.tokenRequests).hasSize(20);
        assertThat(idp.reuses()).isZero();
        assertThat(idp.tokenRequests.stream()
                        .map(Map::entrySet)
                        .flatMap(entries -> entries.stream())
                        .filter(entry -> entry.getKey().equals("refresh_token"))
                        .map(Map.Entry::getValue))
                .doesNotHaveDuplicates()
                .hasSize(19);
    }

    @Test
    void another_password_is_another_token() {
        open();
        call(1);

        house.load(CRM.replace("password: p }", "password: q }"));
        call(2);

        assertThat(idp.tokenRequests).hasSize(2);
        assertThat(idp.tokenRequests.getLast()).containsEntry("password", "q").containsEntry("grant_type", "password");
    }

    @Test
    void another_label_is_the_same_token() {
        open();
        call(1);

        house.load(CRM.replace("name: acme,", "name: acme, label: Other, zone: Asia/Tokyo,"));
        call(2);

        assertThat(idp.tokenRequests).hasSize(1);
    }
}

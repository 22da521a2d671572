package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;
import static org.patchbay.engine.House.until;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Fields.State;

/** A thousand callers whose token ends cause one renewal (promise 24). */
class RenewalCallersTest extends RenewalHouse {
    private static final int CALLERS = 1_000;

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
            return answers.stream().map(RenewalCallersTest::got).toList();
        }
    }

    private static Answer got(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
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
}

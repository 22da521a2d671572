package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;
import static org.patchbay.engine.House.until;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Fields.State;

/** The life of tokens under trouble (promise 25). */
class RenewalTest extends RenewalHouse {
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

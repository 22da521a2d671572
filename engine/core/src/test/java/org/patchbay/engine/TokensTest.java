package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;

class TokensTest {
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
                url: /login
                parameters: [{ name: account, type: body }, { name: password, type: body }]
                responseType: { token: token, expiresIn: ttl }
              - { name: find, type: GetData, trigger: call-start, url: /find, parameters: [token], result: { id: id } }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test, fields: { account: u, password: p } }
            """;

    private final House house = new House();
    private final AtomicInteger logins = new AtomicInteger();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_token_is_fetched_once_and_used_until_it_ends() {
        house.answering(request -> request.target().equals("/login")
                ? reply(200, "{\"token\":\"T" + logins.incrementAndGet() + "\",\"ttl\":3600}")
                : reply(200, "{\"id\":1}"));
        house.load(CRM);

        house.fire("call-start", "{}");
        house.fire("call-start", "{}");

        assertThat(logins).hasValue(1);
        assertThat(house.requests.getLast().header("Authorization")).contains("Bearer T1");
    }

    @Test
    void a_refused_token_is_renewed_once_and_the_request_repeated_once() {
        house.answering(request -> {
            if (request.target().equals("/login")) {
                return reply(200, "{\"token\":\"T" + logins.incrementAndGet() + "\"}");
            }
            return request.header("Authorization").orElse("").equals("Bearer T1")
                    ? reply(401, "{}")
                    : reply(200, "{\"id\":1}");
        });
        house.load(CRM);

        var answer = house.fire("call-start", "{}");

        assertThat(answer.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(house.urls())
                .containsExactly(
                        "POST https://crm.test/login",
                        "GET https://crm.test/find",
                        "POST https://crm.test/login",
                        "GET https://crm.test/find");
    }

    @Test
    void a_token_that_is_refused_again_after_renewal_ends_the_step_without_a_loop() {
        house.answering(request -> request.target().equals("/login")
                ? reply(200, "{\"token\":\"T" + logins.incrementAndGet() + "\"}")
                : reply(401, "{}"));
        house.load(CRM);

        var answer = house.fire("call-start", "{}");

        assertThat(answer.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(answer.results()
                        .get("acme")
                        .get("find")
                        .problem()
                        .orElseThrow()
                        .code()
                        .word())
                .isEqualTo("upstream-unauthorized");
        assertThat(logins).hasValue(2);
    }

    @Test
    void a_failed_login_is_not_repeated_while_it_cools_down() {
        house.answering(request -> {
            logins.incrementAndGet();
            return reply(403, "{}");
        });
        house.load(CRM);

        IntStream.range(0, 20).forEach(_ -> house.fire("call-start", "{}"));

        assertThat(logins).hasValue(1);
    }

    @Test
    void a_thousand_callers_that_meet_no_token_cause_one_login() throws Exception {
        var all = new CountDownLatch(1_000);
        house.answering(request -> {
            if (request.target().equals("/login")) {
                return reply(200, "{\"token\":\"T" + logins.incrementAndGet() + "\"}");
            }
            return reply(200, "{\"id\":1}");
        });
        house.load(CRM);

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 1_000)
                    .mapToObj(_ -> callers.submit(() -> {
                        all.countDown();
                        all.await();
                        return house.fire("call-start", "{}").status();
                    }))
                    .toList();
            for (Future<Execution.Status> answer : answers) {
                assertThat(answer.get()).isEqualTo(Execution.Status.SUCCEEDED);
            }
        }

        assertThat(logins).hasValue(1);
    }
}

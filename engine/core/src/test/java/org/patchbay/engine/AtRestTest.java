package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.patchbay.engine.House.reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Step;

/** An execution whose background work waits leaves memory, and is brought back as it was. */
class AtRestTest {
    private final SettableClock clock = new SettableClock();
    private final House house = new House(clock);
    private volatile int status = 503;

    @AfterEach
    void closes() {
        house.close();
    }

    private Reply answer(Request request) {
        if (request.url().endsWith("/contacts")) {
            return reply(200, "{\"items\":[{\"name\":\"An\"}]}");
        }
        return reply(request.url().contains("other") ? 400 : status, "{}");
    }

    private Answer fired() {
        var loaded = house.answering(this::answer).load("""
                kind: Template
                name: crm
                endpoints:
                  - { name: find, type: GetData, trigger: call-start, url: /contacts, result: { name: items.0.name, all: items }, match: all }
                  - { name: note, type: PostData, trigger: call-start, delivery: background, url: /notes,
                      body: { name: { $from: result.find.name } } }
                iframe: { title: "{{result.find.name}}" }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
                ---
                { kind: Integrator, name: zeta, template: crm, callcenterId: CC-1, host: other.test }
                """);
        assertThat(loaded).isInstanceOf(LoadResult.Accepted.class);
        var answer = house.fire("call-start", "{\"callId\":\"c-1\",\"phone\":\"0901234567\"}");
        House.until(() -> house.requests.size() == 4);
        return answer;
    }

    private void awaitGone() {
        House.until(() -> house.engine.letGo() == 0);
    }

    @Test
    void what_was_known_of_an_execution_is_known_when_it_comes_back() {
        var answer = fired();
        awaitGone();
        var before = house.engine
                .journal()
                .find(answer.executionId(), Optional.empty())
                .orElseThrow();

        status = 201;
        clock.pass(Duration.ofSeconds(6));
        house.engine.wake();
        var after = house.over(answer);

        assertThat(before.status()).isEqualTo(Execution.Status.PARTIAL);
        assertThat(after.status()).isEqualTo(Execution.Status.PARTIAL);
        assertThat(after.match()).isEqualTo(before.match()).contains("many");
        assertThat(after.iframe()).isEqualTo(before.iframe()).hasSize(2);
        assertThat(after.steps())
                .extracting(Step::integrator, Step::endpoint, Step::status)
                .containsExactlyInAnyOrder(
                        tuple("acme", "find", Step.Status.SUCCEEDED),
                        tuple("acme", "note", Step.Status.RETRYING),
                        tuple("acme", "note", Step.Status.SUCCEEDED),
                        tuple("zeta", "find", Step.Status.SUCCEEDED),
                        tuple("zeta", "note", Step.Status.FAILED));
        assertThat(new String(house.requests.getLast().body(), StandardCharsets.UTF_8))
                .contains("An");
    }

    @Test
    void what_waits_is_not_over_when_it_has_left_memory() {
        var answer = fired();

        awaitGone();

        assertThat(house.engine.goesOn(answer.executionId())).isTrue();
        assertThat(house.engine.isAtRest()).isFalse();
    }
}

package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.Silence;
import org.patchbay.engine.Answer.StepAnswer;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Step;
import org.patchbay.spi.TransportFailure;

/** Who waits for a partner that answers nobody is told so at once. */
class SilentPartnerTest {
    private final House house = new House();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch trying = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private Thread one = Thread.ofVirtual().unstarted(() -> {});

    @BeforeEach
    void acme_and_beta_have_partners() {
        var taken = house.answering(this::answer).load("""
                kind: Template
                name: crm
                endpoints:
                  - { name: find, type: GetData, trigger: call-start, url: /find, retry: none, result: { id: id } }
                ---
                kind: Template
                name: helpdesk
                endpoints:
                  - { name: find, type: GetData, trigger: call-start, url: /find, retry: none, result: { id: id }, fallback: { id: unknown } }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: acme.test }
                ---
                { kind: Integrator, name: beta, template: crm, callcenterId: CC-2, host: beta.test }
                ---
                { kind: Integrator, name: gamma, template: helpdesk, callcenterId: CC-3, host: gamma.test }
                """);
        assertThat(taken).isInstanceOf(LoadResult.Accepted.class);
        silent.addAll(List.of("acme.test", "gamma.test"));
    }

    @AfterEach
    void close() throws InterruptedException {
        end.countDown();
        one.join();
        house.close();
    }

    private Reply answer(Request request) {
        if (!silent.contains(request.origin().host())) {
            return reply(200, "{\"id\":\"7\"}");
        }
        if (house.requests.size() == Silence.TIMES + 1) {
            trying.countDown();
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        throw new TransportFailure(TransportFailure.Kind.TIMEOUT, "no answer in time");
    }

    private StepAnswer find(String callCentre) {
        var answer = house.fire(callCentre, "call-start", "{\"callId\":\"c-" + calls.incrementAndGet() + "\"}");
        return answer.results().values().iterator().next().get("find");
    }

    private void falls_silent_while_one_tries(String callCentre) throws InterruptedException {
        for (var time = 0; time < Silence.TIMES; time++) {
            assertThat(find(callCentre).status()).isIn(Step.Status.TIMED_OUT, Step.Status.FALLBACK);
        }
        one = Thread.ofVirtual().start(() -> find(callCentre));
        trying.await();
    }

    @Test
    void nothing_is_sent_to_it_and_the_answer_says_so() throws InterruptedException {
        falls_silent_while_one_tries("CC-1");

        var step = find("CC-1");

        assertThat(step.status()).isEqualTo(Step.Status.FAILED);
        assertThat(step.problem()).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo(FailureCode.UPSTREAM_CROWDED);
            assertThat(problem.message()).contains("nothing was sent", "acme at acme.test", "10 requests");
        });
        assertThat(house.requests).hasSize(Silence.TIMES + 1);
    }

    @Test
    void the_fallback_of_an_endpoint_is_its_answer() throws InterruptedException {
        falls_silent_while_one_tries("CC-3");

        var step = find("CC-3");

        assertThat(step.status()).isEqualTo(Step.Status.FALLBACK);
        assertThat(step.data().path("id").asText()).isEqualTo("unknown");
        assertThat(house.requests).hasSize(Silence.TIMES + 1);
    }

    @Test
    void another_tenant_of_the_same_template_notices_nothing() throws InterruptedException {
        falls_silent_while_one_tries("CC-1");

        assertThat(find("CC-2").status()).isEqualTo(Step.Status.SUCCEEDED);
    }

    @Test
    void when_it_answers_again_everybody_is_served() throws InterruptedException {
        falls_silent_while_one_tries("CC-1");
        silent.clear();
        end.countDown();

        House.until(() -> find("CC-1").status() == Step.Status.SUCCEEDED);
        assertThat(find("CC-1").status()).isEqualTo(Step.Status.SUCCEEDED);
    }
}

package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.spi.TransportFailure;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters.Filter;

/** What becomes of a message whose answer was waited for, when nobody knows whether it has left. */
class UnheardTest {
    private static final Filter ALL =
            new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1_000);
    private static final String MESSAGE = "{\"callId\":\"c-1\",\"to\":\"0901234567\",\"text\":\"hello\"}";

    private final House house = new House();
    private final AtomicInteger sent = new AtomicInteger();

    @AfterEach
    void close() {
        house.close();
    }

    private static String gateway(String more) {
        return """
                kind: Template
                name: gateway
                endpoints:
                  - { name: text, type: SendSMS, trigger: sms-send, url: /sms%s }
                  - { name: find, type: GetData, url: /find }
                  - { name: note, type: PostData, trigger: call-end, url: /notes }
                ---
                { kind: Integrator, name: acme, template: gateway, callcenterId: CC-1, host: sms.test }
                """.formatted(more);
    }

    /** The first message is lost on the way to the gateway or back. */
    private Reply lossy(Request request, int found) {
        if (request.target().startsWith("/find")) {
            return reply(found, "{}");
        }
        if (request.target().startsWith("/sms") && sent.incrementAndGet() == 1) {
            throw new TransportFailure(TransportFailure.Kind.BROKEN, "the connection was reset");
        }
        return reply(201, "{}");
    }

    private Answer send(int found, String more) {
        house.answering(request -> lossy(request, found)).load(gateway(more));
        return house.fire("sms-send", MESSAGE);
    }

    private List<Letter> listed() {
        return house.engine.decisions().letters(ALL).toList();
    }

    private Execution find(Answer answer) {
        return house.engine
                .decisions()
                .execution(answer.executionId(), Optional.empty())
                .orElseThrow();
    }

    private Answer unheard() {
        var answer = send(200, "");
        House.until(() -> listed().size() == 1 && house.engine.isAtRest());
        return answer;
    }

    @Test
    void it_is_listed_with_what_was_heard_last() {
        var answer = unheard();

        assertThat(answer.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(listed()).singleElement().satisfies(letter -> {
            assertThat(letter.kind()).isEqualTo(Letter.Kind.UNKNOWN);
            assertThat(letter.job().execution()).isEqualTo(answer.executionId());
            assertThat(letter.reason()).contains("the connection was reset");
        });
        assertThat(find(answer).steps()).extracting(Step::status).containsExactly(Step.Status.UNKNOWN);
        assertThat(sent).hasValue(1);
    }

    @Test
    void a_person_says_that_it_was_sent() {
        var answer = unheard();

        assertThat(house.engine.decisions().done(find(answer), Optional.empty()))
                .isEqualTo(1);

        assertThat(listed()).isEmpty();
        assertThat(find(answer).status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(sent).hasValue(1);
    }

    @Test
    void a_person_says_that_it_was_not_sent_and_it_is_sent_then() {
        var answer = unheard();

        assertThat(house.engine.decisions().notDone(find(answer), Optional.empty()))
                .isEqualTo(1);

        House.until(() -> find(answer).status() == Execution.Status.SUCCEEDED);
        assertThat(listed()).isEmpty();
        assertThat(sent).hasValue(2);
    }

    @Test
    void it_is_not_sent_again_because_somebody_wants_its_execution_once_more() {
        var answer = unheard();

        assertThat(house.engine.decisions().replay(find(answer), new Decisions.On(OptionalLong.empty())))
                .isZero();

        House.until(house.engine::isAtRest);
        assertThat(sent).hasValue(1);
    }

    @Test
    void nothing_of_its_call_waits_for_the_decision() {
        unheard();

        var later = house.over(house.fire("call-end", "{\"callId\":\"c-1\"}"));

        assertThat(later.status()).isEqualTo(Execution.Status.SUCCEEDED);
    }

    private static Trigger event() {
        return new Trigger("sms-send", "CC-1", House.json(MESSAGE), Optional.empty(), Optional.empty(), Instant.now());
    }

    /** A process that ends while it waits for the gateway; another one has its store afterwards. */
    private House afterTheEnd(CountDownLatch sending, CountDownLatch never) {
        house.answering(request -> {
                    sent.incrementAndGet();
                    sending.countDown();
                    House.await(never);
                    return reply(201, "{}");
                })
                .load(gateway(""));
        Thread.startVirtualThread(() -> house.engine.fire("e-1", event(), Optional.empty()));
        House.await(sending);
        return new House(house.store, InstantSource.offset(InstantSource.system(), Duration.ofMinutes(11)));
    }

    @Test
    void it_is_listed_also_when_the_process_ended_that_had_sent_it() {
        var sending = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        try (var later = afterTheEnd(sending, never)) {
            later.answering(_ -> reply(201, "{}")).load(gateway(""));
            later.engine.wake();

            House.until(() -> listed().size() == 1);

            assertThat(listed())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.kind()).isEqualTo(Letter.Kind.UNKNOWN));
            assertThat(later.requests).isEmpty();
            never.countDown();
        }
    }

    @Test
    void it_is_not_sent_again_by_who_gets_its_event_again() {
        var sending = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        try (var later = afterTheEnd(sending, never)) {
            later.answering(_ -> reply(201, "{}")).load(gateway(""));

            var answer = later.engine.fire("e-1", event(), Optional.empty());

            assertThat(answer.results().get("acme").get("text").status()).isEqualTo(Step.Status.UNKNOWN);
            assertThat(later.requests).isEmpty();
            never.countDown();
        }
    }

    @Test
    void what_was_heard_leaves_nothing_behind() {
        house.answering(_ -> reply(201, "{}")).load(gateway(""));

        assertThat(house.fire("sms-send", MESSAGE).status()).isEqualTo(Execution.Status.SUCCEEDED);

        assertThat(house.store.lanes().waiting()).isZero();
        assertThat(listed()).isEmpty();
    }

    @Test
    void a_check_tells_that_it_was_sent() {
        var answer = send(200, ", check: find");

        House.until(() -> find(answer).status() == Execution.Status.SUCCEEDED && listed().isEmpty());
        assertThat(house.urls()).containsExactly("POST https://sms.test/sms", "GET https://sms.test/find");
    }

    @Test
    void a_check_tells_that_it_was_not_sent_and_it_is_sent_then() {
        var answer = send(404, ", check: find, retry: { schedule: [1ms], within: 1m }");

        House.until(() -> find(answer).status() == Execution.Status.SUCCEEDED);
        assertThat(listed()).isEmpty();
        assertThat(sent).hasValue(2);
    }

    @Test
    void a_check_tells_that_it_was_not_sent_and_until_it_is_sent_it_waits() {
        var answer = send(404, ", check: find, retry: { schedule: [1h], jitter: none, within: 9h }");

        House.until(() -> find(answer).status() == Execution.Status.ACCEPTED);

        assertThat(find(answer).steps())
                .extracting(Step::status)
                .containsExactly(Step.Status.UNKNOWN, Step.Status.FAILED, Step.Status.RETRYING);
    }
}

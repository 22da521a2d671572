package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Trigger;

/** Calls whose end never comes. */
class CloserTest {
    private static final String CRM = """
            kind: Template
            name: crm
            calls: { closeAfter: 2h }
            endpoints:
              - { name: begin, type: PostData, trigger: call-connect, url: /logs, result: { logId: id }, remember: [logId] }
              - name: finish
                type: PostData
                trigger: call-end
                url: /logs/finish
                body: { log: "{{call.logId?}}", phone: "{{body.phone}}", seconds: { $from: body.duration, $default: 0 }, closed: { $from: body.closed, $default: false } }
            hooks:
              - name: calls
                events:
                  - { when: { body.what: begun }, callId: body.id, trigger: call-connect }
                  - { when: { body.what: ended }, callId: body.id, trigger: call-end }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
            """;

    private final SettableClock clock = new SettableClock();
    private final House house = new House(clock);

    @AfterEach
    void close() {
        house.close();
    }

    private void after(Duration time, String more) {
        clock.pass(time);
        assertThat(house.load(CRM + more)).isInstanceOf(LoadResult.Accepted.class);
    }

    private List<String> finished() {
        return house.requests.stream()
                .filter(request -> request.target().equals("/logs/finish"))
                .map(request -> new String(request.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private void call(String callId, String... triggers) {
        for (var trigger : triggers) {
            fire(trigger, "{\"callId\":\"" + callId + "\",\"phone\":\"+84901234567\"}");
        }
    }

    private Execution fire(String trigger, String body) {
        return house.over(house.engine.fire(
                new Trigger(trigger, "CC-1", House.json(body), Optional.empty(), Optional.empty(), clock.instant()),
                Optional.empty()));
    }

    /** The same event as a partner tells it at a hook. */
    private int told(String callId, String event) {
        var body = "{\"id\":\"" + callId + "\",\"what\":\"" + event + "\",\"phone\":\"+84901234567\"}";
        var request = new Request(
                Method.POST,
                new Origin("https", "pb.test", 443),
                "/hooks/acme/calls",
                List.of(new Pair("Content-Type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8));
        return house.engine.receive(request, "").status();
    }

    @Test
    void an_end_that_a_hook_tells_after_its_call_was_closed_is_taken_and_runs_nothing() {
        house.answering(_ -> reply(200, "{\"id\":90}")).load(CRM);
        assertThat(house.engine.live()).isPresent();
        assertThat(told("c-1", "begun")).isEqualTo(200);
        House.until(() -> house.engine.isAtRest());
        after(Duration.ofMinutes(121), "# 1");
        House.until(() -> finished().size() == 1);
        House.until(() -> house.engine.isAtRest());

        for (var i = 0; i < 2; i++) {
            assertThat(told("c-1", "ended")).isEqualTo(200);
            House.until(() -> house.engine.isAtRest());
        }

        assertThat(finished())
                .containsExactly("{\"log\":\"90\",\"phone\":\"+84901234567\",\"seconds\":0,\"closed\":true}");
    }

    @Test
    void a_call_without_an_end_is_ended_once_with_what_its_events_have_said() {
        house.answering(_ -> reply(200, "{\"id\":90}")).load(CRM);
        call("c-1", "call-connect");

        after(Duration.ofMinutes(119), "# 1");
        call("c-2", "call-connect", "call-end");
        assertThat(finished()).singleElement().satisfies(end -> assertThat(end).contains("\"closed\":false"));

        after(Duration.ofMinutes(2), "# 2");
        House.until(() -> finished().size() == 2);
        after(Duration.ofHours(5), "# 3");
        call("c-3", "call-connect", "call-end");

        assertThat(finished().get(1))
                .isEqualTo("{\"log\":\"90\",\"phone\":\"+84901234567\",\"seconds\":0,\"closed\":true}");
        assertThat(finished()).hasSize(3);
        assertThat(house.store.calls().overdue(clock.instant().plus(Duration.ofDays(9)), 9))
                .isEmpty();
    }

    @Test
    void an_end_that_comes_after_it_was_made_up_runs_nothing_and_says_why() {
        house.answering(_ -> reply(200, "{\"id\":90}")).load(CRM);
        call("c-1", "call-connect");
        after(Duration.ofHours(3), "# 1");
        House.until(() -> finished().size() == 1);

        var late = fire("call-end", "{\"callId\":\"c-1\",\"phone\":\"+84901234567\",\"duration\":61}");

        assertThat(finished()).hasSize(1);
        assertThat(late.steps().getFirst().reason()).contains("this call was ended before, as its end had not come");
    }

    /** The end of the whole, whoever still talks as far as anybody knows. */
    @Test
    void the_end_of_a_call_that_goes_on_at_another_phone_is_made_up_too() {
        house.answering(_ -> reply(200, "{\"id\":90}")).load(CRM);
        call("c-1", "call-start");
        fire("call-connect", "{\"callId\":\"c-1-a\",\"parentCallId\":\"c-1\",\"phone\":\"+84901234567\"}");

        after(Duration.ofHours(3), "# 1");

        House.until(() -> finished().size() == 1);
        assertThat(finished().getFirst()).contains("\"closed\":true");
    }
}

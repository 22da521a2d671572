package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.engine.House.reply;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;

/** One call centre's background work leaves room for that of the others. */
class BacklogTest {
    private static final int MANY = 300;

    private final CountDownLatch up = new CountDownLatch(1);
    private final House house = new House();

    @AfterEach
    void close() {
        up.countDown();
        house.close();
    }

    private static String documents(String installation) {
        return """
                %s
                kind: Template
                name: crm
                endpoints:
                  - { name: find, type: GetData, trigger: call-start, url: /contacts, result: { id: id } }
                  - { name: note, type: PostData, trigger: call-end, url: /notes }
                  - { name: look, type: GetData, trigger: call-missed, delivery: wait, url: /contacts, result: { id: id } }
                  - { name: tell, type: PostData, trigger: call-missed, after: look, url: /notes }
                ---
                { kind: Integrator, name: slow, template: crm, callcenterId: CC-1, host: slow.test }
                ---
                { kind: Integrator, name: fast, template: crm, callcenterId: CC-2, host: fast.test }
                """.formatted(installation);
    }

    private Reply slowly(Request request) {
        if (request.url().startsWith("https://slow.test/notes")) {
            await(up);
        }
        return reply(200, "{\"id\":7}");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }

    private Answer ended(String callCentre, String call) {
        return house.fire(callCentre, "call-end", "{\"callId\":\"" + call + "\"}");
    }

    @Test
    void what_comes_when_enough_waits_is_refused_and_what_was_accepted_is_done() {
        house.answering(this::slowly).load(documents("{ kind: Installation, limits: { waiting: 2 } }\n---"));
        var accepted = new ArrayList<>(List.of(ended("CC-1", "c-1"), ended("CC-1", "c-2")));

        assertThatThrownBy(() -> ended("CC-1", "c-3"))
                .isInstanceOf(Crowded.class)
                .hasMessage("2 pieces of background work of this call centre wait to be done");
        assertThatThrownBy(() -> house.fire("CC-1", "call-missed", "{\"callId\":\"c-4\"}"))
                .isInstanceOf(Crowded.class);
        assertThat(house.fire("CC-1", "call-start", "{\"callId\":\"c-5\"}").status())
                .isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(house.over(ended("CC-2", "c-1")).status()).isEqualTo(Execution.Status.SUCCEEDED);

        up.countDown();
        House.until(() -> !house.store.lanes().isFull("CC-1", 2));
        accepted.add(ended("CC-1", "c-3"));
        assertThat(accepted)
                .allSatisfy(answer -> assertThat(house.over(answer).status()).isEqualTo(Execution.Status.SUCCEEDED));
        assertThat(house.urls())
                .filteredOn("POST https://slow.test/notes"::equals)
                .hasSize(3);
    }

    private int told(String event) {
        var request = new Request(
                Method.POST,
                new Origin("https", "pb.test", 443),
                "/hooks/shared/crm/told",
                List.of(new Pair("Content-Type", "application/json")),
                ("{\"id\":\"" + event + "\",\"team\":\"t\"}").getBytes(StandardCharsets.UTF_8));
        return house.engine.receive(request, "").status();
    }

    private static final String HOOK = """
            hooks: [{ name: told, address: shared, correlate: { integrator.team: body.team }, many: all, dedupe: body.id, trigger: told }]
            ---
            """;

    @Test
    void of_many_whom_a_hook_means_those_that_have_room_are_told_and_the_others_when_it_comes_again() {
        var documents = documents("{ kind: Installation, limits: { waiting: 1 } }\n---")
                .replace("trigger: call-end", "trigger: [call-end, told]")
                .replaceAll("(slow|fast).test }", "$1.test, team: t }")
                .replaceFirst("---\n(?=\\{ kind: Integrator, name: slow)", HOOK);
        assertThat(house.answering(this::slowly).load(documents)).isInstanceOf(LoadResult.Accepted.class);
        ended("CC-1", "c-1");

        assertThatThrownBy(() -> told("e-1")).isInstanceOf(Crowded.class);
        House.until(() -> house.urls().contains("POST https://fast.test/notes"));
        up.countDown();
        House.until(() -> !house.store.lanes().isFull("CC-1", 1));
        assertThat(told("e-1")).isEqualTo(200);

        House.until(() -> house.urls().stream()
                        .filter("POST https://slow.test/notes"::equals)
                        .count()
                == 2);
        assertThat(house.urls())
                .filteredOn("POST https://fast.test/notes"::equals)
                .hasSize(1);
    }

    @Test
    void a_refused_event_can_be_sent_again_as_if_it_had_never_come() {
        house.answering(this::slowly).load(documents("{ kind: Installation, limits: { waiting: 1 } }\n---"));
        var first = ended("CC-1", "c-1");
        assertThatThrownBy(() -> ended("CC-1", "c-2")).isInstanceOf(Crowded.class);
        up.countDown();
        house.over(first);

        assertThat(house.over(ended("CC-1", "c-2")).status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(house.engine.journal().find(first.executionId(), Optional.of("CC-1")))
                .isPresent();
    }

    @Test
    void a_partner_that_hangs_does_not_take_all_the_places_where_work_is_done() {
        house.answering(this::slowly).load(documents(""));
        for (var call = 0; call < MANY; call++) {
            ended("CC-1", "c-" + call);
        }
        House.until(() -> house.requests.size() >= 64);

        assertThat(house.over(ended("CC-2", "c-1")).status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(house.urls())
                .filteredOn("POST https://slow.test/notes"::equals)
                .hasSize(64);

        up.countDown();
        House.until(house.engine::isAtRest);
        assertThat(house.urls())
                .filteredOn("POST https://slow.test/notes"::equals)
                .hasSize(MANY);
    }
}

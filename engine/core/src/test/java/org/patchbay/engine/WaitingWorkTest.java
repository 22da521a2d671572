package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Step;
import org.patchbay.spi.TransportFailure;

/** Work that waits behind other work, and what becomes of it. */
class WaitingWorkTest extends CallNotes {
    @Test
    void one_that_is_skipped_lets_the_later_ones_of_its_call_go_first() {
        var down = new AtomicInteger(1);
        house.answering(request -> note(request).equals("1") && down.get() == 1 ? reply(503, "{}") : reply(201, "{}"));
        var often = String.join(", ", Collections.nCopies(500, "100ms"));
        house.load(crm("parameters: [{ name: note, type: query }]\nretry: { schedule: [" + often
                + "], within: 1m }\nlane: { onFailure: skip }"));

        var first = house.fire("call-end", "{\"callId\":\"c-1\",\"note\":\"1\"}");
        var second = house.fire("call-end", "{\"callId\":\"c-1\",\"note\":\"2\"}");
        assertThat(house.over(second).status()).isEqualTo(Execution.Status.SUCCEEDED);
        down.set(0);

        assertThat(house.over(first).status()).isEqualTo(Execution.Status.SUCCEEDED);
    }

    @Test
    void of_several_that_wait_only_the_last_is_sent_where_they_coalesce() {
        var third = new CountDownLatch(1);
        house.answering(request -> {
            if (note(request).equals("1")) {
                House.await(third);
            }
            return reply(201, "{}");
        });
        house.load(crm("parameters: [{ name: note, type: query }]\nlane: { onFailure: coalesce }"));

        var first = house.fire("call-end", "{\"callId\":\"c-1\",\"note\":\"1\"}");
        House.until(() -> house.requests.size() == 1);
        var second = house.fire("call-end", "{\"callId\":\"c-1\",\"note\":\"2\"}");
        var last = house.fire("call-end", "{\"callId\":\"c-1\",\"note\":\"3\"}");
        third.countDown();
        house.over(last);

        assertThat(house.over(second).steps().getLast().status()).isEqualTo(Step.Status.SKIPPED);
        assertThat(house.over(first).steps().getLast().status()).isEqualTo(Step.Status.SUCCEEDED);
        assertThat(house.requests)
                .extracting(CallNotes::note)
                .doesNotContain("2")
                .contains("3");
    }

    @Test
    void work_with_the_same_key_runs_behind_each_other_whatever_call_it_is_of() {
        house.answering(_ -> {
            throw new TransportFailure(TransportFailure.Kind.BROKEN, "the connection was reset");
        });
        house.load(crm("lane: '{{body.data.ticket}}'"));
        house.over(house.fire("call-end", "{\"callId\":\"c-1\",\"data\":{\"ticket\":\"7\"}}"));
        house.answering(_ -> reply(201, "{}"));

        var behind = house.fire("call-end", "{\"callId\":\"c-2\",\"data\":{\"ticket\":\"7\"}}");
        var beside = house.over(house.fire("call-end", "{\"callId\":\"c-1\",\"data\":{\"ticket\":\"8\"}}"));

        assertThat(beside.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(find(behind.executionId()).status()).isEqualTo(Execution.Status.ACCEPTED);
    }

    @Test
    void what_waits_can_be_dropped() {
        house.answering(_ -> reply(503, "{}")).load(crm("retry: { schedule: [1h], within: 1d }"));
        var waits = house.fire("call-end", "{\"callId\":\"c-1\"}");
        House.until(() ->
                house.requests.size() == 1 && house.store.lanes().nextDue().isPresent());

        assertThat(house.engine.decisions().cancel(find(waits.executionId()))).isEqualTo(1);

        assertThat(house.store.lanes().waiting()).isZero();
        var dropped = house.over(waits);
        assertThat(dropped.status()).isEqualTo(Execution.Status.NOTHING_TO_DO);
        assertThat(dropped.steps().getLast().reason()).contains("it was dropped while it waited");
        assertThat(house.engine.isAtRest()).isTrue();
    }
}

package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Journal.Filter;

/** Executions of which nothing has begun are told by their jobs; the journal has nothing of them. */
class AcceptedTest extends CallNotes {
    private static final String FIRST = "{\"callId\":\"c-1\",\"note\":\"1\"}";
    private static final String SECOND = "{\"callId\":\"c-1\",\"note\":\"2\"}";

    private final CountDownLatch goesOn = new CountDownLatch(1);

    @BeforeEach
    void the_partner_is_slow() {
        house.answering(_ -> {
            House.await(goesOn);
            return reply(201, "{}");
        });
    }

    @AfterEach
    void it_goes_on() {
        goesOn.countDown();
    }

    /** The first of a call is at work, the second waits behind it. */
    private Answer behind(String configuration) {
        house.load(configuration);
        var first = house.fire("call-end", FIRST);
        House.until(() -> house.requests.size() == 1);
        var second = house.fire("call-end", SECOND);
        assertThat(house.engine.journal().list(Filter.newest(10)))
                .extracting(Execution::id)
                .containsExactly(second.executionId(), first.executionId());
        return second;
    }

    private boolean isWritten(String id) {
        return house.store.journal().find(id, Optional.empty()).isPresent();
    }

    @Test
    void one_that_waits_is_known_by_its_id_and_in_lists_and_is_not_written() {
        var waits = behind(crm(""));

        assertThat(find(waits.executionId())).satisfies(execution -> {
            assertThat(execution.status()).isEqualTo(Execution.Status.ACCEPTED);
            assertThat(execution.callId()).contains("c-1");
            assertThat(execution.body()).isEqualTo(House.json(SECOND));
        });
        assertThat(house.engine.journal().find(waits.executionId(), Optional.of("CC-2")))
                .isEmpty();
        assertThat(isWritten(waits.executionId())).isFalse();
    }

    @Test
    void one_that_has_begun_is_written_and_each_is_told_once() {
        var waits = behind(crm(""));
        goesOn.countDown();

        assertThat(house.over(waits).status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(isWritten(waits.executionId())).isTrue();
        assertThat(house.engine.journal().list(Filter.newest(10)))
                .extracting(Execution::status)
                .containsExactly(Execution.Status.SUCCEEDED, Execution.Status.SUCCEEDED);
    }

    @Test
    void one_whose_work_goes_on_is_written_before_that_is_over() {
        house.load(crm(""));
        var first = house.fire("call-end", FIRST);
        House.until(() -> house.requests.size() == 1);
        find(first.executionId());

        assertThat(isWritten(first.executionId())).isTrue();
    }

    @Test
    void one_that_waits_for_a_place_at_its_partner_is_not_written() {
        house.load(crm("rate: { concurrent: 1 }"));
        house.fire("call-end", FIRST);
        House.until(() -> house.requests.size() == 1);
        var waits = house.fire("call-end", SECOND.replace("c-1", "c-2")).executionId();
        House.until(() -> isPutOff(waits));

        assertThat(find(waits).status()).isEqualTo(Execution.Status.ACCEPTED);
        assertThat(isWritten(waits)).isFalse();
    }

    private boolean isPutOff(String id) {
        var job = house.store.letters().waiting(id).getFirst();
        return job.due().isAfter(job.acceptedAt());
    }

    @Test
    void one_that_waits_is_told_without_its_body_where_none_may_be_kept() {
        var waits = behind("kind: Installation\nprivacy: { bodies: none }\n---\n" + crm(""));

        assertThat(find(waits.executionId()).body()).isEmpty();
    }

    @Test
    void one_that_waits_is_dropped_and_told_by_the_journal_then() {
        var waits = behind(crm(""));

        assertThat(house.engine.decisions().cancel(find(waits.executionId()))).isEqualTo(1);

        assertThat(house.over(waits).status()).isEqualTo(Execution.Status.NOTHING_TO_DO);
        assertThat(isWritten(waits.executionId())).isTrue();
    }
}

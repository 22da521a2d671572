package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters.Filter;

/** A node that was started on documents that are refused has work before it that it cannot do: that waits until they are mended. */
class WithoutDocumentsTest {
    private static final String GATEWAY = """
            kind: Template
            name: gateway
            endpoints:
              - { name: text, type: SendSMS, trigger: news, url: /text }
            ---
            { kind: Integrator, name: acme, template: gateway, callcenterId: CC-1, host: sms.test }
            """;

    private final House house = new House();
    private final Job job = new Job(
            "x-acme-text",
            "x",
            "x",
            "acme",
            "text",
            new Trigger(
                    "news",
                    "CC-1",
                    JsonNodeFactory.instance.objectNode(),
                    Optional.empty(),
                    Optional.empty(),
                    Instant.now()),
            1,
            0,
            Instant.now(),
            Instant.now());

    @AfterEach
    void close() {
        house.close();
    }

    private Job waiting() {
        return house.store.letters().waiting("x").getFirst();
    }

    private void awaitPutOff() {
        house.engine.wake();
        House.until(() -> waiting().due().isAfter(job.due()));
    }

    @Test
    void waiting_is_no_try_and_all_is_done_when_the_documents_are_mended() {
        house.store.lanes().accept(List.of(job));

        awaitPutOff();

        assertThat(waiting().attempts()).isZero();
        house.load(GATEWAY);
        House.until(() -> house.requests.size() == 1);
    }

    @Test
    void what_may_have_left_before_is_not_sent_then() {
        house.store.lanes().acceptBegun(List.of(job), List.of());
        awaitPutOff();

        house.load(GATEWAY);

        House.until(() -> house.store.letters().find(job.id()).isPresent());
        assertThat(house.store.letters().list(Filter.ofExecution("x")).map(Letter::kind))
                .containsExactly(Letter.Kind.UNKNOWN);
        assertThat(house.requests).isEmpty();
    }
}

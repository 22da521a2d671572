package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Lanes.Job;

/** Each piece of work has a name of its own, whatever integrators and endpoints are called. */
class NamesOfWorkTest {
    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private Stream<String> keys() {
        return house.requests.stream()
                .map(request -> request.header("Idempotency-Key").orElseThrow());
    }

    @Test
    void two_integrators_whose_names_and_endpoints_read_the_same_together_are_both_done() {
        house.load("""
                kind: Template
                name: one
                endpoints:
                  - { name: crm-log, type: PostData, trigger: news, url: /one, idempotencyKey: header.Idempotency-Key }
                ---
                kind: Template
                name: two
                endpoints:
                  - { name: log, type: PostData, trigger: news, url: /two, idempotencyKey: header.Idempotency-Key }
                ---
                { kind: Integrator, name: acme, template: one, callcenterId: CC-1, host: crm.test }
                ---
                { kind: Integrator, name: acme-crm, template: two, callcenterId: CC-1, host: crm.test }
                """);

        house.over(house.fire("news", "{}"));

        assertThat(house.requests.stream().map(Request::target)).containsExactlyInAnyOrder("/one", "/two");
        assertThat(keys()).doesNotHaveDuplicates();
    }

    @Test
    void an_element_of_a_list_has_no_key_of_another_endpoint() {
        house.load("""
                kind: Template
                name: crm
                endpoints:
                  - { name: log, type: PostData, trigger: news, url: /a, each: { in: body.all }, idempotencyKey: header.Idempotency-Key }
                  - { name: log-1, type: PostData, trigger: news, url: /b, each: { in: body.all }, idempotencyKey: header.Idempotency-Key }
                  - { name: log-1-1, type: PostData, trigger: news, url: /c, idempotencyKey: header.Idempotency-Key }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
                """);

        house.over(house.fire("news", "{\"all\":[1,2]}"));

        assertThat(house.requests).hasSize(5);
        assertThat(keys()).doesNotHaveDuplicates();
    }

    @Test
    void work_of_an_older_version_goes_on_under_its_key() {
        house.load("""
                kind: Template
                name: crm
                endpoints:
                  - { name: save-log, type: PostData, trigger: news, url: /a, idempotencyKey: header.Idempotency-Key }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
                """);
        var nothing = JsonNodeFactory.instance.objectNode();
        var now = Instant.now();
        var trigger = new Trigger("news", "CC-1", nothing, Optional.empty(), Optional.empty(), now);

        house.store
                .lanes()
                .accept(List.of(new Job("x-acme-save-log", "x", "x", "acme", "save-log", trigger, 1, 0, now, now)));
        house.engine.wake();

        House.until(() -> !house.requests.isEmpty());
        assertThat(keys()).containsExactly("x-acme-save-log");
    }
}

package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Trigger;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.store.Integrators.Kept;
import org.patchbay.store.Lanes.Job;

/** What an older version has kept and this one would refuse stops nobody, and can be removed by whose it is. */
class LeftOutIntegratorsTest {
    private final Site site = new Site();

    @AfterEach
    void closes() {
        site.close();
    }

    @BeforeEach
    void begins_without_it() {
        site.write("crm.yaml", Samples.LOOPBACK + """
                        kind: Template
                        name: crm
                        endpoints:
                          - { name: save, type: PostData, trigger: call-end, url: /calls }
                        ---
                        { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "%s" }
                        """.formatted(site.crm.host()))
                .start(Watching.OFF);
        var content = JsonNodeFactory.instance
                .objectNode()
                .put("name", "old")
                .put("template", "crm")
                .put("callcenterId", "CC-2")
                .put("host", "127.1");
        site.server()
                .engine()
                .tools()
                .store()
                .integrators()
                .add(new Kept("old", content, Optional.empty(), 1, Instant.now()));
        site.stop().start(Watching.OFF);
    }

    @Test
    void it_is_listed_with_what_is_wrong_with_it_for_its_call_centre_alone() {
        var own = site.get("/api/v1/integrators", site.secretKey("CC-2")).body().path("items");
        var others = site.get("/api/v1/integrators", site.secretKey("CC-1")).body();

        assertThat(own).hasSize(1);
        assertThat(own.at("/0/name").asText()).isEqualTo("old");
        assertThat(own.at("/0/state").asText()).isEqualTo("left-out");
        assertThat(own.at("/0/reason").asText()).contains("127.1");
        assertThat(others.toString()).contains("acme").doesNotContain("old");
    }

    @Test
    void an_execution_of_which_work_waits_for_it_says_so() {
        var store = site.server().engine().tools().store();
        var body = JsonNodeFactory.instance.objectNode().put("callId", "c-1");
        var now = Instant.now();
        var trigger = new Trigger("call-end", "CC-2", body, Optional.of("old"), Optional.empty(), now);
        store.journal().append(accepted(trigger));
        store.lanes().accept(List.of(new Job("x-old-save", "x", "x", "old", "save", trigger, 1, 0, now, now)));

        var execution = site.get("/api/v1/executions/x", site.secretKey("CC-2")).body();
        var call = site.get("/api/v1/calls/c-1", site.secretKey("CC-2")).body();

        assertThat(execution.path("reason").asText())
                .startsWith("work of `old` waits until that is mended or removed: ")
                .contains("127.1");
        assertThat(call.at("/waiting/0/reason").asText())
                .startsWith("its integrator does not run: ")
                .contains("127.1");
    }

    private static Execution accepted(Trigger trigger) {
        return new Execution(
                "x",
                trigger.name(),
                trigger.callId(),
                trigger.callCentre(),
                trigger.receivedAt(),
                Duration.ZERO,
                Execution.Status.ACCEPTED,
                Optional.empty(),
                Optional.empty(),
                false,
                1,
                trigger.body(),
                List.of(),
                JsonNodeFactory.instance.arrayNode(),
                JsonNodeFactory.instance.nullNode());
    }

    @Test
    void a_server_serves_without_it_and_lets_its_call_centre_remove_it() {
        assertThat(site.get("/health/readiness", "").status()).isEqualTo(200);
        var path = "/api/v1/integrators/old";
        assertThat(site.send("DELETE", path, site.secretKey("CC-1"), "").status())
                .isEqualTo(404);
        assertThat(site.send("DELETE", path, site.secretKey("CC-2"), "").status())
                .isEqualTo(204);
        assertThat(site.send("DELETE", path, site.secretKey("CC-2"), "").status())
                .isEqualTo(404);
    }
}

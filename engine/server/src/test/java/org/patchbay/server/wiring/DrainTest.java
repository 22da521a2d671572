package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final String FIRE = "/api/v1/triggers/call-start";
    private static final String RING = "{\"phone\":\"0901234567\"}";

    @Test
    void a_server_that_stops_answers_what_it_has_begun_and_takes_nothing_more() {
        var gate = new CountDownLatch(1);
        try (var site = Site.usual()) {
            var key = site.secretKey("CC-1");
            site.crm.answering(_ -> {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return PretendCrm.FOUND;
            });
            var begun = CompletableFuture.supplyAsync(() -> site.post(FIRE, key, RING));
            Site.until(() -> !site.crm.asked("/contacts").isEmpty());

            var stopping = CompletableFuture.runAsync(site::stop);
            Site.until(() -> site.get("/health/readiness", "").status() == 503);
            var late = site.post(FIRE, key, RING);
            var readiness = site.get("/health/readiness", "");
            gate.countDown();

            assertThat(late.status()).isEqualTo(503);
            assertThat(late.problem()).isEqualTo("/problems/draining");
            assertThat(late.header("Retry-After")).isPresent();
            assertThat(readiness.header("Retry-After")).isPresent();
            assertThat(readiness.body().at("/reasons/0").asText()).isEqualTo("stopping");
            assertThat(begun.join().body().path("status").asText()).isEqualTo("succeeded");
            stopping.join();
        }
    }
}

package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** Partners that cannot be reached, or not in time, or not at all. */
class PartnersTroubleTest {
    private static final String NOTE = "/api/v1/integrators/acme/actions/writeNote";
    private static final String TEXT = "{\"data\":{\"text\":\"called back\"}}";
    private final Site site = new Site();

    @AfterEach
    void stops_the_server() {
        site.close();
    }

    private Site at(String host) {
        return site.write("crm.yaml", Samples.crm(host)).start(Watching.OFF);
    }

    @Test
    void nobody_at_the_door_is_unreachable() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        at("127.0.0.1:" + port);

        var answer = site.post(NOTE, site.secretKey("CC-1"), TEXT);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.problem()).isEqualTo("/problems/upstream-unreachable");
        assertThat(answer.body().path("retryable").asBoolean()).isTrue();
    }

    @Test
    void an_address_that_may_not_be_called_is_blocked() {
        at("127.0.0.2:9");

        var answer = site.post(NOTE, site.secretKey("CC-1"), TEXT);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.problem()).isEqualTo("/problems/upstream-blocked");
    }

    @Test
    void a_partner_that_does_not_answer_runs_out_of_time() {
        var gate = new CountDownLatch(1);
        site.crm.answering(_ -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Replied(200, "{}");
        });
        at(site.crm.host());

        var answer = site.post(NOTE, site.secretKey("CC-1"), TEXT);
        gate.countDown();

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.problem()).isEqualTo("/problems/upstream-timeout");
        assertThat(answer.body().path("retryable").asBoolean(true)).isFalse();
    }

    @Test
    void an_integrator_that_is_switched_off_runs_nothing() {
        site.write("crm.yaml", Samples.crm(site.crm.host()).replace("name: acme\n", "name: acme\nenabled: false\n"))
                .start(Watching.OFF);

        var answer = site.post(NOTE, site.secretKey("CC-1"), TEXT);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("/problems/integrator-disabled");
        assertThat(site.get("/api/v1/integrators/acme", site.admin())
                        .body()
                        .path("state")
                        .asText())
                .isEqualTo("disabled");
    }
}

package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.http.CannotListen;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.store.StoreUnavailable;

class StartTest {
    private final Site site = new Site();

    @AfterEach
    void stops_the_server() {
        site.close();
    }

    private ServerSettings settings(int port) {
        return ServerSettings.of(site.documents(), site.directory.resolve("data"))
                .at(port)
                .with(Watching.OFF);
    }

    @Test
    void a_port_that_is_taken_is_told_and_nothing_stays_behind() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();

            var refused = catchThrowableOfType(CannotListen.class, () -> Server.start(settings(port), site.said::add));

            assertThat(refused).hasMessage("port " + port + " of 127.0.0.1 cannot be listened on; is it taken?");
        }
        site.start(Watching.OFF);
        assertThat(site.get("/health/readiness", "").status()).isEqualTo(200);
    }

    @Test
    void a_second_server_cannot_have_the_same_data() {
        site.start(Watching.OFF);

        var refused = catchThrowableOfType(StoreUnavailable.class, () -> Server.start(settings(0), site.said::add));

        assertThat(refused).isNotNull();
        assertThat(site.get("/health/readiness", "").status()).isEqualTo(200);
    }

    @Test
    void closing_twice_is_harmless() {
        site.start(Watching.OFF).stop();

        site.stop();
    }
}

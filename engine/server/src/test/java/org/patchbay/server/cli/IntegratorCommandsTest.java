package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.cli.Session.Result;

class IntegratorCommandsTest {
    @TempDir
    private Path directory;

    private PretendServer server;

    @BeforeEach
    void start() throws IOException {
        server = new PretendServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Result run(String... arguments) {
        return new Session(new MemoryEquipment(), directory)
                .with("PATCHBAY_URL", server.url())
                .with("PATCHBAY_KEY", "ak_1")
                .run(arguments);
    }

    @Test
    void an_integrator_says_at_which_addresses_its_partner_can_call() {
        server.answers("GET /api/v1/integrators/acme", 200, """
                {"name":"acme","state":"active","hooks":{
                "receipt":{"url":"https://pb.test/hooks/acme/receipt"},"inbound":{}}}
                """);

        assertThat(run("integrators", "show", "acme").out()).isEqualTo("""
                name          acme
                state         active
                hook receipt  https://pb.test/hooks/acme/receipt
                hook inbound  no address: the installation has no publicUrl
                """);
    }

    @Test
    void a_call_centre_that_is_left_out_is_asked_for_by_the_flag_that_names_it() {
        server.answers("POST /api/v1/triggers/call-start", 400, """
                {"status":400,"detail":"This key speaks for all call centres.","errors":[{"pointer":"/callcenterId","detail":"required"}]}
                """);

        assertThat(run("trigger", "call-start", "phone=1").err()).isEqualTo("""
                error: this key speaks for all call centres
                  = help: --call-centre ID says which one
                """);
    }
}

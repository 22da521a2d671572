package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.store.Integrators.Kept;

/** What an older version has kept and this one would refuse stops nobody, and can be removed by whose it is. */
class LeftOutIntegratorsTest {
    private final Site site = new Site();

    @AfterEach
    void closes() {
        site.close();
    }

    @Test
    void a_server_serves_without_it_and_lets_its_call_centre_remove_it() {
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

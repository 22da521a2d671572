package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** At which addresses the partner of an integrator can call. */
class HookAddressesTest {
    private static final String DOCUMENTS = """
            kind: Template
            name: git
            endpoints: [{ name: note, type: PostData, trigger: pushed, url: "https://notes.example/n" }]
            hooks:
              - { name: push, trigger: pushed }
              - { name: quiet, address: token, trigger: pushed }
            ---
            { kind: Integrator, name: acme, template: git, callcenterId: CC-1 }
            """;
    private final Site site = new Site();

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void they_are_shown_but_for_one_that_is_known_to_the_partner_alone() {
        site.write("git.yaml", DOCUMENTS + Example.LOOPBACK).start(Watching.OFF);

        var hooks = site.get("/api/v1/integrators/acme", site.admin()).body().path("hooks");

        assertThat(hooks.at("/push/url").asText()).isEqualTo("https://pb.test/hooks/acme/push");
        assertThat(hooks.at("/quiet/url").asText()).isEqualTo("••••••");
    }
}

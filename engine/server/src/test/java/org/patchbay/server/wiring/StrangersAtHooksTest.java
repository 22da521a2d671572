package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** A sender who knows no secret and calls a hook all the time (decision 0111). */
class StrangersAtHooksTest {
    private static final String DOCUMENTS = """
        kind: Template
        name: chat
        baseUrl: http://127.0.0.1
        parameters: [{ name: key, secret: true }]
        hooks: [{ name: say, trigger: said, verify: { carry: { header.X-Key: "{{integrator.key}}" } } }]
        ---
        { kind: Integrator, name: noisy, template: chat, callcenterId: CC-1, fields: { key: k } }
        ---
        { kind: Integrator, name: quiet, template: chat, callcenterId: CC-2, fields: { key: k } }
        """;

    private final Site site = new Site();

    @BeforeEach
    void start() {
        site.write("chat.yaml", DOCUMENTS + Example.LOOPBACK).start(Watching.OFF);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Site.Answered call(String path, String key) {
        return site.post("/hooks/" + path, "", "{}", "X-Key", key);
    }

    /** Calls until it is told that it calls too often. */
    private Site.Answered flood(String path) {
        for (var calls = 0; calls < 5_000; calls++) {
            var answered = call(path, "guessed");
            if (answered.status() != 401) {
                return answered;
            }
        }
        throw new AssertionError("nobody minds");
    }

    @Test
    void who_is_not_genuine_too_often_is_refused_unread_and_other_hooks_go_on() {
        var refused = flood("noisy/say");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("/problems/too-many-requests");
        assertThat(refused.header("Retry-After").orElse("")).matches("[1-9]\\d*");
        assertThat(call("quiet/say", "k").status()).isEqualTo(200);
    }

    @Test
    void who_makes_up_a_hook_is_told_the_same_as_at_one_that_there_is() {
        assertThat(flood("nobody/say").response().body().replaceAll("\"traceId\":\"[^\"]*\"", ""))
                .isEqualTo(flood("noisy/say").response().body().replaceAll("\"traceId\":\"[^\"]*\"", ""));
    }

    @Test
    void what_is_genuine_is_let_in_however_often_it_comes() {
        for (var calls = 0; calls < 300; calls++) {
            assertThat(call("noisy/say", "k").status()).isEqualTo(200);
        }
    }
}

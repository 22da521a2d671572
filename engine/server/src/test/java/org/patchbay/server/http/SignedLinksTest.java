package org.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.config.SecretSources;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Tools;
import org.patchbay.store.memory.MemoryStore;

class SignedLinksTest {
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    private final MemoryStore store = new MemoryStore();
    private final Engine engine = new Engine(new Tools(
            store,
            (_, _) -> (_, _) -> {
                throw new IllegalStateException("nothing is sent");
            },
            SecretSources.pretended(),
            now::get,
            new Random(7)));
    private final SignedLinks links = new SignedLinks(engine);

    @AfterEach
    void close() {
        engine.close();
        store.close();
    }

    @Test
    void a_link_opens_its_thing_until_its_time_is_over_and_no_longer() {
        var signed = links.sign("frame a", LIFE);

        assertThat(links.opens("frame a", signed)).isTrue();
        assertThat(links.opens("frame b", signed)).isFalse();
        now.updateAndGet(before -> before.plus(LIFE).minusSeconds(1));
        assertThat(links.opens("frame a", signed)).isTrue();
        now.updateAndGet(before -> before.plusSeconds(1));
        assertThat(links.opens("frame a", signed)).isFalse();
    }

    @Test
    void another_node_on_the_same_store_takes_it_and_another_installation_does_not() {
        var signed = links.sign("frame a", LIFE);

        assertThat(new SignedLinks(engine).opens("frame a", signed)).isTrue();
        store.secrets().remove("~links");
        assertThat(new SignedLinks(engine).opens("frame a", signed)).isFalse();
    }

    @Test
    void its_key_is_not_listed_among_the_secrets_of_documents() {
        links.sign("frame a", LIFE);

        assertThat(store.secrets().find("~links")).isPresent();
        assertThat(store.secrets().list()).isEmpty();
    }
}

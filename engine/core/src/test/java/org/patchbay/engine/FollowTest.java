package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.config.SecretSources;
import org.patchbay.definition.Problem;
import org.patchbay.spi.SecretSource;
import org.patchbay.store.memory.MemoryStore;

/** Two nodes of one store, of which one lacks what a revision names. */
class FollowTest {
    private static final int JOBS = 8;

    private final MemoryStore store = new MemoryStore();
    private final Map<String, String> missing = new ConcurrentHashMap<>();
    private final SettableClock clock = new SettableClock();
    private final Engine one = node(SecretSources.environment(Map.of("NEW_KEY", "k")));
    private final Engine other = node(SecretSources.environment(missing));

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    private Engine node(SecretSource variables) {
        return new Engine(
                new Tools(store, (_, _) -> (_, _) -> House.reply(200, "{}"), List.of(variables), clock, new Random(7)));
    }

    private static Map<String, String> documents(String key) {
        return Map.of("crm.yaml", """
                kind: Template
                name: crm
                parameters: [{ name: apiKey, type: header, key: X-Key, secret: true }]
                endpoints: [{ name: note, type: PostData, trigger: call-end, url: /notes, parameters: [apiKey] }]
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test, fields: { apiKey: "%s" } }
                """.formatted(key));
    }

    private static long serving(Engine engine) {
        return engine.live().map(Live::number).orElse(0L);
    }

    @Test
    void a_node_that_cannot_take_a_revision_goes_on_with_its_own_and_says_so_once() {
        one.load(documents("first"), "ann", Optional.empty());
        other.follow();
        one.load(documents("${env:NEW_KEY}"), "ann", Optional.empty());

        var followed = other.follow();

        assertThat(followed).get().isInstanceOfSatisfying(LoadResult.Refused.class, refused -> {
            assertThat(refused.serving()).isEqualTo(1);
            assertThat(refused.findings())
                    .filteredOn(Problem::isError)
                    .extracting(Problem::code)
                    .containsExactly("PB503");
        });
        assertThat(other.follow()).isEmpty();
        assertThat(serving(one)).isEqualTo(2);
        assertThat(serving(other)).isEqualTo(1);
    }

    @Test
    void it_follows_as_soon_as_there_is_another_revision_that_it_can_take() {
        one.load(documents("first"), "ann", Optional.empty());
        other.follow();
        one.load(documents("${env:NEW_KEY}"), "ann", Optional.empty());
        other.follow();

        one.load(documents("third"), "ann", Optional.empty());

        assertThat(other.follow()).get().isInstanceOf(LoadResult.Accepted.class);
        assertThat(serving(other)).isEqualTo(3);
    }

    @Test
    void a_node_that_starts_serves_the_last_revision_that_it_can_take() {
        one.load(documents("first"), "ann", Optional.empty());
        one.load(documents("${env:NEW_KEY}"), "ann", Optional.empty());

        assertThat(other.resume()).map(Live::number).contains(1L);

        missing.put("NEW_KEY", "k");
        assertThat(other.resume()).map(Live::number).contains(2L);
    }

    @Test
    void many_jobs_that_ask_for_the_same_revision_after_a_start_have_it_compiled_once() throws Exception {
        one.load(documents("first"), "ann", Optional.empty());
        var fresh = new Revisioner(
                new Tools(store, (_, _) -> (_, _) -> House.reply(200, "{}"), List.of(), clock, new Random(7)),
                Optional.empty(),
                _ -> {});
        var together = new CyclicBarrier(JOBS);
        try (var threads = Executors.newFixedThreadPool(JOBS)) {
            Callable<Live> job = () -> {
                together.await();
                return fresh.revision(1).orElseThrow();
            };
            var first = threads.submit(job);
            var others = threads.invokeAll(Collections.nCopies(JOBS - 1, job));

            for (var other : others) {
                assertThat(other.get()).isSameAs(first.get());
            }
        }
    }
}

package org.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Receipts;
import org.patchbay.store.Receipts.Key;
import org.patchbay.store.memory.MemoryStore;

class KeepsakesTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Instant END = NOON.plus(Duration.ofMinutes(30));

    private final MemoryStore store = new MemoryStore();

    private Keepsakes at(Instant time, String kind) {
        return new Keepsakes(store.receipts(), () -> time, new Random(7), kind);
    }

    private static ObjectNode content(String text) {
        return JsonNodeFactory.instance.objectNode().put("token", text);
    }

    @Test
    void what_is_kept_at_one_node_is_found_at_another_by_who_has_the_text_until_its_time_is_over() {
        at(NOON, "page").keep("handed-out", content("T-7"), END);

        assertThat(at(NOON, "page").find("handed-out")).contains(content("T-7"));
        assertThat(at(END.minusMillis(1), "page").find("handed-out")).isPresent();
        assertThat(at(END, "page").find("handed-out")).isEmpty();
        assertThat(at(NOON, "page").find("handed-ouT")).isEmpty();
        assertThat(at(NOON, "ticket").find("handed-out")).isEmpty();
    }

    @Test
    void what_was_kept_before_is_replaced_and_can_be_dropped() {
        at(NOON, "page").keep("handed-out", content("T-7"), END);
        at(NOON, "page").keep("handed-out", content("T-8"), END);

        assertThat(at(NOON, "page").find("handed-out")).contains(content("T-8"));
        at(NOON, "page").drop("handed-out");
        assertThat(at(NOON, "page").find("handed-out")).isEmpty();
    }

    @Test
    void of_many_who_take_it_at_once_one_has_it() throws Exception {
        at(NOON, "page").keep("handed-out", content("T-7"), END);
        var taken = new ArrayList<Optional<ObjectNode>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = java.util.stream.IntStream.range(0, 50)
                    .mapToObj(_ -> threads.submit(() -> at(NOON, "page").take("handed-out")))
                    .toList();
            for (var one : all) {
                taken.add(one.get());
            }
        }

        assertThat(taken.stream().flatMap(Optional::stream)).containsExactly(content("T-7"));
    }

    /** Remembers what the store was given. */
    private static class Watched implements Receipts {
        private final Receipts inner;
        private final List<String> seen = new ArrayList<>();

        private Watched(Receipts inner) {
            this.inner = inner;
        }

        @Override
        public Verdict begin(Request request, Instant now) {
            seen.add(request.toString());
            return inner.begin(request, now);
        }

        @Override
        public Optional<String> answered(Key key, Instant now) {
            return inner.answered(key, now);
        }

        @Override
        public boolean takeOver(Key key, String from, String to) {
            return inner.takeOver(key, from, to);
        }

        @Override
        public void answer(Key key, String owner, String answer) {
            seen.add(key + " " + answer);
            inner.answer(key, owner, answer);
        }

        @Override
        public void release(Key key, String owner) {
            inner.release(key, owner);
        }

        @Override
        public void forget(Key key) {
            inner.forget(key);
        }

        @Override
        public void forgetBefore(Instant now) {
            inner.forgetBefore(now);
        }
    }

    @Test
    void the_store_holds_neither_the_text_nor_anything_that_can_be_read_without_it() {
        var watched = new Watched(store.receipts());
        new Keepsakes(watched, () -> NOON, new Random(7), "page").keep("handed-out", content("T-7"), END);

        assertThat(watched.seen).hasSize(2);
        assertThat(String.join("\n", watched.seen)).doesNotContain("handed-out", "T-7", "token");
    }

    @Test
    void what_was_altered_is_not_taken_for_what_was_kept() {
        var spoilt = new Watched(store.receipts()) {
            @Override
            public void answer(Key key, String owner, String answer) {
                super.answer(key, owner, (answer.startsWith("A") ? "B" : "A") + answer.substring(1));
            }
        };
        new Keepsakes(spoilt, () -> NOON, new Random(7), "page").keep("handed-out", content("T-7"), END);

        assertThatThrownBy(() -> at(NOON, "page").find("handed-out")).isInstanceOf(IllegalStateException.class);
    }
}

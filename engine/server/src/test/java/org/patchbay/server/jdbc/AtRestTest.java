package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.job;
import static org.patchbay.store.Samples.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.CallMemory.CallKey;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Samples;
import org.patchbay.store.Store;
import org.patchbay.store.Tokens.Token;

class AtRestTest {
    private static final String CANARY = "canary-";

    @TempDir
    Path directory;

    @Test
    void leaves_no_secret_readable_in_any_file() {
        try (var store = SqliteStore.open(directory, Optional.empty())) {
            plant(store);

            assertThat(filesWith(CANARY)).isEmpty();
        }
        assertThat(filesWith(CANARY)).isEmpty();
    }

    @Test
    void would_be_caught_if_it_left_one_readable() {
        try (var store = SqliteStore.open(directory, Optional.empty())) {
            store.revisions().keep("h", Map.of("a.yaml", "key: " + CANARY + "plain"), "ann", NOON);

            assertThat(filesWith(CANARY)).contains("patchbay.db-wal");
        }
        assertThat(filesWith(CANARY)).containsExactly("patchbay.db");
    }

    private static void plant(Store store) {
        store.secrets().put("acme-key", Secret.of(CANARY + "secret"), NOON);
        store.secrets().put("acme-key", Secret.of(CANARY + "replaced"), NOON);
        store.tokens()
                .keep(
                        "key",
                        new Token(
                                1,
                                Secret.of(CANARY + "token"),
                                Optional.of(Secret.of(CANARY + "refresh")),
                                hidden("result"),
                                NOON,
                                Optional.empty()));
        store.fields().store("acme", "apiKey", Optional.of(SecretNode.of(CANARY + "field")));
        store.calls().remember(new CallKey("42", "acme", "call-7"), hidden("call"), NOON.plusSeconds(60));
        store.lanes().accept(List.of(carrying(hidden("job"))));
        store.lanes().accept(List.of(job("kept", "kept")));
        store.lanes().claim(NOON, 10);
        store.lanes().finish(job("kept", "kept"), Optional.of(hidden("kept")));
        store.journal()
                .append(Samples.execution(
                        "e1", Samples.step("acme", hidden("step").toString())));
        store.journal().find("e1", Optional.empty());
    }

    private static Job carrying(ObjectNode body) {
        var like = job("1", "a");
        var trigger = new Trigger("call-end", "42", body, Optional.empty(), Optional.empty(), NOON);
        return new Job(like.id(), like.lane(), "execution", "acme", "savelog", trigger, 3, 0, NOON, NOON);
    }

    private static ObjectNode hidden(String what) {
        var object = object("open", "text");
        object.putArray("list").add(SecretNode.of(CANARY + what));
        return object;
    }

    private List<String> filesWith(String text) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> content(file).contains(text))
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.store.Samples.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.server.jdbc.MasterKeyChange.Keys;
import org.patchbay.store.StoreUnavailable;

/** Another master key for a store that is in use (promise 23). */
class MasterKeyChangeTest {
    private static final Keys FRESH = new Keys(Optional.empty(), Optional.empty());

    @TempDir
    Path directory;

    private static Secret key() {
        return Secret.of(Base64.getEncoder().encodeToString(Aes.random(Aes.KEY_BYTES)));
    }

    private SqliteStore open() {
        return SqliteStore.open(directory, Optional.empty());
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    @Test
    void a_store_in_use_goes_on_while_its_master_key_is_changed_again_and_again() throws Exception {
        var over = new AtomicBoolean();
        var done = new AtomicInteger();
        try (var store = open()) {
            var users = IntStream.range(0, 4)
                    .mapToObj(user -> CompletableFuture.runAsync(() -> {
                        for (var turn = 0; !over.get() || turn < 10; turn++) {
                            use(store, "integrator-" + user + "-" + turn);
                            done.incrementAndGet();
                        }
                    }))
                    .toList();
            var before = done.get();
            for (var change = 0; change < 20; change++) {
                assertThat(MasterKeyChange.inFiles(directory, FRESH))
                        .contains(file("master.key").toRealPath());
            }
            over.set(true);
            for (var user : users) {
                user.get();
            }
            assertThat(done.get()).isGreaterThan(before);
        }

        try (var store = open()) {
            assertThat(value(store, "integrator-0-0")).isEqualTo("secret of integrator-0-0");
        }
    }

    /** An owner of its own needs a key of its own, made while the master key changes. */
    private static void use(SqliteStore store, String owner) {
        store.fields().store(owner, "apiKey", Optional.of(SecretNode.of("secret of " + owner)));
        store.secrets().put(owner, Secret.of(owner), NOON);
        assertThat(value(store, owner)).isEqualTo("secret of " + owner);
        assertThat(store.secrets().find(owner)).map(Secret::reveal).contains(owner);
    }

    private static String value(SqliteStore store, String owner) {
        return SecretNode.reveal(store.fields().stored(owner).get("apiKey")).asText();
    }

    @Test
    void nothing_opens_under_the_old_key_any_more() throws IOException {
        try (var store = open()) {
            use(store, "acme");
        }
        var old = Secret.of(Files.readString(file("master.key")));

        MasterKeyChange.inFiles(directory, FRESH);

        try (var store = open()) {
            var master = MasterKey.of(old, "old");
            var opened = store.writer().write(session -> {
                var sealed = new ArrayList<byte[]>(
                        List.of(Opening.sealedKeys(session).orElseThrow()));
                sealed.addAll(session.list("select sealed from data_key", row -> row.bytes("sealed")));
                return sealed.stream()
                        .filter(bytes -> StoreKeys.open(master, bytes).isPresent())
                        .count();
            });
            assertThat(opened).isZero();
        }
        var before = Files.readAllBytes(file("patchbay.db"));
        assertThatThrownBy(() -> SqliteStore.open(directory, Optional.of(old)))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("another master key");
        assertThat(Files.readAllBytes(file("patchbay.db"))).isEqualTo(before);
    }

    @Test
    void a_key_of_the_environment_is_changed_to_a_given_one() {
        var one = key();
        var other = key();
        SqliteStore.open(directory, Optional.of(one)).close();

        assertThat(MasterKeyChange.inFiles(directory, new Keys(Optional.of(one), Optional.of(other))))
                .isEmpty();

        SqliteStore.open(directory, Optional.of(other)).close();
        assertThatThrownBy(() -> SqliteStore.open(directory, Optional.of(one)))
                .hasMessageContaining("another master key");
        assertThatThrownBy(() -> MasterKeyChange.inFiles(directory, new Keys(Optional.of(one), Optional.of(key()))))
                .hasMessageContaining("another master key");
        assertThatThrownBy(() -> MasterKeyChange.inFiles(directory, new Keys(Optional.of(other), Optional.empty())))
                .hasMessageContaining("the new one has to be given too");
        SqliteStore.open(directory, Optional.of(other)).close();
    }

    @Test
    void there_has_to_be_a_store() {
        assertThatThrownBy(() -> MasterKeyChange.inFiles(directory, FRESH))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("there is no store here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"after-new-key-before-store", "after-store-before-key-file"})
    void a_change_that_is_cut_off_is_there_as_a_whole_or_not_at_all(String where) throws Exception {
        try (var store = open()) {
            use(store, "acme");
        }

        assertThat(halted(where)).isEqualTo(75);

        assertThat(file("master.key.new")).exists();
        try (var store = open()) {
            assertThat(value(store, "acme")).isEqualTo("secret of acme");
        }
        assertThat(file("master.key.new")).doesNotExist();
        MasterKeyChange.inFiles(directory, FRESH);
        try (var store = open()) {
            assertThat(value(store, "acme")).isEqualTo("secret of acme");
        }
        assertThat(file("master.key.new")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAEC", "not Base64!"})
    void a_new_key_that_was_cut_off_while_it_was_written_is_dropped(String written) throws IOException {
        open().close();
        var key = Files.readString(file("master.key"));
        Files.writeString(file("master.key.new"), written);

        open().close();

        assertThat(file("master.key.new")).doesNotExist();
        assertThat(file("master.key")).hasContent(key);
    }

    @Test
    void with_neither_key_at_hand_both_files_stay_as_they_are() throws IOException {
        open().close();
        Files.writeString(file("master.key"), key().reveal());
        Files.writeString(file("master.key.new"), key().reveal());
        var before = List.of(Files.readString(file("master.key")), Files.readString(file("master.key.new")));

        assertThatThrownBy(this::open).hasMessageContaining("another master key");

        assertThat(List.of(Files.readString(file("master.key")), Files.readString(file("master.key.new"))))
                .isEqualTo(before);
    }

    /** Changes the key in a process that ends there. */
    private int halted(String where) throws IOException, InterruptedException {
        var child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dpatchbay.halt-at=" + where,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Changer.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return child.waitFor();
        } finally {
            child.destroyForcibly();
        }
    }

    /** What the process does. */
    static final class Changer {
        private Changer() {}

        public static void main(String[] arguments) {
            MasterKeyChange.inFiles(Path.of(arguments[0]), FRESH);
        }
    }

    @Test
    void a_key_file_that_was_put_back_from_a_copy_opens_only_what_it_belongs_to() throws IOException {
        open().close();
        var copy = file("copy");
        Files.copy(file("master.key"), copy);
        MasterKeyChange.inFiles(directory, FRESH);
        Files.copy(copy, file("master.key"), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(this::open).hasMessageContaining("another master key");
    }
}

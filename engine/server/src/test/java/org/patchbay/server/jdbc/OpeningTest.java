package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.store.Samples.NOON;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.definition.Secret;
import org.patchbay.store.Fields.State;
import org.patchbay.store.StoreUnavailable;

class OpeningTest {
    private static final Optional<Secret> ONE_KEY = key(1);
    private static final Optional<Secret> OTHER_KEY = key(2);

    @TempDir
    Path directory;

    @Test
    void makes_a_key_with_a_new_store_that_only_its_owner_may_read_and_says_so() throws IOException {
        try (var store = open()) {
            assertThat(store.createdKey()).contains(keyFile());
        }

        assertThat(Files.getPosixFilePermissions(keyFile())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var again = open()) {
            assertThat(again.createdKey()).isEmpty();
        }
    }

    @Test
    void makes_a_data_directory_that_only_its_owner_may_enter() throws IOException {
        var fresh = directory.resolve("a/b");

        SqliteStore.open(fresh, Optional.empty()).close();

        assertThat(Files.getPosixFilePermissions(fresh)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void makes_no_key_file_when_a_key_is_given() {
        try (var store = SqliteStore.open(directory, ONE_KEY)) {
            assertThat(store.createdKey()).isEmpty();
        }

        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void refuses_another_key_and_leaves_the_store_as_it_was() throws IOException {
        try (var store = SqliteStore.open(directory, ONE_KEY)) {
            store.secrets().put("acme-key", Secret.of("s3cret"), NOON);
        }
        var before = Files.readAllBytes(database());

        assertThatThrownBy(() -> SqliteStore.open(directory, OTHER_KEY))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("was sealed with another master key")
                .hasMessageContaining("put back the one that belongs to it");

        assertThat(Files.readAllBytes(database())).isEqualTo(before);
        try (var store = SqliteStore.open(directory, ONE_KEY)) {
            assertThat(store.secrets().find("acme-key")).map(Secret::reveal).contains("s3cret");
        }
    }

    @Test
    void refuses_to_make_a_new_key_for_a_store_that_has_one() throws IOException {
        open().close();
        Files.delete(keyFile());

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("master key is missing")
                .hasMessageContaining("PATCHBAY_MASTER_KEY");

        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void refuses_a_key_that_is_none_without_showing_it() {
        assertThatThrownBy(() -> SqliteStore.open(directory, Optional.of(Secret.of("not base64!"))))
                .hasMessage("the given master key is not Base64; expected the 32 bytes of a master key in it")
                .hasNoCause();
        assertThatThrownBy(() -> SqliteStore.open(directory, Optional.of(Secret.of("c2hvcnQ="))))
                .hasMessage("the given master key holds 5 bytes; a master key has 32");
    }

    @Test
    void opens_for_one_engine_at_a_time() {
        var first = open();

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("another engine")
                .hasMessageContaining(directory.getFileName().toString());

        first.close();
        try (var _ = open()) {
            first.close();
            assertThatThrownBy(this::open).hasMessageContaining("another engine");
        }
    }

    @Test
    void opens_beside_an_engine_and_both_see_what_the_other_writes() {
        try (var engine = open();
                var beside = SqliteStore.openBeside(directory, Optional.empty())) {
            assertThat(engine.fields().state("acme")).isEmpty();

            beside.fields().setState("acme", Optional.of(new State("disabled", "by hand")));
            beside.secrets().put("acme-key", Secret.of("s3cret"), NOON);
            engine.revisions().keep("h", Map.of(), "ann", NOON);

            assertThat(engine.secrets().find("acme-key")).isPresent();
            assertThat(engine.fields().state("acme")).contains(new State("disabled", "by hand"));
            assertThat(beside.revisions().newest()).isPresent();
        }
    }

    @Test
    void makes_no_store_beside_an_engine_where_one_was_taken_away() throws IOException {
        var file = directory.resolve("patchbay.db");
        try (var _ = open()) {
            Files.move(file, directory.resolve("elsewhere.db"));

            assertThatThrownBy(() -> SqliteStore.openBeside(directory, Optional.empty()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("there is no store any more: put back "
                            + directory.toRealPath().resolve("patchbay.db"));
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void makes_no_file_to_read_in_where_there_is_none() {
        var file = directory.resolve("patchbay.db");

        assertThatThrownBy(() -> new SqliteFile(file).reading()).isInstanceOf(SQLException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void gives_no_lanes_beside_an_engine() {
        try (var beside = SqliteStore.openBeside(directory, Optional.empty())) {
            assertThatThrownBy(beside::lanes).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refuses_a_store_that_a_newer_version_wrote() {
        try (var store = open()) {
            store.writer()
                    .write(session ->
                            session.run("update flyway_schema_history set version = '99' where version = '1'"));
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("written by a newer Patchbay (schema 99)");
    }

    @Test
    void knows_the_number_of_its_newest_migration() throws Exception {
        try (var store = open()) {
            assertThat(store.writer().write(Schema::number)).isEqualTo(Schema.NEWEST);
        }

        var next = "sqlite/V" + (Schema.NEWEST + 1) + "__";
        var migrations = Path.of(SqliteStore.class.getResource("sqlite").toURI());
        try (var files = Files.list(migrations)) {
            assertThat(files).noneMatch(file -> file.toString().contains(next));
        }
    }

    @Test
    void refuses_files_that_were_damaged_while_it_did_not_end_cleanly() throws IOException {
        var copy = directory.resolve("copy");
        try (var store = SqliteStore.open(directory.resolve("whole"), ONE_KEY)) {
            for (var number = 0; number < 200; number++) {
                store.revisions().keep("h" + number, Map.of("a.yaml", "x".repeat(5_000) + number), "ann", NOON);
            }
        }
        try (var store = SqliteStore.open(directory.resolve("whole"), ONE_KEY)) {
            store.fields().setState("acme", Optional.of(new State("disabled", "by hand")));
            copyFiles(directory.resolve("whole"), copy);
        }
        try (var file = new RandomAccessFile(copy.resolve("patchbay.db").toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[256 << 10]);
        }

        assertThatThrownBy(() -> SqliteStore.open(copy, ONE_KEY))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("damaged");
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        for (var name : new String[] {"patchbay.db", "patchbay.db-wal"}) {
            Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private SqliteStore open() {
        return SqliteStore.open(directory, Optional.empty());
    }

    private Path keyFile() {
        return directory.resolve("master.key");
    }

    private Path database() {
        return directory.resolve("patchbay.db");
    }

    private static Optional<Secret> key(int filled) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) filled);
        return Optional.of(Secret.of(Base64.getEncoder().encodeToString(bytes)));
    }
}

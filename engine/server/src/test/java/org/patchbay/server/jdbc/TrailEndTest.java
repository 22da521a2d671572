package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.definition.Secret;
import org.patchbay.server.jdbc.MasterKeyChange.Keys;
import org.patchbay.store.Audit;
import org.patchbay.store.Audit.Deed;
import org.patchbay.store.Store;
import org.patchbay.store.TrailReview.Finding;

/** Somebody who can write into the database, but has not the master key, takes away the end of the trail of changes. */
class TrailEndTest {
    private static final int ENTRIES = 20;
    private static final String EMPTY = "0".repeat(64);

    @TempDir
    static Path directory;

    private static Optional<Secret> key(char with) {
        var bytes = String.valueOf(with).repeat(Aes.KEY_BYTES).getBytes(StandardCharsets.US_ASCII);
        return Optional.of(Secret.of(Base64.getEncoder().encodeToString(bytes)));
    }

    private static void add(Audit audit, int many) {
        for (var number = 1; number <= many; number++) {
            audit.add(new Deed(Instant.EPOCH.plusSeconds(number), "key_1", "PUT /secrets/s" + number, "204"));
        }
    }

    static Stream<Arguments> ends() {
        var ten = "select number n, hash h from audit where number = 10";
        return Stream.of(
                Arguments.of(20, List.of("delete from audit where number = 20")),
                Arguments.of(11, List.of("delete from audit where number > 10")),
                Arguments.of(1, List.of("delete from audit")),
                Arguments.of(1, List.of("delete from audit", "delete from audit_head")),
                Arguments.of(
                        1,
                        List.of(
                                "delete from audit",
                                "update audit_head set number = 0, hash = '" + EMPTY + "', mark = null")),
                Arguments.of(
                        10,
                        List.of(
                                "update audit_head set number = 10, hash = (select h from (" + ten + ") t)",
                                "delete from audit where number > 10")),
                Arguments.of(
                        10,
                        List.of(
                                "update audit_head set number = 10, hash = (select h from (" + ten
                                        + ") t), mark = null",
                                "delete from audit where number > 10")),
                Arguments.of(11, List.of("update audit_head set number = 10, hash = (select h from (" + ten + ") t)")),
                Arguments.of(20, List.of("update audit_head set mark = null")),
                Arguments.of(20, List.of("update audit_head set hash = '" + EMPTY + "'")));
    }

    /** What holds on each database. */
    abstract static class Contract {
        Store store;

        abstract Store open(Optional<Secret> key);

        abstract void change(Keys keys);

        abstract Writer writer();

        @BeforeEach
        void opens() {
            store = open(key('k'));
        }

        @AfterEach
        void closes() {
            store.close();
        }

        void tamper(List<String> changes) {
            writer().write(session -> {
                for (var change : changes) {
                    session.run(change);
                }
                return true;
            });
        }

        @ParameterizedTest
        @MethodSource("org.patchbay.server.jdbc.TrailEndTest#ends")
        void an_end_that_was_taken_away_shows_and_still_shows_after_more_was_done(long at, List<String> changes) {
            add(store.audit(), ENTRIES);

            tamper(changes);

            assertThat(store.audit().review().brokenAt()).isEqualTo(at);
            add(store.audit(), 3);
            assertThat(store.audit().review().brokenAt()).isPositive();
            store.close();
            store = open(key('k'));
            add(store.audit(), 3);
            assertThat(store.audit().review().brokenAt()).isPositive();
        }

        @Test
        void says_what_was_expected_and_what_was_found() {
            add(store.audit(), ENTRIES);

            tamper(List.of("delete from audit where number > 10"));

            assertThat(store.audit().review().finding()).contains(new Finding(11, "20 entries", "10 entries"));
        }

        @Test
        void a_trail_without_entries_is_whole_and_what_is_added_then_too() {
            assertThat(store.audit().review().finding()).isEmpty();
            assertThat(store.audit().head()).isEqualTo(Audit.Head.NONE);

            add(store.audit(), 2);

            assertThat(store.audit().review().finding()).isEmpty();
            assertThat(store.audit().head().number()).isEqualTo(2);
        }

        @Test
        void another_master_key_leaves_the_trail_whole() {
            add(store.audit(), ENTRIES);
            change(new Keys(key('k'), key('n')));
            add(store.audit(), 1);
            store.close();

            store = open(key('n'));

            add(store.audit(), 1);
            assertThat(store.audit().review().finding()).isEmpty();
            assertThat(store.audit().head().number()).isEqualTo(ENTRIES + 2);
        }

        @Test
        void an_old_head_put_back_with_its_entries_shows_only_to_who_kept_a_newer_one() {
            add(store.audit(), 10);
            var mark = writer().write(session -> session.first("select mark from audit_head", row -> row.bytes("mark"))
                    .orElseThrow());
            var old = store.audit().head();
            add(store.audit(), 10);
            var kept = store.audit().head();

            writer().write(session -> session.run(
                    "update audit_head set number = ?, hash = ?, mark = ?", old.number(), old.hash(), mark));
            tamper(List.of("delete from audit where number > 10"));

            assertThat(store.audit().review().finding()).isEmpty();
            assertThat(store.audit().list(kept.number() + 1, 1)).noneMatch(entry -> entry.number() == kept.number());
        }

        @Test
        void a_trail_that_an_older_version_left_is_sealed_once_and_goes_on() {
            add(store.audit(), ENTRIES);
            writer().write(session -> asBefore(session, 'k'));
            store.close();

            store = open(key('k'));

            assertThat(store.audit().review().finding()).isEmpty();
            add(store.audit(), 1);
            assertThat(store.audit().review().finding()).isEmpty();
            tamper(List.of("delete from audit where number = 21"));
            assertThat(store.audit().review().brokenAt()).isEqualTo(21);
        }

        @Test
        void a_store_cannot_be_made_to_look_like_one_that_was_never_sealed() {
            add(store.audit(), ENTRIES);
            writer().write(session -> {
                var sealed = Opening.sealedKeys(session).orElseThrow();
                sealed[0] = 2;
                return session.run("update vault_check set sealed = ?", sealed);
            });
            store.close();

            assertThatThrownBy(() -> open(key('k'))).hasMessageContaining("another master key");
        }
    }

    /** The head without a seal, and the keys as they were then. */
    private static int asBefore(Session session, char with) throws SQLException {
        session.run("update audit_head set mark = null");
        var master = MasterKey.of(key(with).orElseThrow(), "the test");
        var keys = StoreKeys.open(master, Opening.sealedKeys(session).orElseThrow())
                .orElseThrow();
        return session.run("update vault_check set sealed = ?", keys.sealedBeforeTheHead(master));
    }

    @Nested
    class InAFile extends Contract {
        @TempDir
        private Path own;

        @Override
        Store open(Optional<Secret> key) {
            return SqliteStore.open(own, key);
        }

        @Override
        void change(Keys keys) {
            MasterKeyChange.inFiles(own, keys);
        }

        @Override
        Writer writer() {
            return ((SqliteStore) store).writer();
        }
    }

    @Nested
    class InADatabase extends Contract {
        private final MysqlAddress address =
                MysqlAddress.parse(MysqlForTests.shared().database());

        @Override
        Store open(Optional<Secret> key) {
            return MysqlStore.open(address, directory, key);
        }

        @Override
        void change(Keys keys) {
            MasterKeyChange.inDatabase(address, directory, keys);
        }

        @Override
        Writer writer() {
            return ((MysqlStore) store).writer();
        }

        @Test
        void two_nodes_that_add_at_once_keep_it_whole() {
            try (var other = open(key('k'))) {
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (var each : List.of(store, other, store, other)) {
                        threads.execute(() -> add(each.audit(), ENTRIES));
                    }
                }

                assertThat(other.audit().review().finding()).isEmpty();
                assertThat(other.audit().head().number()).isEqualTo(4 * ENTRIES);
            }
        }
    }
}

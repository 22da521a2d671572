package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.job;
import static org.patchbay.store.Samples.object;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.store.CallMemory.CallKey;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Receipts;
import org.patchbay.store.Synchronizations;
import org.patchbay.store.Tokens.Token;

/** A store as an older version left it, with everything sealed under the master key itself. */
class OldStoreTest {
    private static final SecretKey MASTER = Aes.key(new byte[32]);
    private static final Optional<Secret> KEY =
            Optional.of(Secret.of(Base64.getEncoder().encodeToString(MASTER.getEncoded())));
    private static final Receipts.Key RECEIPT = new Receipts.Key("42/call-end", "k1");
    private static final CallKey CALL = new CallKey("42", "acme", "call-7");
    private static final Synchronizations.Place PLACE =
            new Synchronizations.Place("acme", "people", Synchronizations.Kind.CONTACTS);

    @TempDir
    Path directory;

    @Test
    void opens_and_is_sealed_anew_and_everything_in_it_is_as_it_was() {
        try (var store = SqliteStore.open(directory, KEY)) {
            plant(store);
            store.writer().write(OldStoreTest::age);
        }

        try (var store = SqliteStore.open(directory, KEY)) {
            assertThat(old(store)).isZero();
            reads(store);
            assertThat(store.tokens().find("acme/5f")).isPresent();
        }
        MasterKeyChange.inFiles(directory, new MasterKeyChange.Keys(KEY, Optional.of(other())));
        try (var store = SqliteStore.open(directory, Optional.of(other()))) {
            reads(store);
        }
    }

    @Test
    void work_is_known_under_the_name_that_an_older_version_has_given_it() {
        var old = job("execution-acme-save-log", "a");
        try (var store = SqliteStore.open(directory, KEY)) {
            store.lanes().accept(List.of(named(old, old.id())));
            var again = named(old, "execution-acme.save-log");

            assertThat(store.lanes().accept(List.of(again))).containsExactly(again);
            assertThat(store.lanes().acceptBegun(List.of(again), List.of())).isEmpty();
            assertThat(store.lanes().waiting()).isEqualTo(1);
        }
    }

    private static Job named(Job job, String id) {
        return new Job(
                id,
                job.lane(),
                "execution",
                "acme",
                "save-log",
                job.trigger(),
                job.revision(),
                job.attempts(),
                job.acceptedAt(),
                job.due());
    }

    private static Secret other() {
        return Secret.of(Base64.getEncoder()
                .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII)));
    }

    private static void plant(SqliteStore store) {
        store.secrets().put("acme-key", Secret.of("a"), NOON);
        store.fields().store("acme", "apiKey", Optional.of(SecretNode.of("b")));
        store.tokens()
                .keep("5f", new Token(3, Secret.of("c"), Optional.empty(), object("x", "y"), NOON, Optional.empty()));
        store.calls().remember(CALL, object("contact", "d"), NOON.plusSeconds(60));
        store.lanes().accept(List.of(job("1", "one"), job("2", "two")));
        store.lanes().claim(NOON, 10);
        store.lanes().finish(job("2", "two"), Optional.of(object("result", "e")));
        store.receipts().begin(request("first"), NOON);
        store.receipts().answer(RECEIPT, "one", "f");
        store.synchronizations()
                .keep(
                        PLACE,
                        List.of(new Synchronizations.Item("1", object("name", "g"), List.of("+84901234567"))),
                        Synchronizations.Progress.NONE,
                        NOON);
    }

    private static Receipts.Request request(String execution) {
        return new Receipts.Request(RECEIPT, "fingerprint", execution, "one", NOON.plusSeconds(99));
    }

    private static void reads(SqliteStore store) {
        assertThat(store.secrets().find("acme-key")).map(Secret::reveal).contains("a");
        assertThat(SecretNode.reveal(store.fields().stored("acme").get("apiKey"))
                        .asText())
                .isEqualTo("b");
        assertThat(store.tokens().find("acme/5f"))
                .map(token -> token.value().reveal())
                .contains("c");
        assertThat(store.calls().recall(CALL, NOON)).isEqualTo(object("contact", "d"));
        assertThat(store.letters().waiting(job("1", "one").execution())).hasSize(1);
        var done = job("2", "two");
        assertThat(store.lanes().results(done.execution(), done.integrator()).path(done.endpoint()))
                .isEqualTo(object("result", "e"));
        assertThat(store.receipts().begin(request("second"), NOON)).isEqualTo(new Receipts.Answered("f"));
        assertThat(store.synchronizations()
                        .list(new Synchronizations.Filter(
                                "acme", PLACE.kind(), Optional.of("+84901234567"), Optional.empty(), 0, 10)))
                .hasSize(1);
    }

    /** As the older version would have written it. */
    private static int age(Session session) throws SQLException {
        var keys = StoreKeys.open(MASTER, Opening.sealedKeys(session).orElseThrow())
                .orElseThrow();
        var vault = new Vault(keys, new KeptKeys(session, keys.wrapping()));
        var old = new Vault(new StoreKeys(keys.wrapping(), MASTER), new KeptKeys(session, keys.wrapping()));
        session.run("update token set name = '5f'");
        for (var table : Resealing.TABLES) {
            for (var row : SealedRow.of(session, table)) {
                age(session, table, row, vault);
            }
        }
        phones(session, old);
        session.run("delete from data_key");
        var check = Vault.Place.of("vault_check", "", "").bytes();
        return session.run(
                "update vault_check set sealed = ?",
                Aes.seal(MASTER, (byte) 1, check, "patchbay".getBytes(StandardCharsets.US_ASCII)));
    }

    private static void phones(Session session, Vault old) throws SQLException {
        session.run(
                "update synchronized_phone set mark = ?",
                old.mark(
                        Vault.Place.of(
                                "synchronized_phone", "acme", PLACE.kind().word()),
                        "+84901234567"));
    }

    private static void age(Session session, Resealing.Table table, SealedRow row, Vault vault) throws SQLException {
        var now = table.name().equals("token")
                ? Vault.Place.of("token", "5f", "3").ownedBy("")
                : row.place();
        var sealed = Aes.seal(MASTER, (byte) 1, row.place().bytes(), vault.open(now, row.sealed()));
        session.run("update " + table.name() + " set sealed = ? where sealed = ?", sealed, row.sealed());
    }

    private static int old(SqliteStore store) {
        return store.writer().write(session -> {
            var all = 0;
            for (var table : Resealing.TABLES) {
                all += session.list("select 1 from " + table.name() + " where substr(sealed, 1, 1) = x'01'", _ -> true)
                        .size();
            }
            return all;
        });
    }
}

package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.job;
import static org.patchbay.store.Samples.object;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.store.CallMemory.CallKey;
import org.patchbay.store.Receipts;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.Synchronizations;

/** A sealed value opens in its own row of its own table only, whoever moves it in the files (promise 22). */
class MovedValuesTest {
    @TempDir
    Path directory;

    @Test
    void no_value_of_any_table_opens_in_another_row() throws Exception {
        try (var store = SqliteStore.open(directory, Optional.empty())) {
            List.of("1", "2", "3").forEach(number -> plant(store, number));
        }

        try (var session = DataDirectory.at(directory).database().reading()) {
            var rows = rows(session);
            var vault = vault(session);
            rows.forEach(
                    row -> assertThat(vault.open(row.place(), row.sealed())).isNotEmpty());
            var moves = 0;
            for (var from : rows) {
                for (var to : rows.stream()
                        .filter(row -> !row.place().equals(from.place()))
                        .toList()) {
                    assertThatThrownBy(() -> vault.open(to.place(), from.sealed()))
                            .as("%s in the place of %s", from.place(), to.place())
                            .isInstanceOf(StoreUnavailable.class);
                    moves++;
                }
            }

            assertThat(moves).isGreaterThan(1_000);
            assertThat(rows.stream().map(row -> row.place().parts().getFirst()))
                    .as("every table")
                    .contains("secret", "field", "call_memory", "job", "job_result", "receipt", "synchronized");
        }
    }

    private static List<SealedRow> rows(Session session) throws SQLException {
        var all = new ArrayList<SealedRow>();
        for (var table : Resealing.TABLES) {
            all.addAll(SealedRow.of(session, table));
        }
        return all;
    }

    private Vault vault(Session session) throws IOException, SQLException {
        var master = MasterKey.in(directory.resolve("master.key"));
        var keys = StoreKeys.open(master, Opening.sealedKeys(session).orElseThrow())
                .orElseThrow();
        return new Vault(keys, new KeptKeys(session, keys.wrapping()));
    }

    @Test
    void a_store_says_so_when_it_reads_a_value_that_was_moved() {
        try (var store = SqliteStore.open(directory, Optional.empty())) {
            List.of("1", "2").forEach(number -> plant(store, number));
            store.writer().write(session -> {
                session.run("create table moved as select name, sealed from secret");
                return session.run(
                        "update secret set sealed = (select sealed from moved where moved.name <> secret.name)");
            });
        }

        try (var store = SqliteStore.open(directory, Optional.empty())) {
            assertThatThrownBy(() -> store.secrets().find("key1"))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessage("a value of secret was sealed under another key or changed since");
        }
    }

    /** The same values for every integrator and call centre: only their places tell them apart. */
    private static void plant(SqliteStore store, String number) {
        var integrator = "integrator" + number;
        store.secrets().put("key" + number, Secret.of("a"), NOON);
        for (var name : List.of("apiKey", "password")) {
            store.fields().store(integrator, name, Optional.of(SecretNode.of("a")));
        }
        for (var call : List.of("call-1", "call-2")) {
            store.calls()
                    .remember(
                            new CallKey("CC-" + number, integrator, call),
                            object("contact", "a").put("ticket", "a"),
                            NOON.plusSeconds(60));
        }
        store.lanes().accept(List.of(job(number, number), job(number + "0", number + "0")));
        store.lanes().claim(NOON, 1_000);
        store.lanes().finish(job(number, number), Optional.of(object("result", "a")));
        for (var scope : List.of("CC-" + number + "/call-end", "CC-" + number + "/call-connect")) {
            var key = new Receipts.Key(scope, "one key");
            store.receipts().begin(new Receipts.Request(key, "print", "e", "one", NOON.plusSeconds(99)), NOON);
            store.receipts().answer(key, "one", "a");
        }
        store.synchronizations()
                .keep(
                        new Synchronizations.Place(integrator, "sync", Synchronizations.Kind.CONTACTS),
                        List.of(new Synchronizations.Item("1", object("name", "a"), List.of())),
                        Synchronizations.Progress.NONE,
                        NOON);
    }
}

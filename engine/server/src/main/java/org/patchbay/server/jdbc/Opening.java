package org.patchbay.server.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.patchbay.definition.Secret;
import org.patchbay.store.StoreUnavailable;

/** Opening a store, step by step: key, tables, check of the files. One thread of one process at a time. */
final class Opening {
    private final DataDirectory directory;
    private final Optional<Secret> given;
    private final Schema schema;
    private Optional<Path> createdKey = Optional.empty();

    private Opening(DataDirectory directory, Optional<Secret> given, Schema schema) {
        this.directory = directory;
        this.given = given;
        this.schema = schema;
    }

    /**
     * What an opened store stands on.
     *
     * @param createdKey file of the key, if it was made just now
     */
    record Opened(StoreKeys keys, Optional<Path> createdKey) {}

    /** Makes what is missing, and finds the key that fits. */
    static synchronized Opened open(DataDirectory directory, Optional<Secret> given, Schema schema)
            throws IOException, SQLException {
        try (var _ = FileTurn.await(directory.openingLock())) {
            return new Opening(directory, given, schema).open();
        }
    }

    /** The same in a database. The connection is opened when it is our turn: a server ends one that says nothing for long. */
    static synchronized Opened open(DataDirectory directory, Optional<Secret> given, DataSource database)
            throws IOException, SQLException {
        try (var _ = FileTurn.await(directory.openingLock());
                var session = new Session(database.getConnection(), Flavour.MYSQL)) {
            return new Opening(directory, given, new Schema(database, session)).open();
        }
    }

    private Opened open() throws IOException, SQLException {
        var sealed = sealedKeys(schema.session());
        var master = master(sealed);
        if (sealed.isPresent() && StoreKeys.open(master, sealed.get()).isEmpty()) {
            throw wrongKey();
        }
        schema.update();
        var session = schema.session();
        if (sealed.isEmpty()) {
            session.add(
                    "vault_check (id, sealed) values (1, ?)", StoreKeys.fresh().sealedBeforeTheHead(master));
        }
        var before = sealedKeys(session).orElseThrow();
        if (StoreKeys.isOld(before)) {
            var keys = StoreKeys.open(master, before).orElseThrow(Opening::wrongKey);
            SqlAudit.seal(session, keys.marks());
            replace(session, before, keys.sealed(master));
        }
        // Another node may have been faster, with another key.
        var keys = sealedKeys(session).flatMap(bytes -> StoreKeys.open(master, bytes));
        return new Opened(keys.orElseThrow(Opening::wrongKey), createdKey);
    }

    static StoreUnavailable wrongKey() {
        return new StoreUnavailable(
                "the store was sealed with another master key than the one at hand: put back the one that"
                        + " belongs to it, as master.key of the data directory or in PATCHBAY_MASTER_KEY; nothing was changed");
    }

    /** Replaces the sealed keys if nobody else did. */
    static boolean replace(Session session, byte[] before, byte[] after) throws SQLException {
        return session.run("update vault_check set sealed = ? where id = 1 and sealed = ?", after, before) == 1;
    }

    /** The keys of the store, as the master key sealed them; empty in a new store. */
    static Optional<byte[]> sealedKeys(Session session) throws SQLException {
        return Schema.has(session, "vault_check")
                ? session.first("select sealed from vault_check", row -> row.bytes("sealed"))
                : Optional.empty();
    }

    private SecretKey master(Optional<byte[]> sealed) throws IOException {
        if (given.isPresent()) {
            return MasterKey.of(given.get(), "the given master key");
        }
        var file = directory.masterKey();
        if (sealed.isPresent()) {
            MasterKey.finishChange(directory, sealed.get());
        }
        if (Files.exists(file)) {
            return MasterKey.in(file);
        }
        if (sealed.isPresent()) {
            throw new StoreUnavailable("the master key is missing: put back " + file + " or set PATCHBAY_MASTER_KEY");
        }
        createdKey = Optional.of(file);
        return MasterKey.create(directory);
    }

    /** Looks for damage, as far as that is possible without reading every index twice. */
    static void check(Session session) throws SQLException {
        List<String> found = session.list("pragma quick_check(3)", row -> row.text("quick_check"));
        if (!found.equals(List.of("ok"))) {
            throw new StoreUnavailable("the store is damaged: " + String.join("; ", found));
        }
    }
}

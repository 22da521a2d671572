package org.patchbay.server.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.patchbay.definition.Secret;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.StoreUnavailable;

/** Opening a store, step by step: key, tables, check of the files. One thread of one process at a time. */
final class Opening {
    private static final Place CHECK = Place.of("vault_check", "", "");
    private static final byte[] KNOWN = "patchbay".getBytes(StandardCharsets.US_ASCII);

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
    record Opened(Vault vault, Optional<Path> createdKey) {}

    /** Makes what is missing, and finds the key that fits. */
    static synchronized Opened open(DataDirectory directory, Optional<Secret> given, Schema schema)
            throws IOException, SQLException {
        try (var _ = FileTurn.await(directory.openingLock())) {
            return new Opening(directory, given, schema).open();
        }
    }

    private Opened open() throws IOException, SQLException {
        var sealed = sealedCheck();
        var vault = new Vault(key(sealed.isPresent()));
        sealed.ifPresent(bytes -> verify(vault, bytes));
        schema.update();
        if (sealed.isEmpty()) {
            schema.session().add("vault_check (id, sealed) values (1, ?)", vault.seal(CHECK, KNOWN));
            // Another node may have been faster, with another key.
            sealedCheck().ifPresent(bytes -> verify(vault, bytes));
        }
        return new Opened(vault, createdKey);
    }

    private Optional<byte[]> sealedCheck() throws SQLException {
        return Schema.has(schema.session(), "vault_check")
                ? schema.session().first("select sealed from vault_check", row -> row.bytes("sealed"))
                : Optional.empty();
    }

    private SecretKey key(boolean needed) throws IOException {
        if (given.isPresent()) {
            return MasterKey.of(given.get(), "the given master key");
        }
        var file = directory.masterKey();
        if (Files.exists(file)) {
            return MasterKey.in(file);
        }
        if (needed) {
            throw new StoreUnavailable("the master key is missing: put back " + file + " or set PATCHBAY_MASTER_KEY");
        }
        createdKey = Optional.of(file);
        return MasterKey.create(directory);
    }

    private void verify(Vault vault, byte[] sealed) {
        try {
            vault.open(CHECK, sealed);
        } catch (StoreUnavailable wrong) {
            throw new StoreUnavailable("the store was sealed with another master key than the one at hand", wrong);
        }
    }

    /** Looks for damage, as far as that is possible without reading every index twice. */
    static void check(Session session) throws SQLException {
        List<String> found = session.list("pragma quick_check(3)", row -> row.text("quick_check"));
        if (!found.equals(List.of("ok"))) {
            throw new StoreUnavailable("the store is damaged: " + String.join("; ", found));
        }
    }
}

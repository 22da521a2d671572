package org.patchbay.server.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.patchbay.definition.Secret;
import org.patchbay.store.StoreUnavailable;

/** How many rows of a store, in all its tables with something sealed, a master key opens by itself. */
public final class KeyCensus {
    private final SecretKey master;
    /** A vault in which every key is the master key. */
    private final Vault vault;

    private KeyCensus(Secret key) {
        master = MasterKey.of(key, "a key of the census");
        vault = new Vault(new StoreKeys(master, master), new DataKeys() {
            @Override
            public SecretKey of(String owner) {
                return master;
            }

            @Override
            public Optional<SecretKey> known(String owner) {
                return Optional.of(master);
            }
        });
    }

    /** Of the store in that directory, or in the database that belongs to it; nobody else has it open. */
    public static long rows(Path directory, Optional<String> database, Secret key) {
        try {
            var census = new KeyCensus(key);
            return database.isPresent() ? census.ofDatabase(database.get()) : census.ofFiles(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private long ofFiles(Path directory) throws IOException, SQLException {
        try (var session = DataDirectory.at(directory).database().writing()) {
            return opened(session);
        }
    }

    private long ofDatabase(String address) throws SQLException {
        try (var server = MysqlServer.at(MysqlAddress.parse(address), MysqlStore.LEASE);
                var session = new Session(server.source().getConnection(), Flavour.MYSQL)) {
            return opened(session);
        }
    }

    private long opened(Session session) throws SQLException {
        var opens = new ArrayList<Boolean>();
        opens.add(Opening.sealedKeys(session)
                .flatMap(bytes -> StoreKeys.open(master, bytes))
                .isPresent());
        opens.addAll(session.list(
                "select owner, sealed from data_key",
                row -> Aes.open(
                                master,
                                ("data_key|" + row.text("owner")).getBytes(StandardCharsets.UTF_8),
                                row.bytes("sealed"))
                        .isPresent()));
        for (var table : Resealing.TABLES) {
            SealedRow.of(session, table).forEach(row -> opens.add(opens(row)));
        }
        return opens.stream().filter(open -> open).count();
    }

    private boolean opens(SealedRow row) {
        try {
            vault.open(row.place(), row.sealed());
            return true;
        } catch (StoreUnavailable anotherKey) {
            return false;
        }
    }
}

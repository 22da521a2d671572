package org.patchbay.server.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.patchbay.definition.Secret;
import org.patchbay.exchange.Failpoint;
import org.patchbay.store.StoreUnavailable;

/**
 * Changing the master key of a store, also while engines have it open: they need it no more once they run. The store has one row under the
 * master key, so the change is there as a whole or not at all.
 */
public final class MasterKeyChange {
    private final DataDirectory directory;
    private final Session session;

    private MasterKeyChange(DataDirectory directory, Session session) {
        this.directory = directory;
        this.session = session;
    }

    /** What a master key is changed from and to, each 32 bytes in Base64; empty: the one in the key file, and a fresh one. */
    public record Keys(Optional<Secret> current, Optional<Secret> next) {}

    /**
     * Changes the key of the store in that directory.
     *
     * @return the key file, where that is where the key is
     * @throws StoreUnavailable the current key is not the right one; nothing was changed
     */
    public static Optional<Path> inFiles(Path directory, Keys keys) {
        return opened(directory, data -> {
            try (var session = data.database().writingBeside()) {
                return new MasterKeyChange(data, session).change(keys);
            }
        });
    }

    /** The same for a store in a database. */
    public static Optional<Path> inDatabase(MysqlAddress address, Path directory, Keys keys) {
        return opened(directory, data -> {
            var server = MysqlServer.at(address, MysqlStore.LEASE);
            try (var session = new Session(server.source().getConnection(), Flavour.MYSQL)) {
                return new MasterKeyChange(data, session).change(keys);
            } finally {
                server.close();
            }
        });
    }

    private interface Change {
        Optional<Path> in(DataDirectory directory) throws IOException, SQLException;
    }

    private static Optional<Path> opened(Path directory, Change change) {
        try {
            return change.in(DataDirectory.at(directory));
        } catch (IOException failure) {
            throw new StoreUnavailable("the data directory cannot be used: " + failure.getMessage(), failure);
        } catch (SQLException failure) {
            throw Trouble.of(failure);
        }
    }

    private Optional<Path> change(Keys keys) throws IOException, SQLException {
        try (var _ = FileTurn.await(directory.openingLock())) {
            var sealed = Opening.sealedKeys(session)
                    .orElseThrow(() -> new StoreUnavailable("there is no store here whose key could be changed"));
            var next = keys.next().map(text -> MasterKey.of(text, "the new master key"));
            if (keys.current().isEmpty()) {
                return Optional.of(inFile(sealed, next.orElseGet(Aes::freshKey)));
            }
            var current = MasterKey.of(keys.current().get(), "the given master key");
            replace(sealed, opened(current, sealed), next.orElseThrow(MasterKeyChange::noNext));
            return Optional.empty();
        }
    }

    private static StoreUnavailable noNext() {
        return new StoreUnavailable("the master key comes from the environment, so the new one has to be given too");
    }

    private Path inFile(byte[] sealed, SecretKey next) throws IOException, SQLException {
        MasterKey.finishChange(directory, sealed);
        var keys = opened(MasterKey.in(directory.masterKey()), sealed);
        MasterKey.prepare(directory, next);
        Failpoint.hit("after-new-key-before-store");
        replace(sealed, keys, next);
        Failpoint.hit("after-store-before-key-file");
        MasterKey.put(directory);
        return directory.masterKey();
    }

    private static StoreKeys opened(SecretKey master, byte[] sealed) {
        if (StoreKeys.isOld(sealed)) {
            throw new StoreUnavailable(
                    "the store was made by an older version: start the server once, then change the key");
        }
        return StoreKeys.open(master, sealed).orElseThrow(Opening::wrongKey);
    }

    private void replace(byte[] before, StoreKeys keys, SecretKey next) throws SQLException {
        if (!Opening.replace(session, before, keys.sealed(next))) {
            throw new StoreUnavailable("somebody else changed the master key at the same time; nothing was changed");
        }
    }
}

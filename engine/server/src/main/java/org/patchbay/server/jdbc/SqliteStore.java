package org.patchbay.server.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.patchbay.definition.Secret;
import org.patchbay.server.jdbc.Opening.Opened;
import org.patchbay.store.Lanes;
import org.patchbay.store.LocalLocks;
import org.patchbay.store.Ports;
import org.patchbay.store.Store;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.Turns;
import org.patchbay.store.memory.MemoryNodes;

/**
 * A store in one SQLite file. What is given to it is on disk when the call returns, the journal aside, which follows within a moment.
 * Every port throws {@link StoreUnavailable} when the store cannot do its work. Thread-safe.
 */
public final class SqliteStore implements Store {
    private static final Duration TRUST = Duration.ofSeconds(10);

    private final Writer writer;
    private final Readers readers;
    private final Readers keyReaders;
    private final Vault vault;
    private final Optional<FileTurn> engine;
    private final Optional<Path> createdKey;
    private final SqlJournal journal;
    private final Ports ports;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteStore(SqliteFile file, Session session, Opened opened, Optional<FileTurn> engine) {
        this.engine = engine;
        this.createdKey = opened.createdKey();
        this.readers = new SqliteReaders(file);
        this.keyReaders = new SqliteReaders(file);
        this.writer = new Writer(new SqliteTransactions(session, SameFile.at(file.file())), TRUST);
        this.vault = new Vault(opened.keys(), new SqlDataKeys(opened.keys().wrapping(), writer, keyReaders));
        var parts = SqlPorts.over(writer, readers, vault);
        var turns = new Turns();
        var begun = ConcurrentHashMap.<String>newKeySet();
        this.journal = parts.journal();
        this.ports = parts.with(
                new SqliteLanes(writer, readers, parts.trees(), turns, begun),
                new SqliteLetters(writer, readers, parts.trees(), turns, begun),
                new MemoryNodes(),
                new LocalLocks());
    }

    /**
     * Opens the store of an engine; no other engine can open it until it is closed. Makes what is missing.
     *
     * @param masterKey 32 bytes in Base64; empty: the one in {@code master.key}, made with a new store
     * @throws StoreUnavailable another engine has it open, the key is not the right one, or the files are damaged
     */
    public static SqliteStore open(Path directory, Optional<Secret> masterKey) {
        return opened(() -> {
            var data = DataDirectory.at(directory);
            var turn = FileTurn.takeOrRefuse(data.engineLock());
            try {
                return engine(data, masterKey, turn);
            } catch (IOException | SQLException | RuntimeException failure) {
                turn.close();
                throw failure;
            }
        });
    }

    private static SqliteStore engine(DataDirectory data, Optional<Secret> masterKey, FileTurn turn)
            throws IOException, SQLException {
        var perhapsDamaged = data.hasLog();
        var session = data.database().writing();
        try {
            var opened = Opening.open(data, masterKey, schema(data, session));
            if (perhapsDamaged) {
                Opening.check(session);
            }
            var store = new SqliteStore(data.database(), session, opened, Optional.of(turn));
            store.reseal();
            return store;
        } catch (IOException | SQLException | RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    /**
     * Opens the store beside an engine that may have it open: for commands that look things up, set secrets or make keys.
     *
     * @throws StoreUnavailable its file was taken away, besides what {@link #open} says
     */
    public static SqliteStore openBeside(Path directory, Optional<Secret> masterKey) {
        return opened(() -> {
            var data = DataDirectory.at(directory);
            if (data.hasLostItsStore()) {
                throw new StoreUnavailable("there is no store any more: put back "
                        + data.database().file() + ", or start a server, which makes a new one");
            }
            var session = data.database().writingBeside();
            try {
                var opened = Opening.open(data, masterKey, schema(data, session));
                return new SqliteStore(data.database(), session, opened, Optional.empty());
            } catch (IOException | SQLException | RuntimeException failure) {
                session.close();
                throw failure;
            }
        });
    }

    private static Schema schema(DataDirectory data, Session session) {
        return new Schema(data.database().source(), session);
    }

    private interface Open {
        SqliteStore store() throws IOException, SQLException;
    }

    private static SqliteStore opened(Open open) {
        try {
            return open.store();
        } catch (IOException failure) {
            throw new StoreUnavailable("the data directory cannot be used: " + failure.getMessage(), failure);
        } catch (SQLException failure) {
            throw Trouble.of(failure);
        }
    }

    /** The file of the master key, if it was made when this store was opened: somebody should be told to keep it safe. */
    public Optional<Path> createdKey() {
        return createdKey;
    }

    /** Executions that the journal could not keep, since the store was opened. */
    public long droppedExecutions() {
        return journal.dropped();
    }

    /** What an older version left is brought to how this one seals. */
    int reseal() {
        return new Resealing(writer, readers, vault).run();
    }

    /** For tests that make the disk fail. */
    Writer writer() {
        return writer;
    }

    @Override
    public Ports ports() {
        return ports;
    }

    @Override
    public Lanes lanes() {
        if (engine.isEmpty()) {
            throw new IllegalStateException("lanes belong to the engine; this store is beside one");
        }
        return ports.lanes();
    }

    /** Writes what is still to be written, then lets go of the files. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            writer.close();
            readers.close();
            keyReaders.close();
        } finally {
            engine.ifPresent(FileTurn::close);
        }
    }
}

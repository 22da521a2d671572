package org.patchbay.server.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.patchbay.definition.Secret;
import org.patchbay.server.jdbc.Opening.Opened;
import org.patchbay.store.Audit;
import org.patchbay.store.CallMemory;
import org.patchbay.store.Erasure;
import org.patchbay.store.Fields;
import org.patchbay.store.Integrators;
import org.patchbay.store.Journal;
import org.patchbay.store.Keys;
import org.patchbay.store.Lanes;
import org.patchbay.store.Letters;
import org.patchbay.store.LocalLocks;
import org.patchbay.store.Locks;
import org.patchbay.store.Nodes;
import org.patchbay.store.Principals;
import org.patchbay.store.Receipts;
import org.patchbay.store.Revisions;
import org.patchbay.store.Secrets;
import org.patchbay.store.Store;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.Synchronizations;
import org.patchbay.store.Timers;
import org.patchbay.store.Tokens;
import org.patchbay.store.Turns;
import org.patchbay.store.Users;
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
    private final SqlCalls calls;
    private final Tokens tokens;
    private final Fields fields;
    private final Revisions revisions;
    private final Secrets secrets;
    private final Keys keys;
    private final Users users;
    private final Audit audit;
    private final Optional<Lanes> lanes;
    private final Synchronizations synchronizations;
    private final Timers timers;
    private final Integrators integrators;
    private final Principals principals;
    private final SqlLetters letters;
    private final Receipts receipts;
    private final Erasure erasure;
    private final Nodes nodes = new MemoryNodes();
    private final Locks locks = new LocalLocks();
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteStore(SqliteFile file, Session session, Opened opened, Optional<FileTurn> engine) {
        this.engine = engine;
        this.createdKey = opened.createdKey();
        this.readers = new SqliteReaders(file);
        this.keyReaders = new SqliteReaders(file);
        this.writer = new Writer(new SqliteTransactions(session), TRUST);
        this.vault = new Vault(opened.keys(), new SqlDataKeys(opened.keys().wrapping(), writer, keyReaders));
        var trees = new SealedTrees(vault);
        this.journal = new SqlJournal(writer, readers, vault);
        this.calls = new SqlCalls(writer, readers, trees);
        this.tokens = new SqlTokens(writer, readers, trees);
        this.fields = new SqlFields(writer, readers, trees);
        this.revisions = new SqlRevisions(writer, readers);
        this.secrets = new SqlSecrets(writer, readers, vault);
        this.keys = new SqlKeys(writer, readers);
        this.users = new SqlUsers(writer, readers);
        this.audit = new SqlAudit(writer, readers);
        this.synchronizations = new SqlSynchronizations(writer, readers, trees);
        this.timers = new SqlTimers(writer, readers);
        this.integrators = new SqlIntegrators(writer, readers, trees);
        this.principals = new SqlPrincipals(writer, readers, trees);
        var turns = new Turns();
        this.lanes = engine.map(_ -> new SqliteLanes(writer, readers, trees, turns));
        this.letters = new SqliteLetters(writer, readers, trees, turns);
        this.receipts = new SqlReceipts(writer, vault);
        this.erasure = new SqlErasure(writer, readers, vault, journal, calls, letters);
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

    /** Opens the store beside an engine that may have it open: for commands that look things up, set secrets or make keys. */
    public static SqliteStore openBeside(Path directory, Optional<Secret> masterKey) {
        return opened(() -> {
            var data = DataDirectory.at(directory);
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
    public Journal journal() {
        return journal;
    }

    @Override
    public CallMemory calls() {
        return calls;
    }

    @Override
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public Fields fields() {
        return fields;
    }

    @Override
    public Revisions revisions() {
        return revisions;
    }

    @Override
    public Secrets secrets() {
        return secrets;
    }

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public Users users() {
        return users;
    }

    @Override
    public Audit audit() {
        return audit;
    }

    @Override
    public Locks locks() {
        return locks;
    }

    @Override
    public Lanes lanes() {
        return lanes.orElseThrow(
                () -> new IllegalStateException("lanes belong to the engine; this store is beside one"));
    }

    @Override
    public Synchronizations synchronizations() {
        return synchronizations;
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Integrators integrators() {
        return integrators;
    }

    @Override
    public Principals principals() {
        return principals;
    }

    @Override
    public Letters letters() {
        return letters;
    }

    @Override
    public Receipts receipts() {
        return receipts;
    }

    @Override
    public Erasure erasure() {
        return erasure;
    }

    @Override
    public Nodes nodes() {
        return nodes;
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

package org.patchbay.server.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.patchbay.definition.Secret;
import org.patchbay.server.jdbc.Opening.Opened;
import org.patchbay.store.Ports;
import org.patchbay.store.Store;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a MySQL or MariaDB database, which several nodes may use at the same time. What is given to it is committed when the call
 * returns, the journal aside, which follows within a moment. Every port throws {@link StoreUnavailable} when the store cannot do its
 * work. Thread-safe.
 */
public final class MysqlStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(MysqlStore.class);

    static final Duration LEASE = Duration.ofSeconds(15);
    /** A node whose leases have ended for so long is gone. */
    private static final Duration BEYOND = Duration.ofSeconds(5);

    private final MysqlServer server;
    private final Writer writer;
    private final Vault vault;
    private final Readers readers;
    private final SqlJournal journal;
    private final MysqlLanes lanes;
    private final Ports ports;
    private final ScheduledExecutorService renewing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("patchbay-leases").factory());
    private final AtomicBoolean closed = new AtomicBoolean();

    private MysqlStore(MysqlServer server, Opened opened, Duration lease) {
        var transactions = new MysqlTransactions(server);
        this.readers = new MysqlReaders(server);
        this.server = server;
        this.writer = new Writer(transactions, Duration.ZERO);
        this.vault = new Vault(opened.keys(), new SqlDataKeys(opened.keys().wrapping(), writer, readers));
        var parts = SqlPorts.over(writer, readers, vault);
        var own = UUID.randomUUID().toString();
        this.journal = parts.journal();
        this.lanes = new MysqlLanes(writer, readers, transactions, parts.trees(), new LaneRows(own), new Leases(lease));
        this.ports = parts.with(
                lanes,
                new MysqlLetters(writer, readers, parts.trees()),
                new MysqlNodes(server.nodes(), own, lease.plus(BEYOND)),
                new MysqlLocks(server.source(), writer::settle));
        var third = lease.dividedBy(3).toMillis();
        var _ = renewing.scheduleWithFixedDelay(this::renew, third, third, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens the store in a database. Makes the tables that are missing.
     *
     * @param directory where the master key is, if none is given; all nodes need the same
     * @param masterKey 32 bytes in Base64; empty: the one in {@code master.key}, made with a new store
     * @throws StoreUnavailable the database cannot be reached, or the key is not the right one
     */
    public static MysqlStore open(MysqlAddress address, Path directory, Optional<Secret> masterKey) {
        return open(address, directory, masterKey, LEASE);
    }

    /**
     * The same with leases of another length.
     *
     * @param lease how long a node may be silent before others go on with its lanes
     */
    public static MysqlStore open(MysqlAddress address, Path directory, Optional<Secret> masterKey, Duration lease) {
        var server = MysqlServer.at(address, lease);
        try {
            var opened = Opening.open(DataDirectory.at(directory), masterKey, server.source());
            var store = new MysqlStore(server, opened, lease);
            store.reseal();
            return store;
        } catch (IOException failure) {
            server.close();
            throw new StoreUnavailable("the data directory cannot be used: " + failure.getMessage(), failure);
        } catch (SQLException | RuntimeException failure) {
            server.close();
            throw Trouble.opening(address, failure);
        }
    }

    private void renew() {
        try {
            lanes.renew();
        } catch (RuntimeException failure) {
            LOG.warn("lane.renewal.failed consequence=\"other nodes may take over: {}\"", failure.getMessage());
        }
    }

    /** Executions that the journal could not keep, since the store was opened. */
    public long droppedExecutions() {
        return journal.dropped();
    }

    /** Writes about jobs that were refused because another node had gone on with their lanes, since the store was opened. */
    public long fencedWrites() {
        return lanes.fenced();
    }

    /** What an older version left is brought to how this one seals. */
    int reseal() {
        return new Resealing(writer, readers, vault).run();
    }

    /** For tests that look into the tables. */
    Writer writer() {
        return writer;
    }

    @Override
    public Ports ports() {
        return ports;
    }

    /** Writes what is still to be written and hands back the lanes that this node holds. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        renewing.shutdownNow();
        try {
            lanes.release();
        } catch (StoreUnavailable gone) {
            LOG.warn("lane.release.failed consequence=\"other nodes wait until the leases end\"");
        } finally {
            writer.close();
            server.close();
        }
    }
}

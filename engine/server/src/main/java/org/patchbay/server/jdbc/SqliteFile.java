package org.patchbay.server.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/** The file of SQLite, and how it is opened: write-ahead log, synced with every commit (decision 0010). */
record SqliteFile(Path file) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LOG_LIMIT = 64 << 20;

    /** A session that writes, and moves the log into the file every now and then. */
    Session writing() throws SQLException {
        return new Session(source().getConnection(), Flavour.SQLITE);
    }

    /** A session that writes beside an engine and leaves the log to it. */
    Session writingBeside() throws SQLException {
        var session = writing();
        session.first("pragma wal_autocheckpoint = 0", row -> row);
        return session;
    }

    /** A session that only reads. */
    Session reading() throws SQLException {
        var session = writing();
        session.run("pragma query_only = on");
        return session;
    }

    DataSource source() {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout((int) PATIENCE.toMillis());
        config.setJournalSizeLimit(LOG_LIMIT);
        // The driver would look for one after every insert, and nobody reads it.
        config.setGetGeneratedKeys(false);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}

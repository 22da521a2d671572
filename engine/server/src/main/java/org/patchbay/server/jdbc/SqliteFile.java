package org.patchbay.server.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** The file of SQLite, and how it is opened: write-ahead log, synced with every commit (decision 0010). */
record SqliteFile(Path file) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LOG_LIMIT = 64 << 20;

    /** A session that writes, and moves the log into the file every now and then. A file that is missing is made. */
    Session writing() throws SQLException {
        return session(config());
    }

    /** A session that writes beside an engine and leaves the log to it. */
    Session writingBeside() throws SQLException {
        var session = writing();
        session.first("pragma wal_autocheckpoint = 0", row -> row);
        return session;
    }

    /** A session that only reads. A file that is missing is not made: nobody would find in it what was there before. */
    Session reading() throws SQLException {
        var config = config();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        var session = session(config);
        session.run("pragma query_only = on");
        return session;
    }

    DataSource source() {
        return source(config());
    }

    private Session session(SQLiteConfig config) throws SQLException {
        return new Session(source(config).getConnection(), Flavour.SQLITE);
    }

    private DataSource source(SQLiteConfig config) {
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout((int) PATIENCE.toMillis());
        config.setJournalSizeLimit(LOG_LIMIT);
        // The driver would look for one after every insert, and nobody reads it.
        config.setGetGeneratedKeys(false);
        return config;
    }
}

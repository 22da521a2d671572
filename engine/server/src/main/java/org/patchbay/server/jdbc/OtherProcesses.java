package org.patchbay.server.jdbc;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices what other processes write: SQLite counts the commits that were not made on this connection (pragma data_version). */
final class OtherProcesses {
    private static final Logger LOG = LoggerFactory.getLogger(OtherProcesses.class);

    private final Session session;
    private long seen = -1;

    OtherProcesses(Session session) {
        this.session = session;
    }

    boolean wrote() {
        try {
            var version = session.first("pragma data_version", row -> row.number("data_version"))
                    .orElse(seen);
            var wrote = version != seen;
            seen = version;
            return wrote;
        } catch (SQLException | RuntimeException failure) {
            LOG.warn("store.look.failed consequence=\"changes made by other processes may be seen late\"", failure);
            return false;
        }
    }
}

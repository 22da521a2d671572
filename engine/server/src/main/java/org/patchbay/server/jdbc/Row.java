package org.patchbay.server.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The row that a result stands at. */
record Row(ResultSet result) {
    String text(String column) throws SQLException {
        return result.getString(column);
    }

    Optional<String> maybeText(String column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    int smallNumber(String column) throws SQLException {
        return result.getInt(column);
    }

    byte[] bytes(String column) throws SQLException {
        return result.getBytes(column);
    }

    Optional<byte[]> maybeBytes(String column) throws SQLException {
        return Optional.ofNullable(result.getBytes(column));
    }

    Instant time(String column) throws SQLException {
        return Times.instant(result.getLong(column));
    }

    Optional<Instant> maybeTime(String column) throws SQLException {
        var nanos = result.getLong(column);
        return result.wasNull() ? Optional.empty() : Optional.of(Times.instant(nanos));
    }
}

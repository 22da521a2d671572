package org.patchbay.server.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connection that keeps its statements prepared. For one thread at a time. */
final class Session implements AutoCloseable {
    private static final int STATEMENTS = 64;

    private final Connection connection;
    private final Flavour flavour;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(STATEMENTS, 0.75f, true);

    Session(Connection connection, Flavour flavour) {
        this.connection = connection;
        this.flavour = flavour;
    }

    /** Inserts a row unless one with its key is there; how many were inserted. To be given what follows {@code insert into}. */
    int add(String row, Object... values) throws SQLException {
        return run(flavour.insertUnlessThere() + " " + row, values);
    }

    /** The number that the database gave to the row inserted last. */
    long lastNumber() throws SQLException {
        return first(flavour.lastNumber(), row -> row.number("number")).orElseThrow();
    }

    Flavour flavour() {
        return flavour;
    }

    /** Runs a statement that gives no rows; how many rows it changed. */
    int run(String sql, Object... values) throws SQLException {
        return with(sql, values, PreparedStatement::executeUpdate);
    }

    <T> List<T> list(String sql, Reading<T> reading, Object... values) throws SQLException {
        return with(sql, values, statement -> {
            try (var result = statement.executeQuery()) {
                var row = new Row(result);
                var all = new ArrayList<T>();
                while (result.next()) {
                    all.add(reading.of(row));
                }
                return all;
            }
        });
    }

    <T> Optional<T> first(String sql, Reading<T> reading, Object... values) throws SQLException {
        return with(sql, values, statement -> {
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.of(reading.of(new Row(result))) : Optional.empty();
            }
        });
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, Object[] values, Use<T> use) throws SQLException {
        var statement = prepared(sql);
        try {
            for (var index = 0; index < values.length; index++) {
                bind(statement, index + 1, values[index]);
            }
            return use.of(statement);
        } catch (SQLException failure) {
            // The driver gives up a statement that failed; it cannot be used again.
            statements.remove(sql);
            statement.close();
            throw failure;
        }
    }

    /** Undoes what is not committed, if anything is. */
    void rollBack() {
        try {
            run("rollback");
        } catch (SQLException ignored) {
            // SQLite rolls back by itself after some errors, and then says that there is no transaction
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        var known = statements.get(sql);
        if (known != null) {
            return known;
        }
        if (statements.size() >= STATEMENTS) {
            closeLongestUnused();
        }
        var statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
        return statement;
    }

    private void closeLongestUnused() throws SQLException {
        var eldest = statements.entrySet().iterator();
        try (var _ = eldest.next().getValue()) {
            eldest.remove();
        }
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        switch (value) {
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
            case Instant time -> statement.setLong(index, Times.nanos(time));
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Optional<?> maybe when maybe.isPresent() -> bind(statement, index, maybe.get());
            case Optional<?> _ -> statement.setNull(index, java.sql.Types.NULL);
            default -> throw new IllegalArgumentException("no column takes a " + value.getClass());
        }
    }

    /** Lets go of the statements; the connection goes back to where it came from. */
    void closeStatements() throws SQLException {
        for (var statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }

    @Override
    public void close() throws SQLException {
        closeStatements();
        connection.close();
    }
}

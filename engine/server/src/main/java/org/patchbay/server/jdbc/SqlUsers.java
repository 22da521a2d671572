package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.patchbay.store.Users;

/** Users, with their passwords as hashes. Read each time, so that a change made by another process counts at once. */
final class SqlUsers implements Users {
    private static final String USER = "select name, role, password, stamp, created_at from person";

    private final Writer writer;
    private final Readers readers;

    SqlUsers(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<User> find(String name) {
        return readers.read(session -> session.first(USER + " where name = ?", SqlUsers::user, name));
    }

    @Override
    public void put(User user) {
        writer.write(session -> session.run(
                "replace into person (name, role, password, stamp, created_at) values (?, ?, ?, ?, ?)",
                user.name(),
                user.role(),
                user.password(),
                user.stamp(),
                user.createdAt()));
    }

    @Override
    public boolean remove(String name) {
        return writer.write(session -> session.run("delete from person where name = ?", name)) > 0;
    }

    @Override
    public List<User> list() {
        return readers.read(session -> session.list(USER + " order by name", SqlUsers::user));
    }

    private static User user(Row row) throws SQLException {
        return new User(
                row.text("name"), row.text("role"), row.text("password"), row.text("stamp"), row.time("created_at"));
    }
}

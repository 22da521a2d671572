package org.patchbay.server.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.patchbay.store.Keys;

/** Keys as hashes. Read from the file each time, so that a key that another process revoked is refused at once. */
final class SqlKeys implements Keys {
    private static final String KEY = "select id, hash, kind, call_centre, role, origins, created_at from api_key";

    private final Writer writer;
    private final Readers readers;

    SqlKeys(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<Key> find(String hash) {
        return readers.read(session -> session.first(KEY + " where hash = ?", SqlKeys::key, hash));
    }

    @Override
    public Optional<Key> withId(String id) {
        return readers.read(session -> session.first(KEY + " where id = ?", SqlKeys::key, id));
    }

    @Override
    public void put(Key key) {
        var origins = Texts.write(key.origins());
        writer.write(session -> session.run(
                """
                replace into api_key (id, hash, kind, call_centre, role, origins, created_at)
                values (?, ?, ?, ?, ?, ?, ?)""", key.id(), key.hash(), key.kind().name(), key.callCentre(), key.role(), origins, key.createdAt()));
    }

    @Override
    public boolean revoke(String id) {
        return writer.write(session -> session.run("delete from api_key where id = ?", id)) > 0;
    }

    @Override
    public List<Key> list() {
        return readers.read(session -> session.list(KEY + " order by created_at, id", SqlKeys::key));
    }

    private static Key key(Row row) throws SQLException {
        return new Key(
                row.text("id"),
                row.text("hash"),
                Kind.valueOf(row.text("kind")),
                row.maybeText("call_centre"),
                row.maybeText("role"),
                List.of(Texts.read(row.text("origins"), String[].class)),
                row.time("created_at"));
    }
}

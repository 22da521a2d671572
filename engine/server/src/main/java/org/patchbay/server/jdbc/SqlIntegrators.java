package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.Integrators;

/** Integrators that stand in no document, sealed in their table. A change is written down with it, for other processes. */
final class SqlIntegrators implements Integrators {
    private final Writer writer;
    private final Readers readers;
    private final SealedTrees trees;

    SqlIntegrators(Writer writer, Readers readers, SealedTrees trees) {
        this.writer = writer;
        this.readers = readers;
        this.trees = trees;
    }

    @Override
    public List<Kept> list() {
        return readers.read(session -> session.list(
                "select name, sealed, principal, version, made_at from integrator order by name", this::read));
    }

    @Override
    public Optional<Kept> find(String name) {
        return readers.read(session -> session.first(
                "select name, sealed, principal, version, made_at from integrator where name = ?", this::read, name));
    }

    private Kept read(Row row) throws SQLException {
        var name = row.text("name");
        return new Kept(
                name,
                (ObjectNode) trees.open(place(name), row.bytes("sealed")),
                row.maybeText("principal"),
                row.number("version"),
                row.time("made_at"));
    }

    private static Place place(String name) {
        return Place.of("integrator", name);
    }

    @Override
    public boolean add(Kept integrator) {
        var sealed = trees.seal(place(integrator.name()), integrator.content());
        return writer.write(session -> session.add(
                                "integrator (name, sealed, principal, version, made_at) values (?, ?, ?, ?, ?)",
                                integrator.name(),
                                sealed,
                                integrator.principal(),
                                integrator.version(),
                                integrator.madeAt())
                        == 1
                && changed(session, integrator.name()));
    }

    @Override
    public boolean replace(Kept next) {
        var sealed = trees.seal(place(next.name()), next.content());
        return writer.write(session -> session.run(
                                "update integrator set sealed = ?, principal = ?, version = ? where name = ? and version = ?",
                                sealed,
                                next.principal(),
                                next.version(),
                                next.name(),
                                next.version() - 1)
                        == 1
                && changed(session, next.name()));
    }

    @Override
    public boolean remove(String name) {
        return writer.write(
                session -> session.run("delete from integrator where name = ?", name) == 1 && changed(session, name));
    }

    /** Something was written of it. Only the last change of a name is of interest. */
    static boolean changed(Session session, String name) throws SQLException {
        session.run("replace into integrator_change (name) values (?)", name);
        return true;
    }

    @Override
    public Changes changes(long after) {
        var found = readers.read(session -> session.list(
                "select number, name from integrator_change where number > ?",
                row -> new Change(row.number("number"), row.text("name")),
                after));
        return new Changes(
                found.stream().mapToLong(Change::number).max().orElse(after),
                found.stream().collect(Collectors.toMap(Change::name, Change::number)));
    }

    private record Change(long number, String name) {}
}

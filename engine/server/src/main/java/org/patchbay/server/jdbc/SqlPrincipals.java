package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.Principals;

/** Outside identities, sealed in their table. */
final class SqlPrincipals implements Principals {
    private final Writer writer;
    private final Readers readers;
    private final SealedTrees trees;

    SqlPrincipals(Writer writer, Readers readers, SealedTrees trees) {
        this.writer = writer;
        this.readers = readers;
        this.trees = trees;
    }

    @Override
    public List<Principal> list(String callCentre) {
        return readers.read(session -> session.list(
                "select id, call_centre, sealed, made_at from principal where call_centre = ? order by made_at, id",
                this::read,
                callCentre));
    }

    @Override
    public Optional<Principal> find(String id) {
        return readers.read(session ->
                session.first("select id, call_centre, sealed, made_at from principal where id = ?", this::read, id));
    }

    private Principal read(Row row) throws SQLException {
        var id = row.text("id");
        var about = trees.open(Place.of("principal", id), row.bytes("sealed"));
        return new Principal(
                id,
                row.text("call_centre"),
                about.path("partner").asText(),
                about.path("uid").asText(),
                about.path("label").asText(),
                Optional.of(about.path("user").asText()).filter(user -> !user.isEmpty()),
                (ObjectNode) about.path("results"),
                row.time("made_at"));
    }

    @Override
    public void keep(Principal principal) {
        var about = JsonNodeFactory.instance.objectNode();
        about.put("partner", principal.partner());
        about.put("uid", principal.uid());
        about.put("label", principal.label());
        principal.user().ifPresent(user -> about.put("user", user));
        about.set("results", principal.results());
        var sealed = trees.seal(Place.of("principal", principal.id()), about);
        writer.write(session -> session.run(
                "replace into principal (id, call_centre, sealed, made_at) values (?, ?, ?, ?)",
                principal.id(),
                principal.callCentre(),
                sealed,
                principal.madeAt()));
    }

    @Override
    public boolean remove(String id) {
        return writer.write(session -> session.run("delete from principal where id = ?", id)) > 0;
    }
}

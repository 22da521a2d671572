package org.patchbay.server.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Secret;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.Secrets;

/** Secrets, sealed. Read from the file each time, so that a change made by another process counts at once. */
final class SqlSecrets implements Secrets {
    private final Writer writer;
    private final Readers readers;
    private final Vault vault;

    SqlSecrets(Writer writer, Readers readers, Vault vault) {
        this.writer = writer;
        this.readers = readers;
        this.vault = vault;
    }

    @Override
    public Optional<Secret> find(String name) {
        return readers.read(session ->
                        session.first("select sealed from secret where name = ?", row -> row.bytes("sealed"), name))
                .map(bytes -> Secret.of(new String(vault.open(place(name), bytes), StandardCharsets.UTF_8)));
    }

    @Override
    public void put(String name, Secret value, Instant now) {
        var sealed = vault.seal(place(name), value.reveal().getBytes(StandardCharsets.UTF_8));
        writer.write(session ->
                session.run("replace into secret (name, sealed, set_at) values (?, ?, ?)", name, sealed, now));
    }

    @Override
    public boolean remove(String name) {
        return writer.write(session -> session.run("delete from secret where name = ?", name)) > 0;
    }

    @Override
    public List<Known> list() {
        return readers.read(session -> session.list(
                "select name, set_at from secret where name not like '" + OWN + "%' order by name",
                row -> new Known(row.text("name"), row.time("set_at"))));
    }

    static Place place(String name) {
        return Place.of("secret", name);
    }
}

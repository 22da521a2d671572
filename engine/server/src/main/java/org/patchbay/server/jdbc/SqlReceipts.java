package org.patchbay.server.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.Receipts;

/** Keys of callers and what they were answered, sealed. */
final class SqlReceipts implements Receipts {
    private final Writer writer;
    private final Vault vault;

    SqlReceipts(Writer writer, Vault vault) {
        this.writer = writer;
        this.vault = vault;
    }

    private record Kept(String fingerprint, String execution, String owner, Optional<byte[]> sealed) {}

    @Override
    public Verdict begin(Request request, Instant now) {
        return writer.write(session -> begin(session, request, now));
    }

    private Verdict begin(Session session, Request request, Instant now) throws SQLException {
        var key = request.key();
        session.run(
                "delete from receipt where scope = ? and name = ? and expires_at <= ?", key.scope(), key.name(), now);
        var added = session.add(
                """
                receipt (scope, name, fingerprint, execution, owner, expires_at) values (?, ?, ?, ?, ?, ?)""",
                key.scope(),
                key.name(),
                request.fingerprint(),
                request.execution(),
                request.owner(),
                request.expiresAt());
        return added == 1 ? new First(request.execution()) : known(session, request);
    }

    private Verdict known(Session session, Request request) throws SQLException {
        var key = request.key();
        var kept = session.first(
                        "select * from receipt where scope = ? and name = ?",
                        SqlReceipts::kept,
                        key.scope(),
                        key.name())
                .orElseThrow();
        if (!kept.fingerprint().equals(request.fingerprint())) {
            return new Mismatch();
        }
        if (kept.sealed().isPresent()) {
            var text = new String(vault.open(place(key), kept.sealed().get()), StandardCharsets.UTF_8);
            return new Answered(text);
        }
        return new Running(kept.execution(), kept.owner());
    }

    @Override
    public boolean takeOver(Key key, String from, String to) {
        return writer.write(session -> session.run(
                        "update receipt set owner = ? where scope = ? and name = ? and owner = ? and sealed is null",
                        to,
                        key.scope(),
                        key.name(),
                        from))
                == 1;
    }

    private static Kept kept(Row row) throws SQLException {
        return new Kept(row.text("fingerprint"), row.text("execution"), row.text("owner"), row.maybeBytes("sealed"));
    }

    @Override
    public Optional<String> answered(Key key, Instant now) {
        return writer.write(session -> session.first(
                        "select * from receipt where scope = ? and name = ? and expires_at > ?",
                        SqlReceipts::kept,
                        key.scope(),
                        key.name(),
                        now))
                .flatMap(kept -> kept.sealed())
                .map(bytes -> new String(vault.open(place(key), bytes), StandardCharsets.UTF_8));
    }

    @Override
    public void answer(Key key, String owner, String answer) {
        var sealed = vault.seal(place(key), answer.getBytes(StandardCharsets.UTF_8));
        writer.write(session -> session.run(
                "update receipt set sealed = ? where scope = ? and name = ? and owner = ? and sealed is null",
                sealed,
                key.scope(),
                key.name(),
                owner));
    }

    @Override
    public void release(Key key, String owner) {
        writer.write(session -> session.run(
                "delete from receipt where scope = ? and name = ? and owner = ? and sealed is null",
                key.scope(),
                key.name(),
                owner));
    }

    @Override
    public void forget(Key key) {
        writer.write(
                session -> session.run("delete from receipt where scope = ? and name = ?", key.scope(), key.name()));
    }

    @Override
    public void forgetBefore(Instant now) {
        writer.write(session -> session.run("delete from receipt where expires_at <= ?", now));
    }

    private static Place place(Key key) {
        return place(key.scope(), key.name());
    }

    static Place place(String scope, String name) {
        return Place.of("receipt", scope, name);
    }
}

package org.patchbay.server.jdbc;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import org.patchbay.store.Revisions;

/** Revisions; a document that many of them share is kept once. */
final class SqlRevisions implements Revisions {
    private static final String REVISION = "select number, hash, author, accepted_at from revision";

    private final Writer writer;
    private final Readers readers;

    SqlRevisions(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public long keep(String hash, Map<String, String> documents, String author, Instant acceptedAt) {
        var kept = new Kept(0, hash, author, acceptedAt, documents);
        return writer.write(session -> insert(session, kept));
    }

    private static long insert(Session session, Kept kept) throws SQLException {
        session.run(
                "insert into revision (hash, author, accepted_at) values (?, ?, ?)",
                kept.hash(),
                kept.author(),
                kept.acceptedAt());
        var number = session.lastNumber();
        for (var document : kept.documents().entrySet()) {
            var hash = sha256(document.getValue());
            session.add("document (hash, content) values (?, ?)", hash, document.getValue());
            session.run(
                    "insert into revision_document (revision, path, document) values (?, ?, ?)",
                    number,
                    document.getKey(),
                    hash);
        }
        return number;
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Optional<Kept> newest() {
        return readers.read(session ->
                withDocuments(session, session.first(REVISION + " order by number desc limit 1", SqlRevisions::kept)));
    }

    @Override
    public Optional<Kept> find(long number) {
        return readers.read(session ->
                withDocuments(session, session.first(REVISION + " where number = ?", SqlRevisions::kept, number)));
    }

    private static Optional<Kept> withDocuments(Session session, Optional<Kept> found) throws SQLException {
        if (found.isEmpty()) {
            return found;
        }
        var kept = found.get();
        var documents = session.list(
                "select path, content from revision_document join document on hash = document where revision = ?",
                row -> Map.entry(row.text("path"), row.text("content")),
                kept.number());
        return Optional.of(new Kept(
                kept.number(),
                kept.hash(),
                kept.author(),
                kept.acceptedAt(),
                documents.stream().collect(toUnmodifiableMap(Entry::getKey, Entry::getValue))));
    }

    @Override
    public List<Kept> list(int limit) {
        return readers.read(
                session -> session.list(REVISION + " order by number desc limit ?", SqlRevisions::kept, limit));
    }

    @Override
    public void forgetBefore(Instant time, Set<Long> needed) {
        writer.write(session -> {
            var old = session.list(
                    "select number from revision where accepted_at < ? and number < (select max(number) from revision)",
                    row -> row.number("number"),
                    time);
            for (var number : old) {
                if (!needed.contains(number)) {
                    session.run("delete from revision_document where revision = ?", number);
                    session.run("delete from revision where number = ?", number);
                }
            }
            return forgetDocuments(session);
        });
    }

    /** A document that a node is just taking into another revision is locked, and looked at again when that is known. */
    private static int forgetDocuments(Session session) throws SQLException {
        var unused = session.list(
                "select hash from document where hash not in (select document from revision_document)",
                row -> row.text("hash"));
        for (var hash : unused) {
            session.run("update document set hash = hash where hash = ?", hash);
            session.run("""
                    delete from document where hash = ? and not exists (
                        select 1 from revision_document where document = ?)""", hash, hash);
        }
        return unused.size();
    }

    private static Kept kept(Row row) throws SQLException {
        return new Kept(row.number("number"), row.text("hash"), row.text("author"), row.time("accepted_at"), Map.of());
    }
}

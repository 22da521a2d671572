package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.Tokens;

/** Tokens, sealed with all they say. */
final class SqlTokens implements Tokens {
    private static final String VALUE = "value";
    private static final String REFRESH = "refresh";
    private static final String RESULTS = "results";

    private final Writer writer;
    private final Readers readers;
    private final SealedTrees trees;

    SqlTokens(Writer writer, Readers readers, SealedTrees trees) {
        this.writer = writer;
        this.readers = readers;
        this.trees = trees;
    }

    @Override
    public Optional<Token> find(String key) {
        var found = readers.read(session -> session.first(
                "select * from token where name = ?",
                row -> new Kept(token(place(key, row.number("version")), row), row.maybeText("owner")),
                name(key)));
        found.filter(kept -> kept.owner().isEmpty()).ifPresent(_ -> own(key));
        return found.map(Kept::token).or(() -> findAsBefore(key));
    }

    /** @param owner empty where an older version has kept it */
    private record Kept(Token token, Optional<String> owner) {}

    /** Notes whose a token is, so that it goes with its owner. */
    private void own(String key) {
        var name = name(key);
        writer.soon(
                session -> session.run(
                        "update token set owner = ? where name = ? and owner is null", Tokens.owner(key), name),
                _ -> {},
                () -> {});
    }

    /** An older version called tokens by their hashes alone; one that is found so is called anew. */
    private Optional<Token> findAsBefore(String key) {
        var before = hash(key);
        var found = readers.read(session ->
                session.first("select * from token where name = ?", row -> token(placeBefore(before), row), before));
        found.ifPresent(token -> {
            keep(key, token);
            writer.write(session -> session.run("delete from token where name = ?", before));
        });
        return found;
    }

    private Token token(Place place, Row row) throws SQLException {
        var said = trees.open(place, row.bytes("sealed"));
        return new Token(
                row.number("version"),
                secret(said.path(VALUE)),
                Optional.of(said.path(REFRESH))
                        .filter(SecretNode.class::isInstance)
                        .map(SqlTokens::secret),
                said.withObject("/" + RESULTS),
                row.time("obtained_at"),
                row.maybeTime("expires_at"));
    }

    private static Secret secret(JsonNode node) {
        return Secret.of(SecretNode.reveal(node).asText());
    }

    @Override
    public void keep(String key, Token token) {
        var sealed = trees.seal(place(key, token.version()), said(token));
        writer.write(session -> session.run(
                "replace into token (name, version, sealed, obtained_at, expires_at, owner) values (?, ?, ?, ?, ?, ?)",
                name(key),
                token.version(),
                sealed,
                token.obtainedAt(),
                token.expiresAt(),
                Tokens.owner(key)));
    }

    private static ObjectNode said(Token token) {
        var said = JsonNodeFactory.instance.objectNode();
        said.set(VALUE, SecretNode.of(token.value().reveal()));
        token.refreshToken().ifPresent(refresh -> said.set(REFRESH, SecretNode.of(refresh.reveal())));
        said.set(RESULTS, token.results());
        return said;
    }

    @Override
    public void forget(String key, long version) {
        var name = name(key);
        writer.write(session -> session.run("delete from token where name = ? and version = ?", name, version));
    }

    @Override
    public void forgetOf(String owner) {
        writer.write(session -> session.run("delete from token where owner = ?", owner));
    }

    /** What shapes a token has secrets in it, and a hash of few of them could be guessed: only who has the key knows it again. */
    private String name(String key) {
        return HexFormat.of().formatHex(trees.vault().mark(Place.of("token"), key));
    }

    /** Bound to its version too: an older token of the same key does not open in its place. */
    private static Place place(String key, long version) {
        return Place.of("token", key, Long.toString(version)).ownedBy(Tokens.owner(key));
    }

    static Place placeBefore(String hash) {
        return Place.of("token", hash);
    }

    private static String hash(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}

package org.patchbay.server.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        return readers.read(session -> session.first(
                "select version, sealed, obtained_at, expires_at from token where name = ?",
                row -> {
                    var said = trees.open(place(key), row.bytes("sealed"));
                    return new Token(
                            row.number("version"),
                            secret(said.path(VALUE)),
                            Optional.of(said.path(REFRESH))
                                    .filter(SecretNode.class::isInstance)
                                    .map(SqlTokens::secret),
                            said.withObject("/" + RESULTS),
                            row.time("obtained_at"),
                            row.maybeTime("expires_at"));
                },
                key));
    }

    private static Secret secret(JsonNode node) {
        return Secret.of(SecretNode.reveal(node).asText());
    }

    @Override
    public void keep(String key, Token token) {
        var sealed = trees.seal(place(key), said(token));
        writer.write(session -> session.run(
                "replace into token (name, version, sealed, obtained_at, expires_at) values (?, ?, ?, ?, ?)",
                key,
                token.version(),
                sealed,
                token.obtainedAt(),
                token.expiresAt()));
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
        writer.write(session -> session.run("delete from token where name = ? and version = ?", key, version));
    }

    private static Place place(String key) {
        return Place.of("token", key);
    }
}

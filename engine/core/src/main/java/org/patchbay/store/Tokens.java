package org.patchbay.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.patchbay.definition.Secret;

/** Tokens by {@code owner/hash}: the integrator or outside identity whose they are, and the hash of everything that shapes them. */
public interface Tokens {
    /** The token kept under that key. */
    Optional<Token> find(String key);

    /** Keeps a token; it is on disk, encrypted, when this returns. */
    void keep(String key, Token token);

    /** Forgets the token if it is still that version. */
    void forget(String key, long version);

    /** Forgets all tokens of an owner, whatever has shaped them. Durable when this returns. */
    void forgetOf(String owner);

    /** Whose the token under that key is; empty when the key names nobody. */
    static String owner(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('/')));
    }

    /**
     * A token.
     *
     * @param version counts up with each token under one key
     * @param refreshToken trades for a new token
     * @param results further named values of the reply, secrets as secret nodes
     * @param expiresAt end of life; empty: until it is refused
     */
    record Token(
            long version,
            Secret value,
            Optional<Secret> refreshToken,
            ObjectNode results,
            Instant obtainedAt,
            Optional<Instant> expiresAt) {}
}

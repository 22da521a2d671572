package org.patchbay.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.Tokens;
import org.patchbay.store.Tokens.Token;

/**
 * Tokens at hand, and which of them were refused. What is in memory is trusted for a moment only, because another node may renew a token or
 * give it back; while the store is away it is trusted on. Thread-safe.
 */
final class Shelf {
    /** Another node's word counts after so long (promise 26 allows 5 s). */
    private static final Duration TRUST = Duration.ofSeconds(4);

    private static final int MOST = 200_000;

    private final Tokens store;
    private final Cache<String, Token> held =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<String, Boolean> fresh =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(TRUST).build();
    private final Cache<String, Long> refused =
            Caffeine.newBuilder().maximumSize(MOST).build();

    Shelf(Tokens store) {
        this.store = store;
    }

    /** The token that is kept, whether it is still good or not. */
    Optional<Token> kept(String key) {
        var known = Optional.ofNullable(held.getIfPresent(key));
        return known.isPresent() && fresh.getIfPresent(key) != null ? known : read(key, known);
    }

    private Optional<Token> read(String key, Optional<Token> known) {
        try {
            return read(key);
        } catch (StoreUnavailable away) {
            if (known.isEmpty()) {
                throw away;
            }
            return known;
        }
    }

    /** The token as the store has it now. */
    Optional<Token> read(String key) {
        var found = store.find(key).map(token -> hold(key, token));
        if (found.isEmpty()) {
            held.invalidate(key);
        }
        return found;
    }

    /** Holds the token, unless a newer one came meanwhile; the one that is held now. */
    private Token hold(String key, Token token) {
        fresh.put(key, true);
        return held.asMap().merge(key, token, (one, other) -> one.version() > other.version() ? one : other);
    }

    /** On disk first, then for everybody. */
    void keep(String key, Token token, Runnable written) {
        store.keep(key, token);
        written.run();
        hold(key, token);
        refused.asMap().computeIfPresent(key, (_, version) -> version < token.version() ? version : null);
    }

    void forget(String key) {
        read(key).ifPresent(token -> store.forget(key, token.version()));
        held.invalidate(key);
    }

    /** A partner refused that token: it is not used any more. */
    void refused(String key, Token token) {
        refused.asMap().merge(key, token.version(), Math::max);
    }

    /** True when a partner refused that token or a later one. */
    boolean isRefused(String key, Token token) {
        var version = refused.getIfPresent(key);
        return version != null && version >= token.version();
    }
}

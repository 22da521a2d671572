package org.patchbay.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.patchbay.definition.Auth;
import org.patchbay.definition.Endpoint;
import org.patchbay.exchange.Outcome;
import org.patchbay.mapping.TokenReply;
import org.patchbay.store.Tokens;
import org.patchbay.store.Tokens.Token;

/** Keeps tokens until they end or are refused, and has each fetched once however many wait for it. Thread-safe. */
public final class Authenticator {
    private static final Duration WIDEST_MARGIN = Duration.ofSeconds(60);
    private static final int MOST = 200_000;

    private final Tokens store;
    private final InstantSource clock;
    private final Cache<String, Token> held =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<String, Refused> refusals =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<String, ReentrantLock> locks =
            Caffeine.newBuilder().weakValues().build();

    /** Keeps tokens in that store. */
    public Authenticator(Tokens store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What a token request brought: a token, or why there is none. */
    public record Fetched(Outcome outcome, Optional<TokenReply> token) {}

    private record Refused(AuthFailure failure, Instant until) {}

    /**
     * The token kept under a key, fetched when there is none that is still good.
     *
     * @throws AuthFailure when none could be had, also for a while after that without asking again
     */
    public Token token(String key, Endpoint endpoint, Supplier<Fetched> fetch) {
        if (endpoint.reply().cache().map(cache -> !cache.enabled()).orElse(false)) {
            return fetched(endpoint, fetch, 1);
        }
        var token = good(key, endpoint.auth());
        return token.isPresent() ? token.get() : fetchOnce(key, endpoint, fetch);
    }

    /** Forgets a token that a partner refused, unless a newer one is there already. */
    public void refused(String key, Token token) {
        held.asMap().computeIfPresent(key, (_, current) -> current.version() == token.version() ? null : current);
        store.forget(key, token.version());
    }

    private Token fetchOnce(String key, Endpoint endpoint, Supplier<Fetched> fetch) {
        var lock = locks.get(key, _ -> new ReentrantLock());
        lock.lock();
        try {
            var token = good(key, endpoint.auth());
            if (token.isPresent()) {
                return token.get();
            }
            var refusal = Optional.ofNullable(refusals.getIfPresent(key));
            if (refusal.isPresent() && clock.instant().isBefore(refusal.get().until())) {
                throw refusal.get().failure();
            }
            return keep(key, endpoint, fetch);
        } finally {
            lock.unlock();
        }
    }

    private Token keep(String key, Endpoint endpoint, Supplier<Fetched> fetch) {
        try {
            var version = store.find(key).map(Token::version).orElse(0L) + 1;
            var token = fetched(endpoint, fetch, version);
            store.keep(key, token);
            held.put(key, token);
            refusals.invalidate(key);
            return token;
        } catch (AuthFailure failure) {
            refusals.put(
                    key,
                    new Refused(failure, clock.instant().plus(endpoint.auth().coolDown())));
            throw failure;
        }
    }

    private Token fetched(Endpoint endpoint, Supplier<Fetched> fetch, long version) {
        var answer = fetch.get();
        var failure = answer.outcome().reason();
        if (failure.isPresent()) {
            var passing = answer.outcome() instanceof Outcome.Retry ? AuthFailure.Passing.YES : AuthFailure.Passing.NO;
            throw new AuthFailure(failure.get(), passing);
        }
        return TokenReplies.token(endpoint, answer, version, clock.instant());
    }

    private Optional<Token> good(String key, Auth auth) {
        var token = Optional.ofNullable(held.getIfPresent(key)).or(() -> {
            var kept = store.find(key);
            kept.ifPresent(found -> held.put(key, found));
            return kept;
        });
        return token.filter(found -> isGood(found, auth));
    }

    private boolean isGood(Token token, Auth auth) {
        return token.expiresAt()
                .map(end -> clock.instant().isBefore(end.minus(margin(token.obtainedAt(), end, auth))))
                .orElse(true);
    }

    /** 60 s or a tenth of the life unless the endpoint says otherwise, at most half of it. */
    private static Duration margin(Instant from, Instant end, Auth auth) {
        var life = Duration.between(from, end);
        var tenth = life.dividedBy(10);
        var wanted = auth.margin().orElse(tenth.compareTo(WIDEST_MARGIN) < 0 ? tenth : WIDEST_MARGIN);
        var half = life.dividedBy(2);
        return wanted.compareTo(half) < 0 ? wanted : half;
    }
}

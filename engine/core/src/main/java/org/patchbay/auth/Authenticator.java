package org.patchbay.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Failpoint;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.store.Locks;
import org.patchbay.store.Tokens;
import org.patchbay.store.Tokens.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps tokens, and has each renewed once for all who need it: early, while the old one still serves, else while they wait. A new token
 * is on disk before anybody uses it. Thread-safe.
 */
public final class Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);
    private static final int MOST = 200_000;

    /** A token request and the one after it have ended long before. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Shelf shelf;
    private final Locks locks;
    private final InstantSource clock;
    private final Executor renewals;
    private final Cache<String, Instant> futile = cache();
    private final Cache<String, Pause> pauses = cache();
    private final ConcurrentMap<String, CompletableFuture<Token>> flights = new ConcurrentHashMap<>();

    /**
     * Keeps tokens in that store.
     *
     * @param locks so that one node at a time renews a token
     * @param renewals runs token requests, so that none of them ends with the call that needed it
     */
    public Authenticator(Tokens store, Locks locks, InstantSource clock, Executor renewals) {
        this.shelf = new Shelf(store);
        this.locks = locks;
        this.clock = clock;
        this.renewals = renewals;
    }

    private static <V> Cache<String, V> cache() {
        return Caffeine.newBuilder().maximumSize(MOST).build();
    }

    /** After a failure nothing is asked until then. */
    private record Pause(AuthFailure failure, Instant until) {}

    /**
     * A token that is had or can be had.
     *
     * @param key owner and hash of everything that shapes it, see {@link Login#key}
     */
    public record Wanted(String key, Login login, Holder holder) {}

    /**
     * The token, renewed where that is necessary.
     *
     * @throws AuthFailure when none could be had in time
     */
    public Token token(Wanted wanted, Deadline deadline) {
        if (!wanted.login().isKept()) {
            return new Issue(wanted.login(), wanted.holder(), clock).fresh(Optional.empty());
        }
        var token = usable(wanted.key());
        if (token.isEmpty()) {
            return await(renewal(wanted), deadline);
        }
        if (isDue(wanted, token.get())) {
            var _ = renewal(wanted);
        }
        return token.get();
    }

    /** A token that nothing can renew serves until its end. */
    private boolean isDue(Wanted wanted, Token token) {
        return Lifetime.isLate(token, wanted.login().policy(), clock.instant())
                && wanted.login().canRenew(token)
                && pause(wanted.key()).isEmpty();
    }

    /** The token that is kept, whether it is still good or not. */
    public Optional<Token> kept(String key) {
        return shelf.kept(key);
    }

    /** A partner refused that token: it is not used any more. */
    public void refused(String key, Token token) {
        shelf.refused(key, token);
    }

    /** A fresh token was refused too: for a while a refusal there is no reason to renew. */
    public void futile(Wanted wanted, String endpoint) {
        futile.put(
                wanted.key() + "/" + endpoint,
                clock.instant().plus(wanted.login().policy().coolDown()));
    }

    /** True when renewing the token would not help that endpoint, as was seen a short while ago. */
    public boolean isFutile(String key, String endpoint) {
        return Optional.ofNullable(futile.getIfPresent(key + "/" + endpoint))
                .map(clock.instant()::isBefore)
                .orElse(false);
    }

    /**
     * A token that a person has given, kept in place of any other.
     *
     * @param grant what {@code grant.…} reads: code, verifier, redirectUri
     * @throws AuthFailure when the partner gives none
     */
    public Token connect(Wanted wanted, ObjectNode grant) {
        return alone(wanted, () -> {
            var token = new Issue(wanted.login(), wanted.holder(), clock).byRequest(grant, shelf.read(wanted.key()));
            keep(wanted, token);
            return token;
        });
    }

    /** Lets go of a token and of everything that is known about it. */
    public void forget(String key) {
        shelf.forget(key);
        pauses.invalidate(key);
    }

    /**
     * Lets go of a token, and gives it back to the partner where that takes tokens back. From then on it is not used, whatever the partner
     * says.
     *
     * @return why the partner did not take it; empty when it did, or there was nothing to give
     */
    public Optional<Failure> giveBack(Wanted wanted) {
        return alone(wanted, () -> {
            var token = shelf.read(wanted.key());
            forget(wanted.key());
            return token.flatMap(found -> new Issue(wanted.login(), wanted.holder(), clock).back(found));
        });
    }

    /** On all nodes one at a time has to do with a token request: a refresh token may be good for one use. */
    private <T> T alone(Wanted wanted, Supplier<T> work) {
        return locks.alone("token " + wanted.key(), PATIENCE, work).orElseThrow(Authenticator::late);
    }

    /** Asks again when next needed, whatever failed before. */
    public void retry(String key) {
        pauses.invalidate(key);
    }

    private Optional<Token> usable(String key) {
        return shelf.kept(key)
                .filter(token -> Lifetime.isAlive(token, clock.instant()))
                .filter(token -> !shelf.isRefused(key, token));
    }

    private Optional<AuthFailure> pause(String key) {
        var now = clock.instant();
        return Optional.ofNullable(pauses.getIfPresent(key))
                .filter(pause -> now.isBefore(pause.until()))
                .map(pause -> pause.failure().after(Duration.between(now, pause.until())));
    }

    /** The renewal that is under way, or a new one. */
    private CompletableFuture<Token> renewal(Wanted wanted) {
        var mine = new CompletableFuture<Token>();
        var running = flights.putIfAbsent(wanted.key(), mine);
        if (running != null) {
            return running;
        }
        renewals.execute(() -> {
            try {
                wanted.holder().prepare(wanted.login().request());
                var token = alone(wanted, () -> renewed(wanted));
                flights.remove(wanted.key(), mine);
                mine.complete(token);
            } catch (RuntimeException | Error failure) {
                flights.remove(wanted.key(), mine);
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    /** Another node may have renewed it meanwhile. */
    private Token renewed(Wanted wanted) {
        var key = wanted.key();
        var policy = wanted.login().policy();
        var current = shelf.read(key);
        var usable = usable(key).filter(token -> !Lifetime.isLate(token, policy, clock.instant()));
        if (usable.isPresent()) {
            return usable.get();
        }
        pause(key).ifPresent(failure -> {
            throw failure;
        });
        try {
            var token = new Issue(wanted.login(), wanted.holder(), clock).fresh(current);
            keep(wanted, token);
            return token;
        } catch (AuthFailure failure) {
            pause(wanted, failure);
            throw failure;
        }
    }

    private void keep(Wanted wanted, Token token) {
        Failpoint.hit("after-token-refresh-answer-before-persist");
        shelf.keep(wanted.key(), token, () -> Failpoint.hit("after-persist-before-use"));
        pauses.invalidate(wanted.key());
        LOG.info(
                "token.refreshed integrator={} endpoint={} until={}",
                wanted.holder().name(),
                wanted.login().name(),
                token.expiresAt().map(Instant::toString).orElse("refused"));
    }

    private void pause(Wanted wanted, AuthFailure failure) {
        var key = wanted.key();
        var pause = Lifetime.pause(wanted.login().policy(), failure);
        pauses.put(key, new Pause(failure, clock.instant().plus(pause)));
        LOG.warn(
                "token.failed integrator={} endpoint={} reason={} it is not asked for again within {}",
                wanted.holder().name(),
                wanted.login().name(),
                failure.failure().code().word(),
                pause);
        if (failure.failure().code() == FailureCode.REAUTH_REQUIRED) {
            lost(wanted, failure.failure());
        }
    }

    /** Who has never connected has lost nothing. */
    private void lost(Wanted wanted, Failure failure) {
        var last = shelf.read(wanted.key());
        shelf.forget(wanted.key());
        if (last.isPresent() || !wanted.login().needsPerson()) {
            wanted.holder().lost(failure);
        }
    }

    private static Token await(CompletableFuture<Token> renewal, Deadline deadline) {
        try {
            return renewal.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case AuthFailure failure -> failure;
                case RuntimeException bug -> bug;
                case null, default -> new IllegalStateException(e.getCause());
            };
        }
    }

    private static AuthFailure late() {
        return AuthFailure.passing(
                Failure.of(FailureCode.UPSTREAM_TIMEOUT, "no token came in time; it is still being asked for"),
                Duration.ZERO);
    }
}

package org.patchbay.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.engine.Engine;
import org.patchbay.store.Keys;
import org.patchbay.store.Keys.Kind;

/** Knows who calls by the key that is shown, and what each kind of key opens. Thread-safe. */
@Singleton
public final class Gate {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int PUBLISHABLE_PER_SECOND = 20;
    private static final int SECRET_PER_SECOND = 200;
    private static final int INSTALLATION_PER_SECOND = 50_000;
    private static final String BEARER = "Bearer ";
    private static final String VISITOR = "patchbay.visitor";

    private final Keys keys;
    private final Origins origins;
    private final Cache<String, Optional<Visitor>> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(10_000)
            .build();
    private final Cache<String, Pace> paces =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(1)).build();

    private final Logins logins;

    /** Opens with the keys in the engine's store, and for people who have logged in. */
    public Gate(Engine engine, Origins origins, Logins logins) {
        this.keys = engine.tools().store().keys();
        this.origins = origins;
        this.logins = logins;
    }

    /**
     * What front-ends do: publishable and secret keys, and admins from editor on.
     *
     * @param names what the query may hold, besides the call centre; so below
     */
    public Visitor front(HttpRequest<?> request, String... names) {
        var visitor = visitor(request);
        if (visitor.key().kind() == Kind.AK && !visitor.is(Role.EDITOR)) {
            throw forbidden("a publishable or secret key, or an admin key with the role editor");
        }
        return asking(request, visitor, names);
    }

    /** What back ends read: secret keys, and admins of any role. */
    public Visitor back(HttpRequest<?> request, String... names) {
        var visitor = visitor(request);
        if (visitor.isPublishable()) {
            throw forbidden("a secret key, or an admin key");
        }
        return asking(request, visitor, names);
    }

    /** What back ends change: secret keys, and admins from editor on. */
    public Visitor work(HttpRequest<?> request, String... names) {
        var visitor = back(request, names);
        if (visitor.key().kind() == Kind.AK && !visitor.is(Role.EDITOR)) {
            throw forbidden("a secret key, or an admin key with the role editor");
        }
        return visitor;
    }

    /** What admins of that role do, for all call centres. */
    public Visitor admin(HttpRequest<?> request, Role role, String... names) {
        var visitor = visitor(request);
        if (!visitor.is(role)) {
            throw forbidden("an admin key with the role " + role.word());
        }
        if (visitor.callCentre().isPresent()) {
            throw forbidden("an admin key for all call centres");
        }
        Asked.check(request, List.of(names));
        return visitor;
    }

    private static Visitor asking(HttpRequest<?> request, Visitor visitor, String... names) {
        Asked.check(
                request,
                Stream.concat(Stream.of(Asked.CALL_CENTRE), Arrays.stream(names))
                        .toList());
        return visitor;
    }

    /** Looks keys up anew: one was made or revoked. */
    public void refresh() {
        known.invalidateAll();
    }

    private Visitor visitor(HttpRequest<?> request) {
        var visitor = lookUp(request.getHeaders().getAll(HttpHeaders.AUTHORIZATION))
                .orElseThrow(() -> ProblemDetails.of(ProblemCode.UNAUTHORIZED, "no key, or one that is not valid")
                        .declined());
        if (visitor.isPublishable()) {
            origins.check(request, visitor);
        }
        keepPace(visitor);
        request.setAttribute(VISITOR, visitor);
        return visitor;
    }

    /** Who sent a request that was let in. */
    public static Optional<Visitor> letIn(HttpRequest<?> request) {
        return request.getAttribute(VISITOR, Visitor.class);
    }

    /** Of two that are shown, another server on the way may have looked at the other one. */
    private Optional<Visitor> lookUp(List<String> shownOnes) {
        if (shownOnes.size() != 1 || !shownOnes.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        var shown = shownOnes.getFirst().substring(BEARER.length()).strip();
        return known.get(
                KeyMint.hash(shown),
                wanted -> keys.find(wanted).map(Visitor::of).or(() -> logins.visitor(shown)));
    }

    private void keepPace(Visitor visitor) {
        if (visitor.key().kind() == Kind.AK) {
            return;
        }
        var now = System.nanoTime();
        var pace = paces.get(visitor.key().id(), _ -> new Pace(perSecond(visitor), now));
        if (!pace.pass(now)) {
            throw ProblemDetails.of(
                            ProblemCode.TOO_MANY_REQUESTS, "more than " + perSecond(visitor) + " requests a second")
                    .declined();
        }
    }

    private static int perSecond(Visitor visitor) {
        if (visitor.isPublishable()) {
            return PUBLISHABLE_PER_SECOND;
        }
        return visitor.callCentre().isPresent() ? SECRET_PER_SECOND : INSTALLATION_PER_SECOND;
    }

    private static Declined forbidden(String needed) {
        return ProblemDetails.of(ProblemCode.FORBIDDEN, "this needs " + needed).declined();
    }
}

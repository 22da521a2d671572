package org.patchbay.server.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;

/** Knows which web pages may call: those that a key or an integrator of its call centre allows, and the server's own. Thread-safe. */
@Singleton
public final class Origins {
    private static final String ALLOWED = "patchbay.origin";
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(?:[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

    private final Engine engine;
    private volatile OfRevision named = new OfRevision(Optional.empty(), Set.of());

    /** Looks into the live revision and the keys. */
    public Origins(Engine engine) {
        this.engine = engine;
    }

    /** Origins that a revision names. */
    private record OfRevision(Optional<Live> live, Set<String> origins) {
        static OfRevision of(Optional<Live> live) {
            return new OfRevision(
                    live,
                    live.stream()
                            .flatMap(found -> found.definitions().integrators().stream())
                            .flatMap(integrator -> integrator.allowedOrigins().stream())
                            .map(origin -> origin.toLowerCase(Locale.ROOT))
                            .collect(Collectors.toUnmodifiableSet()));
        }
    }

    /**
     * Whether browsers send such an origin (RFC 6454, section 6.1). {@code null} is none: every page says so of itself in a sandbox.
     */
    public static boolean isOrigin(String text) {
        return ORIGIN.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether pages from there may call with some key. */
    public boolean allowsSome(String origin) {
        return isNamed(origin)
                || engine.tools().store().keys().list().stream()
                        .flatMap(key -> key.origins().stream())
                        .anyMatch(origin::equalsIgnoreCase);
    }

    /** Whether the page that sent this may read the answer; asks nothing of the store. */
    boolean mayRead(HttpRequest<?> request, String origin) {
        return request.getAttribute(ALLOWED).isPresent() || isNamed(origin);
    }

    private boolean isNamed(String origin) {
        var live = engine.live();
        var known = named;
        if (!known.live().map(Live::number).equals(live.map(Live::number))) {
            known = OfRevision.of(live);
            named = known;
        }
        return known.origins().contains(origin.toLowerCase(Locale.ROOT));
    }

    /** @throws Declined the page that sent this may not use that key */
    void check(HttpRequest<?> request, Visitor visitor) {
        var origin = Optional.ofNullable(request.getHeaders().get(HttpHeaders.ORIGIN));
        if (isOwnPage(request, origin)) {
            return;
        }
        if (origin.isEmpty()) {
            throw refused("a publishable key works from web pages; a back end uses a secret key");
        }
        if (allowed(visitor).noneMatch(origin.get()::equalsIgnoreCase)) {
            throw refused("pages from `" + origin.get() + "` may not use this key");
        }
        allow(request);
    }

    /** Lets the page that sent this read the answer. */
    void allow(HttpRequest<?> request) {
        request.setAttribute(ALLOWED, true);
    }

    private static Declined refused(String detail) {
        return ProblemDetails.of(ProblemCode.ORIGIN_NOT_ALLOWED, detail).declined();
    }

    private static boolean isOwnPage(HttpRequest<?> request, Optional<String> origin) {
        var headers = request.getHeaders();
        return origin.map(from -> from.endsWith("://" + headers.get(HttpHeaders.HOST)))
                .orElseGet(() -> "same-origin".equals(headers.get("Sec-Fetch-Site")));
    }

    private Stream<String> allowed(Visitor visitor) {
        var documents = engine.live().stream()
                .flatMap(live ->
                        live.definitions().ofCallcenter(visitor.callCentre().orElse("")).stream())
                .flatMap(integrator -> integrator.allowedOrigins().stream());
        return Stream.concat(visitor.key().origins().stream(), documents);
    }
}

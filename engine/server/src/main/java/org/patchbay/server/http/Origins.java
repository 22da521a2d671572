package org.patchbay.server.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.engine.Engine;
import org.patchbay.store.Keys.Key;

/** Knows which web pages may call: those that a key or an integrator of its call centre allows, and the server's own. */
@Singleton
public final class Origins {
    private final Engine engine;

    /** Looks into the live revision and the keys. */
    public Origins(Engine engine) {
        this.engine = engine;
    }

    /** Where the page is from that sent the request; empty when it was no page, or one of the server's own reading. */
    static Optional<String> of(HttpRequest<?> request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeaders.ORIGIN));
    }

    /** Whether a page from there may read answers, whatever its key will be. */
    public boolean knows(String origin) {
        var documents = engine.live().stream()
                .flatMap(live -> live.definitions().integrators().stream())
                .flatMap(integrator -> integrator.allowedOrigins().stream());
        var keys = engine.tools().store().keys().list().stream().flatMap(key -> key.origins().stream());
        return Stream.concat(documents, keys).anyMatch(origin::equalsIgnoreCase);
    }

    void check(HttpRequest<?> request, Visitor visitor) {
        var origin = of(request);
        if (isOwnPage(request, origin)) {
            return;
        }
        if (origin.isEmpty()) {
            throw Problem.of(
                            ProblemCode.ORIGIN_NOT_ALLOWED,
                            "a publishable key works from web pages; a back end uses a secret key")
                    .declined();
        }
        if (allowed(visitor.key()).noneMatch(origin.get()::equalsIgnoreCase)) {
            throw Problem.of(
                            ProblemCode.ORIGIN_NOT_ALLOWED,
                            "pages from `" + origin.get() + "` may not use this key")
                    .declined();
        }
    }

    private static boolean isOwnPage(HttpRequest<?> request, Optional<String> origin) {
        var headers = request.getHeaders();
        return origin.map(from -> from.endsWith("://" + headers.get(HttpHeaders.HOST)))
                .orElseGet(() -> "same-origin".equals(headers.get("Sec-Fetch-Site")));
    }

    private Stream<String> allowed(Key key) {
        var documents = engine.live().stream()
                .flatMap(live -> live.definitions().ofCallcenter(key.callCentre().orElse("")).stream())
                .flatMap(integrator -> integrator.allowedOrigins().stream());
        return Stream.concat(key.origins().stream(), documents);
    }
}

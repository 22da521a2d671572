package org.patchbay.call;

import java.net.URI;
import java.util.Optional;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;

/** Where a reply sends a request next (RFC 9110 §15.4). */
final class Redirect {
    private Redirect() {}

    /** The same request at its new place; empty when the reply names none, or one that this request must not go to. */
    static Optional<Request> of(Request request, Reply reply) {
        if (!keepsMethod(request.method(), reply.status())) {
            return Optional.empty();
        }
        return reply.header("Location")
                .flatMap(location -> target(request, location.strip()))
                .filter(Sendable::isTarget)
                .map(target ->
                        new Request(request.method(), request.origin(), target, request.headers(), request.body()));
    }

    private static boolean keepsMethod(Method method, int status) {
        return switch (status) {
            case 307, 308 -> true;
            case 301, 302, 303 -> method == Method.GET || method == Method.HEAD;
            default -> false;
        };
    }

    private static Optional<String> target(Request request, String location) {
        try {
            var to = resolved(request, location);
            if (to.getRawUserInfo() != null || !Origin.of(to).equals(request.origin())) {
                return Optional.empty();
            }
            var path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
            return Optional.of(to.getRawQuery() == null ? path : path + "?" + to.getRawQuery());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** {@link URI#resolve} drops the last segment before a lone query, against RFC 3986 §5.2.2. */
    private static URI resolved(Request request, String location) {
        var target = request.target();
        var query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        return location.startsWith("?")
                ? URI.create(request.origin() + path + location)
                : URI.create(request.origin() + path).resolve(location);
    }
}

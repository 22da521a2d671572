package org.patchbay.server.admin;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;

/** Revision numbers as entity tags (RFC 9110 §8.8.3, §13.1.1). */
final class Versions {
    private Versions() {}

    /**
     * The revision that a request is meant for; empty when any will do.
     *
     * @throws Declined the header is no number
     */
    static Optional<Long> wanted(HttpRequest<?> request) {
        var header = request.getHeaders().get(HttpHeaders.IF_MATCH);
        if (header == null || header.strip().equals("*")) {
            return Optional.empty();
        }
        var bare = header.strip().replace("\"", "");
        if (bare.isEmpty() || bare.length() > 18 || !bare.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw ProblemDetails.of(
                            ProblemCode.BAD_REQUEST, "`If-Match` must be the number of a revision, as in \"13\"")
                    .declined();
        }
        return Optional.of(Long.valueOf(bare));
    }

    static MutableHttpResponse<byte[]> tagged(MutableHttpResponse<byte[]> response, long revision) {
        return response.header(HttpHeaders.ETAG, "\"" + revision + "\"");
    }

    static ProblemDetails stale(long expected, long serving) {
        return ProblemDetails.of(
                ProblemCode.STALE_VERSION, "meant to follow revision " + expected + ", but " + serving + " is live");
    }
}

package org.patchbay.server.admin;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;

/** Revision numbers as entity tags (RFC 9110 §8.8.3, §13.1.1). */
final class Versions {
    /** One tag: of several, or of none that can be read, nobody knows what is meant to be changed. */
    private static final Pattern TAG = Pattern.compile("(\"?)([0-9]{1,18})\\1");

    private Versions() {}

    /**
     * The revision that a request is meant for; empty when any will do.
     *
     * @throws Declined the header is no number, or there are several
     */
    static Optional<Long> wanted(HttpRequest<?> request) {
        var header = String.join(",", request.getHeaders().getAll(HttpHeaders.IF_MATCH))
                .strip();
        if (header.isEmpty() && !request.getHeaders().contains(HttpHeaders.IF_MATCH) || header.equals("*")) {
            return Optional.empty();
        }
        var tag = TAG.matcher(header);
        if (!tag.matches()) {
            throw ProblemDetails.of(
                            ProblemCode.BAD_REQUEST, "`If-Match` must be the number of a revision, as in \"13\"")
                    .declined();
        }
        return Optional.of(Long.valueOf(tag.group(2)));
    }

    static MutableHttpResponse<byte[]> tagged(MutableHttpResponse<byte[]> response, long revision) {
        return response.header(HttpHeaders.ETAG, "\"" + revision + "\"");
    }

    static ProblemDetails stale(long expected, long serving) {
        return ProblemDetails.of(
                ProblemCode.STALE_VERSION, "meant to follow revision " + expected + ", but " + serving + " is live");
    }
}

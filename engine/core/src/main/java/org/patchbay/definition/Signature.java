package org.patchbay.definition;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ordered named values over a request, and where they are carried (format reference, section 9.1). */
public record Signature(
        At at,

        @Doc(value = "names that a user of the block hands over, read as with.<name>", example = "[secret]")
        List<String> with,

        @Doc(
                value = "values in order; a later one uses an earlier one by its bare name",
                example = "{ mac: { sha256: \"{{request.body}}\" } }")
        Map<String, Tree> values,

        @Doc(value = "place.key to text", example = "{ header.X-Sign: \"v0={{mac}}\" }")
        Map<String, Tree> carry,

        @Doc("compare without regard to case when verifying") @Default("false")
        boolean ignoreCase,

        @Doc("known answers, computed at load") List<Vector> vectors) {
    /** A known answer of a signature. */
    public record Vector(
            At at,
            @Doc("what the user hands over") Map<String, Tree> with,
            @Doc("the clock reading") Optional<Instant> now,
            @Doc("the random value") Optional<String> nonce,

            @Doc("method, url, query, header, form, json, body")
            Optional<Tree> request,

            @Doc("place.key or value name to text") Map<String, String> expect) {}
}

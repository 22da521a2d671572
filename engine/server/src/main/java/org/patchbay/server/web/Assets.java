package org.patchbay.server.web;

import io.micronaut.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Files that pages load, as they are shipped. */
final class Assets {
    private Assets() {}

    static HttpResponse<byte[]> answer(String name) {
        try (var in = Objects.requireNonNull(Assets.class.getResourceAsStream(name))) {
            return HttpResponse.ok(in.readAllBytes())
                    .header("Cache-Control", "public, max-age=3600")
                    .header("X-Content-Type-Options", "nosniff");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

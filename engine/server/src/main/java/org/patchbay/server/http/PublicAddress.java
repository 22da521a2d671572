package org.patchbay.server.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.patchbay.engine.Engine;

/** The address under which others reach this installation. */
public final class PublicAddress {
    private PublicAddress() {}

    /** The installation's publicUrl, else what the request was sent to; without a slash at the end. */
    public static String of(HttpRequest<?> request, Engine engine) {
        return engine.live()
                .flatMap(live -> live.definitions().installation().publicUrl())
                .or(() -> Optional.ofNullable(request.getHeaders().get(HttpHeaders.HOST))
                        .map(host -> "http://" + host))
                .orElse("http://localhost")
                .replaceFirst("/+$", "");
    }
}

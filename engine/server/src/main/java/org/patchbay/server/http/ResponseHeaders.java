package org.patchbay.server.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Headers that every answer has: its id, and for web pages from known origins the leave to read it (Fetch, CORS protocol). */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ResponseHeaders {
    private final Origins origins;

    ResponseHeaders(Origins origins) {
        this.origins = origins;
    }

    @ResponseFilter
    void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.header(Traces.HEADER, Traces.id(request));
        var origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin != null && origins.mayRead(request, origin)) {
            response.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Location, Retry-After, ETag, X-Request-Id");
            response.header(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
    }
}

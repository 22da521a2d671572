package org.patchbay.server.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Tells browsers beforehand which pages may call (Fetch, CORS preflight). */
@ServerFilter(patterns = "/api/**", methods = HttpMethod.OPTIONS)
final class Preflights {
    private static final String ONE_HOUR = "3600";

    private final Origins origins;

    Preflights(Origins origins) {
        this.origins = origins;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> answer(HttpRequest<?> request) {
        var origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin == null || !origins.allowsSome(origin)) {
            return Answers.problem(
                    request,
                    ProblemDetails.of(
                            ProblemCode.ORIGIN_NOT_ALLOWED,
                            origin == null ? "no page asks" : "pages from `" + origin + "` may not call"));
        }
        origins.allow(request);
        return Answers.nothing()
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, DELETE, PATCH")
                .header(
                        HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                        "Authorization, Content-Type, Idempotency-Key, If-Match, Prefer, X-Request-Id, traceparent")
                .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, ONE_HOUR);
    }
}

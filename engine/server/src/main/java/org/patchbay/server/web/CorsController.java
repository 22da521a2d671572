package org.patchbay.server.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Options;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Origins;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;

/** Tells browsers which pages may call (Fetch, CORS preflight). */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CorsController {
    private static final String ONE_HOUR = "3600";

    private final Origins origins;

    CorsController(Origins origins) {
        this.origins = origins;
    }

    @Options("/{+path}")
    HttpResponse<byte[]> preflight(HttpRequest<?> request, String path) {
        var origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin == null || !origins.allowsSome(origin)) {
            throw ProblemDetails.of(ProblemCode.ORIGIN_NOT_ALLOWED, "pages from `" + origin + "` may not call " + path)
                    .declined();
        }
        return Answers.nothing()
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, DELETE, PATCH")
                .header(
                        HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                        "Authorization, Content-Type, Idempotency-Key, If-Match, Prefer, X-Request-Id, traceparent")
                .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, ONE_HOUR);
    }
}

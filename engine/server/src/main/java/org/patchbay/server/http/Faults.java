package org.patchbay.server.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.patchbay.engine.Crowded;
import org.patchbay.engine.Engine;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for what was thrown; a stack trace goes to the log and nowhere else. */
@Singleton
final class Faults implements ExceptionHandler<Throwable, HttpResponse<byte[]>> {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<byte[]> handle(HttpRequest request, Throwable thrown) {
        return Answers.problem((HttpRequest<?>) request, problem(request, thrown));
    }

    private static ProblemDetails problem(HttpRequest<?> request, Throwable thrown) {
        return switch (thrown) {
            case Declined declined -> declined.problem();
            case Engine.NotReady _ ->
                ProblemDetails.of(ProblemCode.NOT_CONFIGURED, "the documents have errors, and none were ever accepted");
            case Crowded full -> ProblemDetails.of(ProblemCode.TOO_MANY_REQUESTS, String.valueOf(full.getMessage()));
            case StoreUnavailable unavailable -> {
                LOG.warn(
                        "store.unavailable trace={} nothing was kept: {}",
                        Traces.id(request),
                        unavailable.getMessage());
                yield ProblemDetails.of(
                        ProblemCode.STORE_UNAVAILABLE, "the store cannot keep or find anything right now");
            }
            default -> {
                LOG.error("request.fault trace={} path={}", Traces.id(request), request.getPath(), thrown);
                yield ProblemDetails.of(
                        ProblemCode.INTERNAL,
                        "something went wrong that should not; the log has more under the `traceId`");
            }
        };
    }
}

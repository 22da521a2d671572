package org.patchbay.server.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import java.io.EOFException;
import org.patchbay.engine.Crowded;
import org.patchbay.engine.Engine;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers for what was thrown; a stack trace goes to the log and nowhere else. What happens all the time under load has a method of its
 * own: those are known to the router, while a handler is looked for among all beans, which costs more than the refusal.
 */
@Controller
final class Faults implements ExceptionHandler<Throwable, HttpResponse<byte[]>> {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<byte[]> handle(HttpRequest request, Throwable thrown) {
        return Answers.problem((HttpRequest<?>) request, problem(request, thrown));
    }

    @Error(global = true)
    HttpResponse<byte[]> declined(HttpRequest<?> request, Declined declined) {
        return handle(request, declined);
    }

    @Error(global = true)
    HttpResponse<byte[]> crowded(HttpRequest<?> request, Crowded crowded) {
        return handle(request, crowded);
    }

    @Error(global = true)
    HttpResponse<byte[]> storeUnavailable(HttpRequest<?> request, StoreUnavailable unavailable) {
        return handle(request, unavailable);
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
            case EOFException _ -> ProblemDetails.of(ProblemCode.BAD_REQUEST, "the body broke off");
            default -> {
                LOG.error("request.fault trace={} path={}", Traces.id(request), request.getPath(), thrown);
                yield ProblemDetails.of(
                        ProblemCode.INTERNAL,
                        "something went wrong that should not; the log has more under the `traceId`");
            }
        };
    }
}

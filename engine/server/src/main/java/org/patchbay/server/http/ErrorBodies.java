package org.patchbay.server.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Gives refusals that the framework makes by itself the same form as all others. */
@Singleton
final class ErrorBodies implements ErrorResponseProcessor<byte[]> {
    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> base) {
        var code = ProblemCode.ofStatus(base.code());
        var answer = Answers.problem(context.getRequest(), ProblemDetails.of(code, detail(code, context)));
        base.getHeaders()
                .forEach((name, values) -> values.forEach(value -> {
                    if (name.equalsIgnoreCase("Allow")) {
                        answer.header(name, value);
                    }
                }));
        return answer;
    }

    private static String detail(ProblemCode code, ErrorContext context) {
        var request = context.getRequest();
        return switch (code) {
            case NOT_FOUND -> "there is nothing at " + request.getPath();
            case METHOD_NOT_ALLOWED -> request.getPath() + " does not take " + request.getMethodName();
            case UNSUPPORTED_TYPE -> "`" + contentType(request) + "` is not understood here; application/json is";
            case BODY_TOO_LARGE -> "the body is larger than this server reads";
            case INTERNAL -> "something went wrong that should not; the log has more under the `traceId`";
            default -> message(context);
        };
    }

    private static String contentType(HttpRequest<?> request) {
        return request.getContentType().map(Object::toString).orElse("no type");
    }

    private static String message(ErrorContext context) {
        return context.getErrors().stream().map(Error::getMessage).findFirst().orElse("the request cannot be read");
    }
}

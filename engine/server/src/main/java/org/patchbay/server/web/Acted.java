package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.util.Map;
import java.util.Optional;
import org.patchbay.engine.Answer;
import org.patchbay.engine.Answer.StepAnswer;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Step;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Json;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.web.Once.Again;
import org.patchbay.server.web.Once.Ended;

/** The HTTP answer to an action: it concerns one endpoint, so that trouble with the partner is the answer's own. */
final class Acted {
    private Acted() {}

    static HttpResponse<byte[]> answer(HttpRequest<?> request, Answer answer, String integrator, String endpoint) {
        var step = step(answer, integrator, endpoint);
        if (step.isEmpty()) {
            var why = answer.reason().orElse("the integrator does not run it");
            return Answers.problem(
                    request,
                    ProblemDetails.of(ProblemCode.INTEGRATOR_DISABLED, why).in(answer.executionId()));
        }
        return switch (step.get().status()) {
            case SUCCEEDED, ALREADY_DONE, CACHED, FALLBACK -> done(HttpStatus.OK, answer, step.get());
            case ACCEPTED, RETRYING -> done(HttpStatus.ACCEPTED, answer, step.get());
            case SKIPPED, FAILED, TIMED_OUT, UNKNOWN ->
                Answers.problem(request, problem(step.get(), integrator).in(answer.executionId()));
        };
    }

    /** What may have happened is told again to whoever sends it again. */
    static Ended ended(HttpRequest<?> request, Answer answer, String integrator, String endpoint) {
        var response = answer(request, answer, integrator, endpoint);
        return step(answer, integrator, endpoint).filter(Acted::isOpen).isPresent()
                ? new Ended(response, Again.SHOWS_THE_SAME)
                : Ended.of(response);
    }

    private static Optional<StepAnswer> step(Answer answer, String integrator, String endpoint) {
        return Optional.ofNullable(
                answer.results().getOrDefault(integrator, Map.of()).get(endpoint));
    }

    /** Nobody knows whether it happened, or it still runs. */
    private static boolean isOpen(StepAnswer step) {
        return switch (step.status()) {
            case UNKNOWN -> true;
            case TIMED_OUT -> step.problem().isEmpty();
            case SUCCEEDED, ALREADY_DONE, CACHED, FALLBACK, ACCEPTED, RETRYING, SKIPPED, FAILED -> false;
        };
    }

    private static HttpResponse<byte[]> done(HttpStatus status, Answer answer, StepAnswer step) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("executionId", answer.executionId());
        json.put("status", step.status().word());
        if (step.data() instanceof ObjectNode data) {
            data.properties().forEach(field -> json.set(field.getKey(), field.getValue()));
        }
        var response = Answers.json(status, Json.bytes(json));
        return status == HttpStatus.ACCEPTED
                ? response.header("Location", "/api/v1/executions/" + answer.executionId())
                : response;
    }

    private static ProblemDetails problem(StepAnswer step, String integrator) {
        var problem = step.problem()
                .map(failure -> ofFailure(failure, integrator))
                .orElseGet(() -> ProblemDetails.of(code(step), step.reason().orElse("it was not run")));
        var whose = problem.with("endpoint", step.endpoint()).with("integrator", integrator);
        return isOpen(step) ? whose.open() : whose;
    }

    private static ProblemCode code(StepAnswer step) {
        return step.status() == Step.Status.SKIPPED ? ProblemCode.BAD_INPUT : ProblemCode.UPSTREAM_TIMEOUT;
    }

    private static ProblemDetails ofFailure(Failure failure, String integrator) {
        var problem = ProblemDetails.of(ProblemCode.of(failure.code()), failure.message());
        if (failure.agentMessage().isPresent()) {
            problem = problem.with("message", failure.agentMessage().get());
        }
        if (failure.status().isPresent()) {
            problem = problem.with(
                    "upstreamStatus",
                    JsonNodeFactory.instance.numberNode(failure.status().get()));
        }
        var reconnect = Reconnect.path(failure, integrator);
        if (reconnect.isPresent()) {
            problem = problem.with("reconnect", reconnect.get());
        }
        return Fired.at(problem, failure);
    }
}

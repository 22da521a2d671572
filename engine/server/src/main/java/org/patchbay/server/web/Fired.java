package org.patchbay.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import org.patchbay.engine.Answer;
import org.patchbay.engine.Answer.StepAnswer;
import org.patchbay.exchange.Failure;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.Json;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;

/** The HTTP answer to a trigger. Trouble with a partner is told in the body; the status speaks of us. */
@Singleton
final class Fired {
    private final FrameLinks frames;

    Fired(FrameLinks frames) {
        this.frames = frames;
    }

    HttpResponse<byte[]> answer(HttpRequest<?> request, Answer answer) {
        return switch (answer.status()) {
            case REJECTED -> Answers.problem(request, rejected(answer));
            case ACCEPTED -> accepted(request, answer);
            case SUCCEEDED, PARTIAL, FAILED, TIMED_OUT, NOTHING_TO_DO ->
                Answers.json(HttpStatus.OK, AnswerWriter.bytes(framed(request, answer)));
        };
    }

    /** Each card with the address of the page that shows it. */
    private Answer framed(HttpRequest<?> request, Answer answer) {
        if (answer.iframe().isEmpty()) {
            return answer;
        }
        var author = Gate.letIn(request).orElseThrow().author();
        return answer.showing(answer.iframe().stream()
                .map(card -> card.deepCopy().put("src", src(answer.executionId(), card, author)))
                .toList());
    }

    private String src(String execution, JsonNode card, String author) {
        return frames.path(frames.shown(execution, card.path("integrator").asText(), author));
    }

    private HttpResponse<byte[]> accepted(HttpRequest<?> request, Answer answer) {
        return Answers.json(HttpStatus.ACCEPTED, AnswerWriter.bytes(framed(request, answer)))
                .header("Location", "/api/v1/executions/" + answer.executionId());
    }

    private static ProblemDetails rejected(Answer answer) {
        var refusals = answer.refusals().stream()
                .filter(step -> step.problem().isPresent())
                .toList();
        if (refusals.isEmpty()) {
            return ProblemDetails.of(
                            ProblemCode.BAD_INPUT, answer.reason().orElse("it was refused before anything was sent"))
                    .in(answer.executionId());
        }
        return blame(refusals).in(answer.executionId());
    }

    private static ProblemDetails blame(List<StepAnswer> refusals) {
        var first = refusals.getFirst();
        var failure = first.problem().orElseThrow();
        var problem = ProblemDetails.of(ProblemCode.of(failure.code()), failure.message())
                .with("endpoint", first.endpoint())
                .with("integrator", first.integrator());
        for (var refusal : refusals) {
            problem = at(problem, refusal.problem().orElseThrow());
        }
        return problem;
    }

    static ProblemDetails at(ProblemDetails problem, Failure failure) {
        return failure.input()
                .map(input -> problem.at(pointer(input), what(failure)))
                .orElse(problem);
    }

    private static String what(Failure failure) {
        return switch (failure.code()) {
            case MISSING_INPUT, MISSING_VALUE -> "required";
            case BAD_INPUT,
                    BAD_PHONE,
                    REAUTH_REQUIRED,
                    INTEGRATOR_DISABLED,
                    UPSTREAM_REJECTED,
                    UPSTREAM_UNAUTHORIZED,
                    UPSTREAM_UNREACHABLE,
                    UPSTREAM_CROWDED,
                    UPSTREAM_BLOCKED,
                    UPSTREAM_TIMEOUT,
                    MAPPING_FAILED,
                    INTERNAL -> failure.message();
        };
    }

    /** A path with dots, as a JSON pointer. */
    static String pointer(String input) {
        return Json.pointer(input).replace('.', '/');
    }
}

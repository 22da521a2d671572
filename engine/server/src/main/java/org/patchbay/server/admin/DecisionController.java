package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.OptionalLong;
import org.patchbay.engine.Decisions.On;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;
import org.patchbay.exchange.Execution;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.server.http.Said;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters;

/** {@code /executions/…}: what people decide about work that was not delivered, or that still waits. */
@Controller("/api/v1/executions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DecisionController {
    private static final int USUAL = 100;
    private static final int MOST = 10_000;
    private static final String[] FILTERS = {"callcenterId", "integrator", "endpoint", "limit"};
    private static final String[] FILTERS_AND_REVISION = {"callcenterId", "integrator", "endpoint", "limit", "revision"
    };

    private final Engine engine;
    private final Gate gate;

    DecisionController(Engine engine, Gate gate) {
        this.engine = engine;
        this.gate = gate;
    }

    @Post("/{id}/replay")
    HttpResponse<byte[]> replay(HttpRequest<byte[]> request, String id) {
        gate.admin(request, Role.EDITOR);
        var said = Said.of(request, "revision");
        var execution = find(id);
        var refusal = refusal(execution);
        var replayed = engine.decisions().replay(execution, revision(said));
        if (replayed == 0 && refusal.isPresent()) {
            throw refusal.get().in(execution.id()).declined();
        }
        return count("replayed", replayed);
    }

    /** Why an execution is not run again as a whole; empty when nothing speaks against it. */
    private Optional<ProblemDetails> refusal(Execution execution) {
        if (engine.decisions().isUnderWay(execution)) {
            return Optional.of(ProblemDetails.of(
                    ProblemCode.STILL_OPEN, "it is still under way: it goes on by itself, or can be cancelled first"));
        }
        if (engine.decisions().isUnknown(execution)) {
            return Optional.of(ProblemDetails.of(
                    ProblemCode.STILL_OPEN,
                    "nobody knows whether something of it happened: find out, and resolve it first"));
        }
        return engine.decisions().isBare(execution)
                ? Optional.of(ProblemDetails.of(
                        ProblemCode.NOT_KEPT, "the body of its event is not kept, so it cannot be run again"))
                : Optional.empty();
    }

    @Post("/replay")
    HttpResponse<byte[]> replayAll(HttpRequest<byte[]> request) {
        gate.admin(request, Role.EDITOR);
        var said = Said.of(request, FILTERS_AND_REVISION);
        var filter = filter(said, Optional.of(Letter.Kind.DEAD));
        return count("replayed", engine.decisions().replay(filter, revision(said)));
    }

    @Post("/cancel")
    HttpResponse<byte[]> cancelAll(HttpRequest<byte[]> request) {
        gate.admin(request, Role.EDITOR);
        var filter = filter(Said.of(request, FILTERS), Optional.empty());
        if (filter.callCentre().isEmpty()
                && filter.integrator().isEmpty()
                && filter.endpoint().isEmpty()) {
            throw ProblemDetails.of(ProblemCode.BAD_INPUT, "which ones is not said")
                    .at("", "callcenterId, integrator or endpoint was expected")
                    .declined();
        }
        return count("cancelled", engine.decisions().cancel(filter));
    }

    private static Letters.Filter filter(Said said, Optional<Letter.Kind> kind) {
        return new Letters.Filter(
                kind,
                said.id("callcenterId"),
                said.text("integrator"),
                said.text("endpoint"),
                Optional.empty(),
                said.number("limit", MOST).orElse(USUAL));
    }

    @Post("/{id}/resolve")
    HttpResponse<byte[]> resolve(HttpRequest<byte[]> request, String id) {
        gate.admin(request, Role.EDITOR);
        var said = Said.of(request, "as", "endpoint");
        var endpoint = said.text("endpoint");
        var execution = find(id);
        var decided = switch (said.text("as").orElse("")) {
            case "done" -> engine.decisions().done(execution, endpoint);
            case "not-done" -> engine.decisions().notDone(execution, endpoint);
            default ->
                throw ProblemDetails.of(ProblemCode.BAD_INPUT, "`as` says what somebody found out: done or not-done")
                        .at("/as", "done or not-done was expected")
                        .declined();
        };
        if (decided == 0) {
            throw ProblemDetails.of(ProblemCode.NOT_FOUND, "nothing of this execution is unknown")
                    .in(execution.id())
                    .declined();
        }
        return count("resolved", decided);
    }

    @Post("/{id}/cancel")
    HttpResponse<byte[]> cancel(HttpRequest<byte[]> request, String id) {
        gate.admin(request, Role.EDITOR);
        Said.nothing(request);
        return count("cancelled", engine.decisions().cancel(find(id)));
    }

    private Execution find(String id) {
        return engine.decisions()
                .execution(id, Optional.empty())
                .orElseThrow(() -> ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no execution `" + id + "` here")
                        .declined());
    }

    /** @throws Declined there is no such revision */
    private On revision(Said said) {
        var named = said.body().path("revision");
        var word = named.isMissingNode() ? "pinned" : named.asText();
        return switch (word) {
            case "pinned" -> On.PINNED;
            case "live" ->
                new On(OptionalLong.of(engine.live().map(Live::number).orElse(0L)));
            default -> new On(OptionalLong.of(known(word)));
        };
    }

    private long known(String word) {
        try {
            return engine.revision(Long.parseLong(word))
                    .map(Live::number)
                    .orElseThrow(() -> ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no revision " + word)
                            .declined());
        } catch (NumberFormatException noNumber) {
            throw Said.refused("revision", "pinned, live or a number");
        }
    }

    private static HttpResponse<byte[]> count(String what, int number) {
        return Answers.ok(JsonNodeFactory.instance.objectNode().put(what, number));
    }
}

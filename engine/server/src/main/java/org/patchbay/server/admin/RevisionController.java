package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.store.Revisions.Kept;

/** {@code /revisions}: the configurations that were taken. */
@Controller("/api/v1/revisions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RevisionController {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final Engine engine;
    private final Gate gate;
    private final Configuration configuration;
    private final ReloadAnswers answers;

    RevisionController(Engine engine, Gate gate, Configuration configuration, ReloadAnswers answers) {
        this.engine = engine;
        this.gate = gate;
        this.configuration = configuration;
        this.answers = answers;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request, @QueryValue Optional<Integer> limit) {
        gate.admin(request, Role.VIEWER);
        var kept = engine.tools().store().revisions().list(Math.clamp(limit.orElse(USUAL), 1, MOST));
        return Answers.items(kept.stream().map(this::head));
    }

    private ObjectNode head(Kept kept) {
        var isLive = engine.live().map(Live::number).equals(Optional.of(kept.number()));
        return JsonNodeFactory.instance
                .objectNode()
                .put("revision", kept.number())
                .put("hash", kept.hash())
                .put("author", kept.author())
                .put("acceptedAt", kept.acceptedAt().toString())
                .put("live", isLive);
    }

    @Get("/{number}")
    HttpResponse<byte[]> one(HttpRequest<?> request, long number) {
        gate.admin(request, Role.VIEWER);
        var kept = kept(number);
        var loaded = engine.check(kept.documents()).loaded();
        var json = head(kept).put("hiddenLines", loaded.hidden().size());
        ShownDocuments.of(kept.documents(), loaded).forEach(json.putObject("documents")::put);
        return Answers.ok(json);
    }

    @Get("/{number}/diff/{other}")
    HttpResponse<byte[]> difference(HttpRequest<?> request, long number, long other) {
        gate.admin(request, Role.VIEWER);
        var json = JsonNodeFactory.instance.objectNode().put("from", number).put("to", other);
        var changes = json.putArray("changes");
        Differences.between(shown(kept(number)), shown(kept(other))).forEach(changes::add);
        return Answers.ok(json);
    }

    private Map<String, String> shown(Kept kept) {
        return ShownDocuments.of(
                kept.documents(), engine.check(kept.documents()).loaded());
    }

    @Post("/{number}/activate")
    HttpResponse<byte[]> activate(HttpRequest<?> request, long number) {
        var visitor = gate.admin(request, Role.EDITOR);
        var kept = kept(number);
        return answers.of(request, configuration.take(kept, visitor.author()));
    }

    private Kept kept(long number) {
        return engine.tools()
                .store()
                .revisions()
                .find(number)
                .orElseThrow(() -> ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no revision " + number)
                        .declined());
    }
}

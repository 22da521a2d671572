package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Asked;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.server.http.Said;
import org.patchbay.store.Revisions.Kept;

/** {@code /revisions}: the configurations that were taken. */
@Controller("/api/v1/revisions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RevisionController {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Engine engine;
    private final Gate gate;
    private final Configuration configuration;
    private final ReloadAnswers answers;
    private final Publishing publishing;

    RevisionController(
            Engine engine, Gate gate, Configuration configuration, ReloadAnswers answers, Publishing publishing) {
        this.engine = engine;
        this.gate = gate;
        this.configuration = configuration;
        this.answers = answers;
        this.publishing = publishing;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        gate.admin(request, Role.VIEWER, "limit");
        var kept = engine.tools().store().revisions().list(Asked.of(request).limit());
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
    HttpResponse<byte[]> one(HttpRequest<?> request, String number) {
        gate.admin(request, Role.VIEWER);
        var kept = kept(number);
        var loaded = engine.check(kept.documents()).loaded();
        var json = head(kept).put("hiddenLines", loaded.hidden().size());
        ShownDocuments.of(kept.documents(), loaded).forEach(json.putObject("documents")::put);
        return Answers.ok(json);
    }

    @Get("/{number}/diff/{other}")
    HttpResponse<byte[]> difference(HttpRequest<?> request, String number, String other) {
        gate.admin(request, Role.VIEWER);
        var from = kept(number);
        var to = kept(other);
        var json =
                JsonNodeFactory.instance.objectNode().put("from", from.number()).put("to", to.number());
        var changes = json.putArray("changes");
        Differences.between(shown(from), shown(to)).forEach(changes::add);
        return Answers.ok(json);
    }

    private Map<String, String> shown(Kept kept) {
        return ShownDocuments.of(
                kept.documents(), engine.check(kept.documents()).loaded());
    }

    @Post("/{number}/activate")
    HttpResponse<byte[]> activate(HttpRequest<byte[]> request, String number) {
        var visitor = gate.admin(request, Role.EDITOR);
        Said.nothing(request);
        var kept = kept(number);
        var wanted = engine.check(kept.documents()).loaded().definitions().templates();
        publishing.check(wanted, visitor);
        return answers.of(request, configuration.take(kept, visitor.author()));
    }

    private Kept kept(String number) {
        if (!NUMBER.matcher(number).matches()) {
            throw ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no revision `" + number + "`; they are numbers")
                    .declined();
        }
        return engine.tools()
                .store()
                .revisions()
                .find(Long.parseLong(number))
                .orElseThrow(() -> ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no revision " + number)
                        .declined());
    }
}

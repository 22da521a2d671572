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
import java.util.List;
import java.util.Map;
import org.patchbay.definition.Problem;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.Role;
import org.patchbay.server.http.Said;

/** {@code /config}: what runs, and taking something else. */
@Controller("/api/v1/config")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConfigController {
    private final Engine engine;
    private final Configuration configuration;
    private final Gate gate;
    private final ReloadAnswers answers;
    private final Publishing publishing;

    ConfigController(
            Engine engine, Configuration configuration, Gate gate, ReloadAnswers answers, Publishing publishing) {
        this.engine = engine;
        this.configuration = configuration;
        this.gate = gate;
        this.answers = answers;
        this.publishing = publishing;
    }

    @Get
    HttpResponse<byte[]> live(HttpRequest<?> request) {
        gate.admin(request, Role.VIEWER);
        var json = JsonNodeFactory.instance.objectNode();
        engine.live().ifPresent(live -> describe(json, live));
        json.set("nodes", answers.nodes());
        engine.leftAlone().destinations().forEach(json.putArray("leftAlone")::add);
        configuration.refusal().ifPresent(refusal -> {
            var refused = json.putObject("refused");
            refused.put("at", refusal.at().toString());
            refused.set("findings", FindingJson.list(refusal.findings()));
        });
        return Versions.tagged(Answers.ok(json), serving());
    }

    private void describe(ObjectNode json, Live live) {
        var definitions = live.definitions();
        json.put("revision", live.number());
        json.put("hash", live.hash());
        json.put("templates", definitions.templates().size());
        json.put("integrators", definitions.integrators().size());
        json.put("callCentres", live.byCallCentre().size());
        json.set("warnings", FindingJson.list(live.warnings()));
        var documents = json.putArray("documents");
        engine.documents().keySet().stream().sorted().forEach(documents::add);
    }

    private long serving() {
        return engine.live().map(Live::number).orElse(0L);
    }

    @Post("/reload")
    HttpResponse<byte[]> reload(HttpRequest<byte[]> request) {
        var admin = gate.admin(request, Role.EDITOR);
        var others = others(request);
        publishing.check(configuration.wanted(others), admin);
        var result = configuration.reload(admin.author(), Versions.wanted(request), others);
        return answers.of(request, result);
    }

    @Post("/validate")
    HttpResponse<byte[]> validate(HttpRequest<byte[]> request) {
        gate.admin(request, Role.VIEWER);
        return Answers.ok(checked(configuration.check(others(request))));
    }

    /** What a reload would change; nothing is taken. */
    @Post("/plan")
    HttpResponse<byte[]> plan(HttpRequest<byte[]> request) {
        gate.admin(request, Role.VIEWER);
        var others = others(request);
        var findings = configuration.check(others);
        var json = checked(findings).put("serving", serving());
        var changes = json.putArray("changes");
        // Where secrets stand is known of documents only that can be read.
        if (findings.stream().noneMatch(Problem::isError)) {
            changes(configuration.texts(others)).forEach(changes::add);
        }
        return Answers.ok(json);
    }

    private List<ObjectNode> changes(Map<String, String> wanted) {
        var live = engine.documents();
        var changes = Differences.between(shown(live), shown(wanted));
        var told = changes.stream().map(change -> change.path("path").asText()).toList();
        wanted.entrySet().stream()
                .filter(document -> live.containsKey(document.getKey()) && !told.contains(document.getKey()))
                .filter(document -> !document.getValue().equals(live.get(document.getKey())))
                .forEach(document -> changes.add(Differences.unshown(document.getKey())));
        return changes;
    }

    private Map<String, String> shown(Map<String, String> texts) {
        return ShownDocuments.of(texts, engine.check(texts).loaded());
    }

    private static ObjectNode checked(List<Problem> findings) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("valid", findings.stream().noneMatch(Problem::isError));
        json.put("summary", FindingJson.count(findings));
        json.set("findings", FindingJson.list(findings));
        return json;
    }

    private static SentDocuments others(HttpRequest<byte[]> request) {
        return SentDocuments.of(Said.of(request, SentDocuments.KEY));
    }
}

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
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Template;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;
import org.patchbay.flow.Tenant;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.server.http.Said;

/** {@code /templates}: how partners work, as the live revision has it. */
@Controller("/api/v1/templates")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TemplateController {
    private final Engine engine;
    private final Gate gate;
    private final Publishing publishing;
    private final ReloadAnswers answers;

    TemplateController(Engine engine, Gate gate, Publishing publishing, ReloadAnswers answers) {
        this.engine = engine;
        this.gate = gate;
        this.publishing = publishing;
        this.answers = answers;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        gate.admin(request, Role.VIEWER);
        var page = JsonNodeFactory.instance.objectNode();
        var items = page.putArray("items");
        engine.live()
                .ifPresent(live -> live.definitions().templates().forEach(template -> items.add(head(live, template))));
        return Answers.ok(page);
    }

    @Get("/{template}")
    HttpResponse<byte[]> one(HttpRequest<?> request, String template) {
        gate.admin(request, Role.VIEWER);
        var found = engine.live()
                .flatMap(live -> live.definitions().template(template).map(one -> whole(live, one)));
        return Answers.ok(found.orElseThrow(() -> unknown(template)));
    }

    /** Decides in which state a template is, until its document asks for something else. */
    @Post("/{template}/state")
    HttpResponse<byte[]> state(HttpRequest<byte[]> request, String template) {
        gate.admin(request, Role.EDITOR);
        var state = Publishing.state(Said.of(request, "state").text("state").orElse(""));
        var visitor = gate.admin(request, Publishing.role(state));
        var found = engine.live()
                .flatMap(live -> live.definitions().template(template))
                .orElseThrow(() -> unknown(template));
        publishing.check(found, state, visitor);
        return answers.of(request, engine.decide(found.pinned(), state, visitor.author()));
    }

    private Declined unknown(String template) {
        return ProblemDetails.of(
                        ProblemCode.NOT_FOUND,
                        Nearest.told("there is no template `" + template + "`", template, names()))
                .declined();
    }

    private List<String> names() {
        return engine.live().stream()
                .flatMap(live -> live.definitions().templates().stream())
                .map(template -> template.name().text())
                .toList();
    }

    private static ObjectNode head(Live live, Template template) {
        var json = JsonNodeFactory.instance.objectNode();
        var language = live.definitions().installation().locale();
        json.put("name", template.name().text());
        json.put(
                "label",
                template.label()
                        .map(label -> label.in(language))
                        .orElse(template.name().text()));
        json.put("type", Words.of(template.type()));
        json.put("version", template.version());
        json.put("state", Words.of(template.state()));
        json.put("document", template.at().file());
        json.put("endpoints", template.endpoints().size());
        json.put("tests", template.tests().size());
        var integrators = json.putArray("integrators");
        tenants(live, template).forEach(tenant -> integrators.add(tenant.name()));
        return json;
    }

    private static List<Tenant> tenants(Live live, Template template) {
        return live.tenants().values().stream()
                .filter(tenant -> tenant.program().template().equals(template))
                .toList();
    }

    private static ObjectNode whole(Live live, Template template) {
        var json = head(live, template);
        var language = live.definitions().installation().locale();
        template.description().ifPresent(text -> json.put("description", text.in(language)));
        json.put("baseUrl", template.baseUrl().text());
        var fields = json.putArray("fields");
        template.fields()
                .forEach(field -> fields.addObject()
                        .put("name", field.name().text())
                        .put(
                                "label",
                                field.label()
                                        .map(label -> label.in(language))
                                        .orElse(field.name().text()))
                        .put("required", field.required() && field.fallback().isEmpty())
                        .put("secret", field.secret()));
        var endpoints = json.putArray("endpoints");
        template.endpoints().forEach(endpoint -> endpoints.add(endpoint(endpoint, language)));
        var tests = json.putArray("tests");
        template.tests().forEach(test -> tests.add(test.name()));
        return json;
    }

    private static ObjectNode endpoint(Endpoint endpoint, String language) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", endpoint.name().text());
        endpoint.label().ifPresent(label -> json.put("label", label.in(language)));
        json.put("type", Words.of(endpoint.type()));
        var triggers = json.putArray("trigger");
        endpoint.trigger().forEach(name -> triggers.add(name.text()));
        json.put("url", endpoint.request().url().text());
        json.put("line", endpoint.at().line());
        return json;
    }
}

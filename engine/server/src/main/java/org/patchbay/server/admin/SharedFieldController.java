package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Template;
import org.patchbay.engine.Engine;
import org.patchbay.flow.Known;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.Json;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.store.Fields;

/** {@code /templates/{t}/fields}: what a template has for all of its integrators. Editors see and change it, published or not. */
@Controller("/api/v1/templates/{template}/fields")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SharedFieldController {
    private final Engine engine;
    private final Gate gate;

    SharedFieldController(Engine engine, Gate gate) {
        this.engine = engine;
        this.gate = gate;
    }

    @Get
    HttpResponse<byte[]> show(HttpRequest<?> request, String template) {
        gate.admin(request, Role.EDITOR);
        return Answers.ok(fields(found(template)));
    }

    /** A null clears a field; those that are not named stay. */
    @Patch
    HttpResponse<byte[]> change(HttpRequest<byte[]> request, String template) {
        gate.admin(request, Role.EDITOR);
        var found = found(template);
        var wanted = Json.object(request.getBody());
        wanted.fieldNames().forEachRemaining(name -> field(found, name));
        wanted.properties().forEach(entry -> {
            var secret = field(found, entry.getKey()).secret();
            var value = Optional.of(entry.getValue())
                    .filter(given -> !given.isNull())
                    .map(given -> secret ? SecretNode.hide(given) : given);
            kept().store(Known.place(found), entry.getKey(), value);
        });
        return Answers.ok(fields(found));
    }

    private Template found(String name) {
        return engine.live()
                .flatMap(live -> live.definitions().template(name))
                .orElseThrow(() -> ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no template `" + name + "`")
                        .declined());
    }

    private static Parameter field(Template template, String name) {
        var names = template.shared().stream().map(field -> field.name().text()).toList();
        return template.shared().stream()
                .filter(field -> field.name().is(name))
                .findFirst()
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemCode.BAD_INPUT,
                                Nearest.told(
                                        "`" + template.name() + "` has no field `" + name + "` of `scope: template`",
                                        name,
                                        names))
                        .at(Json.pointer(name), "a field of the template")
                        .declined());
    }

    private ObjectNode fields(Template template) {
        var stored = kept().stored(Known.place(template));
        var json = JsonNodeFactory.instance.objectNode();
        for (var field : template.shared()) {
            Optional.ofNullable(stored.get(field.name().text()))
                    .or(() -> field.fallback().map(tree -> tree.toJson()))
                    .map(value -> field.secret() ? SecretNode.hide(value) : value)
                    .ifPresent((JsonNode value) -> json.set(field.name().text(), value));
        }
        return json;
    }

    private Fields kept() {
        return engine.tools().store().fields();
    }
}

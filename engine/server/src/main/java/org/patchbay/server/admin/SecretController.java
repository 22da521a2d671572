package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.patchbay.config.SecretSources;
import org.patchbay.definition.Secret;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.server.http.Said;
import org.patchbay.store.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /secrets}: what documents name as <code>${secret:name}</code>; values go in and never come out. */
@Controller("/api/v1/secrets")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SecretController {
    private static final Logger LOG = LoggerFactory.getLogger(SecretController.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    private final Engine engine;
    private final Configuration configuration;
    private final Secrets secrets;
    private final Gate gate;

    SecretController(Engine engine, Configuration configuration, Gate gate) {
        this.engine = engine;
        this.configuration = configuration;
        this.secrets = engine.tools().store().secrets();
        this.gate = gate;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        gate.admin(request, Role.OWNER);
        var page = JsonNodeFactory.instance.objectNode();
        var items = page.putArray("items");
        secrets.list()
                .forEach(known -> items.addObject()
                        .put("name", known.name())
                        .put("setAt", known.setAt().toString()));
        return Answers.ok(page);
    }

    @Get("/{name}")
    HttpResponse<byte[]> one(HttpRequest<?> request, String name) {
        gate.admin(request, Role.OWNER);
        var found = secrets.list().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name).declined());
        return Answers.ok(JsonNodeFactory.instance
                .objectNode()
                .put("name", found.name())
                .put("setAt", found.setAt().toString()));
    }

    /** The value as text, or as JSON <code>{"value": …}</code>. */
    @Put("/{name}")
    @Consumes({MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    HttpResponse<byte[]> put(HttpRequest<byte[]> request, String name) {
        var owner = gate.admin(request, Role.OWNER);
        if (!NAME.matcher(name).matches()) {
            throw ProblemDetails.of(
                            ProblemCode.BAD_INPUT,
                            "`" + name + "` is no name for a secret: letters, digits, dots, hyphens; a letter first")
                    .declined();
        }
        secrets.put(name, value(request), engine.tools().clock().instant());
        LOG.info("secret.rotated name={} by={}", name, owner.author());
        if (engine.live().isPresent()) {
            configuration.renew();
        }
        return Answers.nothing();
    }

    private static Secret value(HttpRequest<byte[]> request) {
        var isJson = request.getContentType()
                .map(MediaType.APPLICATION_JSON_TYPE::equals)
                .orElse(false);
        var text = isJson
                ? Said.of(request, "value").text("value").orElse("")
                : request.getBody()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse("");
        if (text.isEmpty()) {
            throw ProblemDetails.of(ProblemCode.BAD_INPUT, "a secret has a value")
                    .at(isJson ? "/value" : "", "required")
                    .declined();
        }
        return Secret.of(text);
    }

    @Delete("/{name}")
    HttpResponse<byte[]> delete(HttpRequest<?> request, String name) {
        gate.admin(request, Role.OWNER);
        // Live documents would go on with what they have read, though it is said to be gone.
        var use = SecretSources.naming(engine.documents(), name);
        if (!use.isEmpty()) {
            throw ProblemDetails.of(ProblemCode.IN_USE, "`${secret:" + name + "}` stands in " + String.join(", ", use))
                    .declined();
        }
        if (!secrets.remove(name)) {
            throw unknown(name).declined();
        }
        return Answers.nothing();
    }

    private static ProblemDetails unknown(String name) {
        return ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no secret `" + name + "`");
    }
}

package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.Json;
import org.patchbay.server.http.KeyMint;
import org.patchbay.server.http.KeyMint.Minted;
import org.patchbay.server.http.Origins;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.server.http.Said;
import org.patchbay.store.Keys;
import org.patchbay.store.Keys.Key;

/** {@code /keys}: what callers of the API show. A key is shown once, when it is made. */
@Controller("/api/v1/keys")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeyController {
    private final Engine engine;
    private final Keys keys;
    private final Gate gate;

    KeyController(Engine engine, Gate gate) {
        this.engine = engine;
        this.keys = engine.tools().store().keys();
        this.gate = gate;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        gate.admin(request, Role.OWNER);
        return Answers.items(keys.list().stream().map(KeyController::json));
    }

    private static ObjectNode json(Key key) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", key.id());
        json.put("kind", key.kind().name().toLowerCase(Locale.ROOT));
        key.callCentre().ifPresent(callCentre -> json.put("callcenterId", callCentre));
        key.role().ifPresent(role -> json.put("role", role));
        var origins = json.putArray("allowedOrigins");
        key.origins().forEach(origins::add);
        return json.put("createdAt", key.createdAt().toString());
    }

    @Post
    HttpResponse<byte[]> create(HttpRequest<byte[]> request) {
        gate.admin(request, Role.OWNER);
        var minted = mint(Said.of(request, "kind", "callcenterId", "role", "allowedOrigins"));
        keys.put(minted.key());
        gate.refresh();
        var json = json(minted.key());
        json.put("key", minted.text());
        return Answers.json(HttpStatus.CREATED, Json.bytes(json))
                .header("Location", "/api/v1/keys/" + minted.key().id())
                .header("Cache-Control", "no-store");
    }

    private Minted mint(Said wish) {
        var now = engine.tools().clock().instant();
        var callCentre = wish.id("callcenterId");
        return switch (wish.text("kind").orElse("")) {
            case "pk" -> KeyMint.publishable(callCentre.orElseThrow(KeyController::noCallCentre), origins(wish), now);
            case "sk" -> KeyMint.secret(callCentre, now);
            case "ak" -> KeyMint.admin(role(wish), callCentre, now);
            default -> throw bad("/kind", "`kind` is pk, sk or ak");
        };
    }

    private static List<String> origins(Said wish) {
        var origins = wish.body().path("allowedOrigins");
        if (!origins.isMissingNode() && !origins.isArray()) {
            throw bad("/allowedOrigins", "`allowedOrigins` is a list");
        }
        for (var i = 0; i < origins.size(); i++) {
            if (!Origins.isOrigin(origins.get(i).asText())) {
                throw bad("/allowedOrigins/" + i, "an origin is https:// and a host, no path: https://phone.example");
            }
        }
        return origins.valueStream().map(JsonNode::asText).toList();
    }

    private static Role role(Said wish) {
        var words = Arrays.stream(Role.values()).map(Role::word).toList();
        return Role.of(wish.text("role").orElse(""))
                .orElseThrow(() -> bad("/role", "`role` is one of " + String.join(", ", words)));
    }

    private static Declined noCallCentre() {
        return bad("/callcenterId", "a publishable key belongs to a call centre");
    }

    private static Declined bad(String pointer, String detail) {
        return ProblemDetails.of(ProblemCode.BAD_INPUT, detail)
                .at(pointer, detail)
                .declined();
    }

    @Delete("/{id}")
    HttpResponse<byte[]> revoke(HttpRequest<?> request, String id) {
        gate.admin(request, Role.OWNER);
        if (!keys.revoke(id)) {
            throw ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no key `" + id + "`")
                    .declined();
        }
        gate.refresh();
        return Answers.nothing();
    }
}

package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Secret;
import org.patchbay.engine.Engine;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Declined;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.Json;
import org.patchbay.server.http.People;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Role;
import org.patchbay.store.Users;
import org.patchbay.store.Users.User;

/** {@code /users}: people who administer. Passwords go in and never come out. */
@Controller("/api/v1/users")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UserController {
    private final Engine engine;
    private final Users users;
    private final Gate gate;

    UserController(Engine engine, Gate gate) {
        this.engine = engine;
        this.users = engine.tools().store().users();
        this.gate = gate;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        gate.admin(request, Role.OWNER);
        return Answers.items(users.list().stream().map(UserController::json));
    }

    private static ObjectNode json(User user) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", user.name())
                .put("role", user.role())
                .put("createdAt", user.createdAt().toString());
    }

    @Post
    HttpResponse<byte[]> add(HttpRequest<byte[]> request) {
        gate.admin(request, Role.OWNER);
        var body = Json.object(request.getBody(), List.of("name", "role", "password"));
        var name = body.path("name").asText("");
        if (users.find(name).isPresent()) {
            throw ProblemDetails.of(ProblemCode.ALREADY_EXISTS, "there is a user `" + name + "`")
                    .declined();
        }
        var made = People.user(
                name,
                role(body).orElseThrow(UserController::noRole),
                password(body),
                engine.tools().clock().instant());
        users.put(made.orElseThrow(refusal -> bad(refusal.pointer(), refusal.text())));
        return Answers.json(HttpStatus.CREATED, Json.bytes(json(users.find(name).orElseThrow())));
    }

    @Patch("/{name}")
    HttpResponse<byte[]> change(HttpRequest<byte[]> request, String name) {
        gate.admin(request, Role.OWNER);
        var body = Json.object(request.getBody(), List.of("role", "password"));
        var before = users.find(name).orElseThrow(() -> unknown(name));
        var role = role(body).map(Role::word).orElse(before.role());
        var changed = body.has("password")
                ? People.with(before, password(body)).orElseThrow(refusal -> bad(refusal.pointer(), refusal.text()))
                : before;
        users.put(People.with(changed, role));
        gate.refresh();
        return Answers.ok(json(users.find(name).orElseThrow()));
    }

    @Delete("/{name}")
    HttpResponse<byte[]> remove(HttpRequest<?> request, String name) {
        gate.admin(request, Role.OWNER);
        if (!users.remove(name)) {
            throw unknown(name);
        }
        gate.refresh();
        return Answers.nothing();
    }

    private static Secret password(ObjectNode body) {
        return Secret.of(body.path("password").asText(""));
    }

    private static Optional<Role> role(ObjectNode body) {
        return body.has("role")
                ? Optional.of(Role.of(body.path("role").asText("")).orElseThrow(UserController::noRole))
                : Optional.empty();
    }

    private static Declined noRole() {
        return bad(
                "/role",
                "`role` is one of "
                        + String.join(
                                ", ",
                                Arrays.stream(Role.values()).map(Role::word).toList()));
    }

    private static Declined bad(String pointer, String detail) {
        return ProblemDetails.of(ProblemCode.BAD_INPUT, detail)
                .at(pointer, detail)
                .declined();
    }

    private static Declined unknown(String name) {
        return ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no user `" + name + "`")
                .declined();
    }
}

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
import org.patchbay.server.http.Said;
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
        var said = Said.of(request, "name", "role", "password");
        var name = said.text("name").orElse("");
        if (users.find(name).isPresent()) {
            throw ProblemDetails.of(ProblemCode.ALREADY_EXISTS, "there is a user `" + name + "`")
                    .declined();
        }
        var made = People.user(
                name,
                role(said).orElseThrow(UserController::noRole),
                password(said).orElse(Secret.of("")),
                engine.tools().clock().instant());
        users.put(made.orElseThrow(refusal -> bad(refusal.pointer(), refusal.text())));
        return Answers.json(HttpStatus.CREATED, Json.bytes(json(users.find(name).orElseThrow())));
    }

    @Patch("/{name}")
    HttpResponse<byte[]> change(HttpRequest<byte[]> request, String name) {
        gate.admin(request, Role.OWNER);
        var said = Said.of(request, "role", "password");
        var before = users.find(name).orElseThrow(() -> unknown(name));
        var role = role(said).map(Role::word).orElse(before.role());
        var changed = password(said)
                .map(password ->
                        People.with(before, password).orElseThrow(refusal -> bad(refusal.pointer(), refusal.text())))
                .orElse(before);
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

    private static Optional<Secret> password(Said said) {
        return said.text("password").map(Secret::of);
    }

    private static Optional<Role> role(Said said) {
        return said.text("role").map(word -> Role.of(word).orElseThrow(UserController::noRole));
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

package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.patchbay.definition.Secret;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Logins;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.Said;

/** {@code POST /login}: a person shows a password once, and what is answered afterwards. */
@Controller("/api/v1/login")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LoginController {
    private final Logins logins;

    LoginController(Logins logins) {
        this.logins = logins;
    }

    @Post
    HttpResponse<byte[]> login(HttpRequest<byte[]> request) {
        var body = Said.of(request, "user", "password").body();
        var session = logins.login(
                        body.path("user").asText(),
                        Secret.of(body.path("password").asText()),
                        request.getRemoteAddress())
                .orElseThrow(() -> ProblemDetails.of(ProblemCode.UNAUTHORIZED, "no such user with that password")
                        .declined());
        var json = JsonNodeFactory.instance.objectNode();
        json.put("token", session.token());
        json.put("user", session.user().name());
        json.put("role", session.user().role());
        json.put("until", session.until().toString());
        return Answers.ok(json).header("Cache-Control", "no-store");
    }
}

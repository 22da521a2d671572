package org.patchbay.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Method;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Shares;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.hook.HookPlan;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.Codings;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.server.http.PublicAddress;

/** {@code /hooks/…}: what partners call. The bytes go to the engine as they came. */
@Controller("/hooks")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HookController {
    private final Engine engine;
    private final Admission admission;
    private final Tenants tenants;
    private final Shares shares;

    HookController(Engine engine, Admission admission, Tenants tenants) {
        this.engine = engine;
        this.admission = admission;
        this.shares = new HouseShares(admission);
        this.tenants = tenants;
    }

    @Post("/{+path}")
    HttpResponse<byte[]> post(HttpRequest<byte[]> request, String path) {
        return receive(request, request.getBody());
    }

    @Put("/{+path}")
    HttpResponse<byte[]> put(HttpRequest<byte[]> request, String path) {
        return receive(request, request.getBody());
    }

    @Patch("/{+path}")
    HttpResponse<byte[]> patch(HttpRequest<byte[]> request, String path) {
        return receive(request, request.getBody());
    }

    @Delete("/{+path}")
    HttpResponse<byte[]> delete(HttpRequest<byte[]> request, String path) {
        return receive(request, request.getBody());
    }

    @Get("/{+path}")
    HttpResponse<byte[]> get(HttpRequest<?> request, String path) {
        return receive(request, Optional.empty());
    }

    private HttpResponse<byte[]> receive(HttpRequest<?> request, Optional<byte[]> body) {
        Codings.refuse(request);
        var bytes = body.orElseGet(() -> new byte[0]);
        if (bytes.length > tenants.largestBody()) {
            throw ProblemDetails.of(
                            ProblemCode.BODY_TOO_LARGE,
                            "the body has " + bytes.length + " bytes; " + tenants.largestBody() + " are read")
                    .declined();
        }
        return method(request)
                .map(method -> admission.admit(() -> receive(request, method, bytes)))
                .orElseGet(() -> response(HookPlan.unknown()));
    }

    private static Optional<Method> method(HttpRequest<?> request) {
        return Arrays.stream(Method.values())
                .filter(method -> method.name().equals(request.getMethodName()))
                .findFirst();
    }

    private HttpResponse<byte[]> receive(HttpRequest<?> request, Method method, byte[] body) {
        var address = URI.create(PublicAddress.of(request, engine));
        var prefix = Optional.ofNullable(address.getRawPath()).orElse("");
        var called = request.getUri();
        var query =
                Optional.ofNullable(called.getRawQuery()).map(raw -> "?" + raw).orElse("");
        var received =
                new Request(method, Origin.of(address), prefix + called.getRawPath() + query, headers(request), body);
        return response(engine.receive(received, prefix, shares));
    }

    private static List<Pair> headers(HttpRequest<?> request) {
        var headers = new ArrayList<Pair>();
        request.getHeaders().forEach((name, values) -> values.forEach(value -> headers.add(new Pair(name, value))));
        return headers;
    }

    private static HttpResponse<byte[]> response(Reply reply) {
        var response = HttpResponse.<byte[]>status(reply.status(), "");
        reply.headers().forEach(header -> response.header(header.name(), header.value()));
        return reply.body().length == 0 ? response : response.body(reply.body());
    }
}

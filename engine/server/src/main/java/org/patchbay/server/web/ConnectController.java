package org.patchbay.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.patchbay.auth.Attempts;
import org.patchbay.engine.Connections;
import org.patchbay.engine.Engine;
import org.patchbay.exchange.Refusal;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.PublicAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /oauth}: takes a person to the partner's page and back (RFC 6749 §4.1; RFC 9700 §4.7 binds the way to the browser). */
@Controller("/oauth")
@Produces("text/html; charset=utf-8")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConnectController {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectController.class);
    private static final String VISITOR = "patchbay-visitor";
    static final String CALLBACK = "/oauth/callback";

    private final Engine engine;
    private final Admission admission;

    ConnectController(Engine engine, Admission admission) {
        this.engine = engine;
        this.admission = admission;
    }

    @Get("/connect/{ticket}")
    HttpResponse<?> connect(HttpRequest<?> request, String ticket) {
        var address = PublicAddress.of(request, engine);
        try {
            return engine.connections()
                    .open(ticket, address + CALLBACK)
                    .<HttpResponse<?>>map(way -> onTheWay(way, address))
                    .orElseGet(() -> page(HttpStatus.GONE, ConnectPage.TOO_OLD, ""));
        } catch (Refusal refusal) {
            LOG.warn("connect.refused {}", refusal.failure().message());
            return page(
                    HttpStatus.CONFLICT, ConnectPage.NO_PAGE, refusal.failure().message());
        }
    }

    static HttpResponse<?> onTheWay(Connections.Way way, String address) {
        var visitor = Cookie.of(VISITOR, way.visitor().reveal())
                .path(CALLBACK)
                .httpOnly(true)
                .secure(address.startsWith("https://"))
                .sameSite(SameSite.Lax)
                .maxAge(Attempts.OPEN);
        return LinkAnswers.to(way.page()).cookie(visitor);
    }

    @Get("/callback")
    HttpResponse<?> callback(HttpRequest<?> request) {
        var state = parameter(request, "state").orElse("");
        var visitor =
                request.getCookies().findCookie(VISITOR).map(Cookie::getValue).orElse("");
        var attempt = engine.connections().close(state, visitor);
        if (attempt.isEmpty()) {
            return engine.linkPages()
                    .close(state, visitor)
                    .<HttpResponse<?>>map(found -> toLinkPage(request, found))
                    .orElseGet(() -> page(HttpStatus.GONE, ConnectPage.TOO_OLD, ""));
        }
        var code = parameter(request, "code");
        if (code.isEmpty()) {
            var error = parameter(request, "error_description").or(() -> parameter(request, "error"));
            return page(HttpStatus.CONFLICT, ConnectPage.NOT_AGREED, error.orElse(""));
        }
        return admission.admit(() -> answer(engine.connections().finish(attempt.get(), code.get())));
    }

    /** The person came from a link page and goes on there. */
    private HttpResponse<?> toLinkPage(HttpRequest<?> request, Attempts.Attempt attempt) {
        var words = LinkController.words(request);
        var code = parameter(request, "code");
        var failure = code.isEmpty()
                ? Optional.of(words.say("not-agreed"))
                : admission
                        .admit(() -> engine.linkPages().finish(attempt, code.get()))
                        .map(found -> words.say("not-taken", found.message()));
        var back = LinkController.formOf(engine.linkPages().visit(attempt).orElseThrow());
        return failure.<HttpResponse<?>>map(text -> LinkAnswers.page(
                        HttpStatus.CONFLICT,
                        LinkMarkup.page(
                                words,
                                words.say("not"),
                                LinkMarkup.paragraph(text)
                                        + "<p><a class=\"l\" href=\"%s\">%s</a></p>"
                                                .formatted(back, LinkMarkup.text(words.say("back"))))))
                .orElseGet(() -> LinkAnswers.to(back.toString()));
    }

    private static HttpResponse<?> answer(Connections.Result result) {
        return result.failure()
                .<HttpResponse<?>>map(failure -> page(HttpStatus.BAD_GATEWAY, ConnectPage.NOT_TAKEN, failure.message()))
                .orElseGet(() -> page(HttpStatus.OK, ConnectPage.CONNECTED, result.integrator()));
    }

    private static Optional<String> parameter(HttpRequest<?> request, String name) {
        return Optional.ofNullable(request.getParameters().get(name)).filter(value -> !value.isBlank());
    }

    private static HttpResponse<?> page(HttpStatus status, ConnectPage page, String more) {
        return LinkAnswers.page(status, page.html(more));
    }
}

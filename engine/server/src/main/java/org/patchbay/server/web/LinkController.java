package org.patchbay.server.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.auth.Attempts;
import org.patchbay.engine.Engine;
import org.patchbay.engine.LinkForm;
import org.patchbay.engine.LinkPages;
import org.patchbay.engine.LinkVisit;
import org.patchbay.engine.Linked;
import org.patchbay.exchange.Refusal;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.PublicAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /link}: pages on which people connect their accounts. They work without scripts. */
@Controller("/link")
@Produces("text/html; charset=utf-8")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LinkController {
    private static final String VISITOR = "patchbay-link";
    private static final String TICKET = "t";
    private static final Logger LOG = LoggerFactory.getLogger(LinkController.class);

    private final Engine engine;
    private final Admission admission;

    LinkController(Engine engine, Admission admission) {
        this.engine = engine;
        this.admission = admission;
    }

    private LinkPages pages() {
        return engine.linkPages();
    }

    /** Opens a page: what the query holds is read once, and is gone from the address that the person sees. */
    @Get("/{template}")
    HttpResponse<?> open(HttpRequest<?> request, String template) {
        var query = new LinkedHashMap<String, String>();
        request.getParameters()
                .forEach((name, values) -> values.stream().findFirst().ifPresent(value -> query.put(name, value)));
        var ticket = query.remove(TICKET);
        var opened = ticket == null ? pages().open(template, query) : pages().open(template, ticket, query);
        return opened.<HttpResponse<?>>map(found -> entered(request, found)).orElseGet(() -> tooOld(request));
    }

    private HttpResponse<?> entered(HttpRequest<?> request, LinkPages.Opened opened) {
        try {
            return pages().sentTo(opened.visit())
                    .<HttpResponse<?>>map(LinkAnswers::to)
                    .orElseGet(() -> inside(request, opened));
        } catch (Refusal refusal) {
            LOG.warn(
                    "link.unsent template={} {}",
                    opened.visit().opening().template(),
                    refusal.failure().message());
            var words = words(request);
            return LinkAnswers.page(
                    HttpStatus.CONFLICT,
                    LinkMarkup.page(words, words.say("not"), LinkMarkup.paragraph(words.say("no-way"))));
        }
    }

    private HttpResponse<?> inside(HttpRequest<?> request, LinkPages.Opened opened) {
        var cookie = Cookie.of(VISITOR, opened.visitor().reveal())
                .path("/link/" + opened.visit().id())
                .httpOnly(true)
                .secure(PublicAddress.of(request, engine).startsWith("https://"))
                .sameSite(SameSite.Lax)
                .maxAge(Attempts.OPEN);
        return LinkAnswers.to("/link/" + opened.visit().id() + "/form").cookie(cookie);
    }

    @Get("/{visit}/form")
    HttpResponse<?> form(HttpRequest<?> request, String visit) {
        return with(request, visit, found -> shown(request, found, Map.of()));
    }

    private HttpResponse<?> shown(HttpRequest<?> request, LinkVisit visit, Map<String, List<String>> entered) {
        if (pages().needs(visit).isPresent()) {
            return LinkAnswers.page(HttpStatus.OK, html(request, visit).agree(""));
        }
        var form = pages().form(visit, entered);
        return agreeingAgain(request, visit, form)
                .orElseGet(() ->
                        LinkAnswers.page(HttpStatus.OK, html(request, visit).form(form.unfinished(), "")));
    }

    private Optional<HttpResponse<?>> agreeingAgain(HttpRequest<?> request, LinkVisit visit, LinkForm form) {
        return switch (form.consent()) {
            case GIVEN -> Optional.empty();
            case WITHDRAWN ->
                pages().again(visit).map(again -> {
                    var html = html(request, again);
                    return LinkAnswers.page(HttpStatus.OK, html.agree(html.say("agree-again")));
                });
        };
    }

    private HttpResponse<?> refused(
            HttpRequest<?> request, LinkVisit visit, Map<String, List<String>> entered, String trouble) {
        var form = pages().form(visit, entered);
        return agreeingAgain(request, visit, form)
                .orElseGet(() -> LinkAnswers.page(
                        HttpStatus.UNPROCESSABLE_ENTITY, html(request, visit).form(form, trouble)));
    }

    private LinkHtml html(HttpRequest<?> request, LinkVisit visit) {
        return new LinkHtml(words(request), visit);
    }

    @Post("/{visit}/authorize")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> authorize(HttpRequest<?> request, String visit) {
        return with(request, visit, found -> {
            var address = PublicAddress.of(request, engine);
            try {
                return pages().authorize(found, address + ConnectController.CALLBACK)
                        .<HttpResponse<?>>map(way -> ConnectController.onTheWay(way, address))
                        .orElseGet(() -> LinkAnswers.to(formOf(found).toString()));
            } catch (Refusal refusal) {
                return LinkAnswers.page(
                        HttpStatus.OK,
                        html(request, found).agree(refusal.failure().message()));
            }
        });
    }

    @Post("/{visit}/cancel")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> cancel(HttpRequest<?> request, String visit) {
        return with(request, visit, found -> {
            pages().cancel(found);
            var words = words(request);
            return pages().returnTo(found, Map.of())
                    .<HttpResponse<?>>map(LinkAnswers::to)
                    .orElseGet(() -> LinkAnswers.page(
                            HttpStatus.OK,
                            LinkMarkup.page(words, words.say("not"), LinkMarkup.paragraph(words.say("cancelled")))));
        });
    }

    @Post("/{visit}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> submit(HttpRequest<byte[]> request, String visit) {
        var entered = new LinkedHashMap<>(
                FormFields.read(request.getBody().orElse(new byte[0])).fields());
        var action = entered.put("action", List.of());
        return with(
                request,
                visit,
                found -> List.of("connect").equals(action)
                        ? admission.admit(found.opening().callCentre(), () -> connected(request, found, entered))
                        : shown(request, found, entered));
    }

    private HttpResponse<?> connected(HttpRequest<?> request, LinkVisit visit, Map<String, List<String>> entered) {
        var words = words(request);
        if (pages().needs(visit).isPresent()) {
            return shown(request, visit, entered);
        }
        if (!pages().form(visit, entered).isGood()) {
            return refused(request, visit, entered, words.say("look-again"));
        }
        var back = pages().returnTo(visit, entered);
        var made = pages().connect(visit, entered);
        if (made.isEmpty()) {
            return refused(request, visit, entered, words.say("choose-what"));
        }
        return switch (made.getLast()) {
            case Linked.Made _ -> done(words, back, words.say("done-text"));
            case Linked.Again _ -> done(words, back, words.say("again"));
            case Linked.Refused(var problems) ->
                refused(
                        request,
                        visit,
                        entered,
                        words.say("not-taken", problems.getFirst().text()));
            case Linked.Failed(var failure, var _) ->
                refused(
                        request,
                        visit,
                        entered,
                        words.say("not-taken", failure.agentMessage().orElse(failure.message())));
        };
    }

    private static HttpResponse<?> done(LinkWords words, Optional<String> back, String text) {
        return back.<HttpResponse<?>>map(LinkAnswers::to)
                .orElseGet(() -> LinkAnswers.page(
                        HttpStatus.OK, LinkMarkup.page(words, words.say("done"), LinkMarkup.paragraph(text))));
    }

    private interface Use {
        HttpResponse<?> of(LinkVisit visit);
    }

    private HttpResponse<?> with(HttpRequest<?> request, String visit, Use use) {
        var visitor =
                request.getCookies().findCookie(VISITOR).map(Cookie::getValue).orElse("");
        return pages().visit(visit, visitor).<HttpResponse<?>>map(use::of).orElseGet(() -> tooOld(request));
    }

    private static MutableHttpResponse<String> tooOld(HttpRequest<?> request) {
        var words = words(request);
        return LinkAnswers.page(
                HttpStatus.GONE, LinkMarkup.page(words, words.say("old"), LinkMarkup.paragraph(words.say("old-text"))));
    }

    static LinkWords words(HttpRequest<?> request) {
        return LinkWords.of(Optional.ofNullable(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /** Where a person goes on who comes back from the partner. */
    static URI formOf(LinkVisit visit) {
        return URI.create("/link/" + visit.id() + "/form");
    }
}

package org.patchbay.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.engine.Answer;
import org.patchbay.engine.Chosen;
import org.patchbay.engine.Engine;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Choices.Choice;
import org.patchbay.flow.Tenant;
import org.patchbay.server.http.Admission;
import org.patchbay.server.web.FrameLinks.Shown;
import org.patchbay.server.web.FramePage.Notice;
import org.patchbay.server.web.FramePage.Question;
import org.patchbay.server.web.Once.Again;
import org.patchbay.server.web.Once.Pressed;

/** {@code /frame/…}: the card of a call as a page, with its forms; opened by the signed address in the answer to the trigger. */
@Controller("/frame")
@Produces("text/html; charset=utf-8")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FrameController {
    /** What a form tells of the call besides its own fields. */
    private static final List<String> CONTEXT = List.of("callId", "phone", "direction", "agent", "user");

    private static final int LONGEST_FORM = 1 << 20;

    private final Engine engine;
    private final FrameLinks links;
    private final Admission admission;
    private final Once once;

    FrameController(Engine engine, FrameLinks links, Admission admission, Once once) {
        this.engine = engine;
        this.links = links;
        this.admission = admission;
        this.once = once;
    }

    /** A card of an execution, whose it is, and what its page was opened with. */
    private record Frame(Execution execution, Tenant tenant, ObjectNode card, Shown shown) {
        Locale language() {
            return tenant.locality().locale();
        }
    }

    @Get("/{execution}")
    HttpResponse<String> show(
            String execution,
            @QueryValue Optional<String> i,
            @QueryValue Optional<String> k,
            @QueryValue Optional<String> t) {
        return opened(new Shown(execution, i.orElse(""), k.orElse("")), t)
                .map(frame -> answer(
                        frame,
                        page(frame).html(Optional.empty(), frame.execution().partial())))
                .orElseGet(FrameController::gone);
    }

    @Post("/{execution}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> act(
            HttpRequest<byte[]> request,
            String execution,
            @QueryValue Optional<String> i,
            @QueryValue Optional<String> k,
            @QueryValue Optional<String> t) {
        var body = request.getBody().filter(bytes -> bytes.length <= LONGEST_FORM);
        var frame = opened(new Shown(execution, i.orElse(""), k.orElse("")), t);
        if (frame.isEmpty() || body.isEmpty()) {
            return gone();
        }
        var sent = FormFields.read(body.get());
        return admission.admit(frame.get().tenant().integrator().callcenterId(), () -> {
            if (sent.text("do").equals("choice")) {
                return chosen(frame.get(), sent);
            }
            var notice = button(frame.get(), sent).map(button -> press(frame.get(), button, sent));
            return answer(frame.get(), page(frame.get()).html(notice, false));
        });
    }

    private Optional<Frame> opened(Shown shown, Optional<String> signed) {
        if (!links.opens(shown, signed.orElse(""))) {
            return Optional.empty();
        }
        return engine.journal()
                .find(shown.execution(), Optional.empty())
                .flatMap(execution -> engine.live()
                        .flatMap(live -> live.tenant(shown.integrator()))
                        .filter(tenant -> tenant.integrator().callcenterId().equals(execution.callCentre()))
                        .flatMap(tenant -> card(execution.iframe(), shown.integrator())
                                .map(card -> new Frame(execution, tenant, card, shown))));
    }

    private static Optional<ObjectNode> card(Iterable<JsonNode> cards, String integrator) {
        for (var card : cards) {
            if (card instanceof ObjectNode object
                    && card.path("integrator").asText().equals(integrator)) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    private FramePage page(Frame frame) {
        var questions = frame.execution().steps().stream()
                .filter(step -> step.integrator().equals(frame.tenant().name()))
                .filter(step -> step.result().path("candidates").isArray()
                        && !step.result().has("matched"))
                .map(step -> new Question(step.endpoint(), step.result().path("candidates")))
                .toList();
        return new FramePage(
                frame.card(),
                questions,
                frame.language(),
                links.path(frame.shown()),
                engine.nextId(),
                frame.tenant().integrator().allowedOrigins());
    }

    private HttpResponse<String> chosen(Frame frame, FormFields sent) {
        var call = frame.execution().callId().orElse("");
        var choice = new Choice(sent.text("name"), sent.text("id"));
        return switch (engine.choose(frame.tenant(), call, choice, Optional.empty())) {
            case Chosen.Answered(var answer) ->
                HttpResponse.<String>status(HttpStatus.SEE_OTHER)
                        .header("Location", links.path(frame.shown().in(answer.executionId())));
            case Chosen.NothingOpen _, Chosen.NoSuch _ -> gone();
        };
    }

    /** Only what the card offers can be pressed. */
    private static Optional<JsonNode> button(Frame frame, FormFields sent) {
        var kind = sent.text("do");
        return frame.card()
                .path("buttons")
                .valueStream()
                .filter(button -> List.of("action", "trigger").contains(kind)
                        && button.path(kind).asText().equals(sent.text("name")))
                .findFirst();
    }

    private Notice press(Frame frame, JsonNode button, FormFields sent) {
        var filled = FrameForm.read(button.path("inputs"), sent);
        var event = Optional.of(sent.text("event")).filter(id -> !id.isEmpty());
        var name = button.path("trigger").asText("action");
        var trigger = new Trigger(
                name,
                frame.execution().callCentre(),
                name.equals("action") ? action(frame, filled) : context(frame).setAll(filled),
                Optional.of(frame.tenant().name()),
                event,
                engine.tools().clock().instant());
        var pressed = button.path("action").asText(name);
        return once.press(trigger, pressed, event.orElseGet(engine::nextId), id -> {
                    var answer = button.has("action")
                            ? engine.act(id, trigger, pressed, Optional.empty())
                            : engine.fire(id, trigger, Optional.empty());
                    return new Pressed(notice(answer, frame.language()).written(), again(answer));
                })
                .map(Notice::read)
                .orElseGet(() -> new Notice(FrameWords.TAKEN.in(frame.language()), true));
    }

    /** What did not work may be tried again, unless something of it may have happened. */
    private static Again again(Answer answer) {
        var inVain = switch (answer.status()) {
            case FAILED, REJECTED, NOTHING_TO_DO -> true;
            case SUCCEEDED, PARTIAL, ACCEPTED, TIMED_OUT -> false;
        };
        var open = answer.results().values().stream()
                .flatMap(found -> found.values().stream())
                .anyMatch(step -> step.status() == Step.Status.UNKNOWN);
        return inVain && !open ? Again.DOES_IT_AGAIN : Again.SHOWS_THE_SAME;
    }

    private static ObjectNode context(Frame frame) {
        var body = JsonNodeFactory.instance.objectNode();
        CONTEXT.stream()
                .filter(frame.execution().body()::has)
                .forEach(key -> body.set(key, frame.execution().body().path(key)));
        return body;
    }

    private static ObjectNode action(Frame frame, ObjectNode filled) {
        var body = context(frame);
        body.set("data", filled);
        var meta = body.putObject("meta");
        frame.execution().steps().stream()
                .map(step -> step.result().path("matched").path("id"))
                .filter(id -> id.isValueNode() && !id.isNull())
                .findFirst()
                .ifPresent(id -> meta.set("contact_external_id", id));
        var agent = body.path("agent").path("id");
        if (!agent.isMissingNode()) {
            meta.set("agent_external_id", agent);
        }
        return body;
    }

    private static Notice notice(Answer answer, Locale language) {
        var steps = answer.results().values().stream()
                .flatMap(found -> found.values().stream())
                .toList();
        var failure = steps.stream().flatMap(step -> step.problem().stream()).findFirst();
        if (failure.isPresent()) {
            return new Notice(FrameWords.NOT_DONE.in(language) + " " + said(failure.get()), false);
        }
        var message = steps.stream()
                .map(step -> step.data().path("message").asText(""))
                .filter(text -> !text.isBlank())
                .findFirst();
        return switch (answer.status()) {
            case SUCCEEDED, PARTIAL -> new Notice(message.orElse(FrameWords.DONE.in(language)), true);
            case ACCEPTED -> new Notice(FrameWords.TAKEN.in(language), true);
            case FAILED, TIMED_OUT, REJECTED, NOTHING_TO_DO ->
                new Notice(
                        FrameWords.NOT_DONE.in(language) + " " + answer.reason().orElse(""), false);
        };
    }

    private static String said(Failure failure) {
        return failure.agentMessage().orElse(failure.message());
    }

    @Get("/frame.css")
    @Produces("text/css; charset=utf-8")
    HttpResponse<byte[]> style() {
        return Assets.answer("frame.css");
    }

    @Get("/frame.js")
    @Produces("text/javascript; charset=utf-8")
    HttpResponse<byte[]> script() {
        return Assets.answer("frame.js");
    }

    private static HttpResponse<String> gone() {
        return HttpResponse.<String>status(HttpStatus.GONE)
                .body(FramePage.gone(Locale.ENGLISH))
                .header("Content-Security-Policy", policy(List.of()))
                .header("Cache-Control", "no-store");
    }

    private static HttpResponse<String> answer(Frame frame, String html) {
        return HttpResponse.ok(html)
                .header(
                        "Content-Security-Policy",
                        policy(frame.tenant().integrator().allowedOrigins()))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff");
    }

    /** Only pages of the integrator may hold it; it loads nothing but its own style and script, and pictures. */
    private static String policy(List<String> origins) {
        return "default-src 'none'; style-src 'self'; script-src 'self'; img-src https:; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'self' " + String.join(" ", origins);
    }
}

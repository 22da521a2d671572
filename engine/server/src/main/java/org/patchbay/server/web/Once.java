package org.patchbay.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.patchbay.engine.Engine;
import org.patchbay.exchange.Trigger;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.store.Priority;
import org.patchbay.store.Receipts;
import org.patchbay.store.Receipts.Key;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.memory.MemoryStore;

/** Does what was sent under a key once, and answers everybody who sends it again the same (interfaces, section 3.3). */
@Singleton
final class Once {
    private static final Duration LIFE = Duration.ofHours(24);

    private static final int LONGEST_KEY = 255;
    private static final List<String> HEADERS = List.of("Content-Type", "Location");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Engine engine;
    /** For what somebody waits to see on a screen: those answers do not wait for a disk. */
    private final Receipts passing = new MemoryStore().receipts();

    Once(Engine engine) {
        this.engine = engine;
    }

    /**
     * Answers a trigger.
     *
     * @param work does it under an id
     */
    HttpResponse<byte[]> answer(Event event, Trigger trigger, Function<String, HttpResponse<byte[]>> work) {
        var key = event.id().map(id -> key(trigger, id));
        return key.isEmpty()
                ? work.apply(engine.nextId())
                : answer(receipts(event, trigger), key.get(), print(trigger), work.andThen(Ended::of));
    }

    /** Answers an action: what is sent again is the same only when it is the same action. */
    HttpResponse<byte[]> act(Event event, Trigger trigger, String endpoint, Function<String, Ended> work) {
        var key = event.id()
                .map(id -> key(trigger, id))
                .map(found -> new Key(found.scope() + "/" + endpoint, found.name()));
        return key.isEmpty()
                ? work.apply(engine.nextId()).response()
                : answer(engine.tools().store().receipts(), key.get(), print(trigger), work);
    }

    /** An answer, and whether the same sent again may do it again. */
    record Ended(HttpResponse<byte[]> response, Again again) {
        /** Of what came to nothing here or at a partner. */
        static Ended of(HttpResponse<byte[]> response) {
            var inVain = response.code() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode();
            return new Ended(response, inVain ? Again.DOES_IT_AGAIN : Again.SHOWS_THE_SAME);
        }
    }

    /** What was pressed on a page: what came of it, and whether pressing it again may do it again. */
    record Pressed(String notice, Again again) {}

    /** Whether pressing once more does something. */
    enum Again {
        DOES_IT_AGAIN,
        SHOWS_THE_SAME
    }

    /**
     * Does once what a form sends twice: the same button of the same page with the same in it.
     *
     * @param page id that the page was given when it was made
     * @return what came of it; empty while that is not known
     */
    Optional<String> press(Trigger trigger, String button, String page, Function<String, Pressed> work) {
        var receipts = engine.tools().store().receipts();
        var key = new Key(key(trigger, page).scope() + "/page/" + button, sha256(page + "\n" + trigger.body()));
        var now = engine.tools().clock().instant();
        var owner = engine.tools().store().nodes().own();
        var request = new Receipts.Request(key, print(trigger), engine.nextId(), owner, now.plus(LIFE));
        return switch (engine.custody().begin(receipts, request, now)) {
            case Receipts.First(var execution) -> Optional.of(pressed(receipts, request, execution, work));
            case Receipts.Answered(var text) -> Optional.of(text);
            case Receipts.Running _, Receipts.Mismatch _ -> Optional.empty();
        };
    }

    private String pressed(
            Receipts receipts, Receipts.Request request, String execution, Function<String, Pressed> work) {
        return inHand(receipts, request, execution, () -> {
            var came = work.apply(execution);
            var kept = Optional.of(came).filter(one -> one.again() == Again.SHOWS_THE_SAME);
            return new Done<>(came.notice(), kept.map(Pressed::notice));
        });
    }

    private Receipts receipts(Event event, Trigger trigger) {
        var looked = Priority.of(trigger.name()) == Priority.POP && !event.named();
        return looked ? passing : engine.tools().store().receipts();
    }

    private static Key key(Trigger trigger, String id) {
        var scope = trigger.callCentre() + "/" + trigger.name()
                + trigger.integrator().map(name -> "/" + name).orElse("");
        return new Key(scope, id.length() > LONGEST_KEY ? "sha256/" + sha256(id) : id);
    }

    private static String print(Trigger trigger) {
        return sha256(trigger.body().toString());
    }

    private HttpResponse<byte[]> answer(Receipts receipts, Key key, String print, Function<String, Ended> work) {
        var now = engine.tools().clock().instant();
        var owner = engine.tools().store().nodes().own();
        var request = new Receipts.Request(key, print, engine.nextId(), owner, now.plus(LIFE));
        return switch (engine.custody().begin(receipts, request, now)) {
            case Receipts.First(var execution) -> first(receipts, request, execution, work);
            case Receipts.Answered(var text) -> again(text);
            case Receipts.Running _ ->
                throw ProblemDetails.of(ProblemCode.IN_PROGRESS, "what came with this key is still being worked on")
                        .declined();
            case Receipts.Mismatch _ ->
                throw ProblemDetails.of(ProblemCode.IDEMPOTENCY_MISMATCH, "this key came with another body before")
                        .declined();
        };
    }

    private HttpResponse<byte[]> first(
            Receipts receipts, Receipts.Request request, String execution, Function<String, Ended> work) {
        return inHand(receipts, request, execution, () -> {
            var ended = work.apply(execution);
            var kept = Optional.of(ended).filter(one -> one.again() == Again.SHOWS_THE_SAME);
            return new Done<>(ended.response(), kept.map(Ended::response).map(Once::written));
        });
    }

    /**
     * What came of something.
     *
     * @param kept what whoever sends it again is told; empty when it is done again then
     */
    private record Done<T>(T answer, Optional<String> kept) {}

    /** What could not be done at all may be sent again, as something new; where nobody knows, it goes on as what it was. */
    private <T> T inHand(Receipts receipts, Receipts.Request request, String execution, Supplier<Done<T>> work) {
        var custody = engine.custody();
        try {
            var done = work.get();
            custody.end(receipts, request, execution, done.kept());
            return done.answer();
        } catch (StoreUnavailable unsure) {
            custody.pass(receipts, request, execution);
            throw unsure;
        } catch (RuntimeException notDone) {
            custody.end(receipts, request, execution, Optional.empty());
            throw notDone;
        }
    }

    private static String written(HttpResponse<byte[]> response) {
        var text = JsonNodeFactory.instance.objectNode().put("status", response.code());
        for (var name : HEADERS) {
            Optional.ofNullable(response.getHeaders().get(name)).ifPresent(value -> text.put(name, value));
        }
        text.put("body", new String(response.getBody().orElse(new byte[0]), StandardCharsets.UTF_8));
        return text.toString();
    }

    private static HttpResponse<byte[]> again(String text) {
        try {
            var kept = JSON.readTree(text);
            var response = HttpResponse.<byte[]>status(
                            HttpStatus.valueOf(kept.path("status").asInt()))
                    .body(kept.path("body").asText().getBytes(StandardCharsets.UTF_8));
            header(kept, "Location").ifPresent(value -> response.header("Location", value));
            header(kept, "Content-Type").ifPresent(value -> response.contentType(new MediaType(value)));
            return response;
        } catch (JsonProcessingException changed) {
            throw new IllegalStateException("a receipt cannot be read", changed);
        }
    }

    private static Optional<String> header(JsonNode kept, String name) {
        return Optional.of(kept.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

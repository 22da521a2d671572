package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Provenance;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.SignatureTrace;
import org.patchbay.exchange.Step;
import org.patchbay.trip.Trip;

/** Makes of what happened what may be shown: everything that leaves the engine about a step goes through here. */
public final class Recorder {
    private static final int LONGEST = 16 * 1024;

    private final Run run;
    private final Masker masker;

    /** Shows what that run did. */
    public Recorder(Run run) {
        this(run, List.of());
    }

    private Recorder(Run run, Masker masker) {
        this.run = run;
        this.masker = masker;
    }

    /** Shows what that run did, with these values masked too. */
    public Recorder(Run run, List<String> more) {
        this.run = run;
        var secrets = new LinkedHashSet<>(more);
        for (var ending : run.log()) {
            secrets.addAll(ending.secrets());
            ending.trip().flatMap(Trip.Ended::prepared).ifPresent(prepared -> secrets.addAll(secrets(prepared)));
        }
        this.masker = run.tenant().masker().and(secrets);
    }

    /** Shows what that run did, with the secrets of that step masked too. */
    public static Recorder of(Run run, Ending ending) {
        var recorder = new Recorder(run, ending.secrets());
        return ending.trip().flatMap(Trip.Ended::prepared).map(recorder::and).orElse(recorder);
    }

    /** The same, with what is secret about a request masked too. */
    public Recorder and(Trip.Prepared prepared) {
        return new Recorder(run, masker.and(secrets(prepared)));
    }

    /** Secret arguments, and what was computed of secrets that can be read back or used instead of them. */
    private static List<String> secrets(Trip.Prepared prepared) {
        var secrets = new ArrayList<String>();
        prepared.arguments().forEach(argument -> collect(argument.value(), secrets));
        prepared.signed().computed().forEach(value -> collect(value, secrets));
        return secrets;
    }

    private static void collect(JsonNode node, List<String> secrets) {
        if (node instanceof SecretNode) {
            secrets.add(Scalars.text(node));
        }
        node.forEach(child -> collect(child, secrets));
    }

    /** All steps, in order of ending. */
    public List<Step> steps() {
        return run.log().stream().map(this::step).toList();
    }

    /** A step as it may be shown. */
    public Step step(Ending ending) {
        var prepared = ending.trip().flatMap(Trip.Ended::prepared);
        return new Step(
                run.tenant().name(),
                ending.endpoint(),
                ending.status(),
                ending.reason().map(masker::mask),
                ending.attempt(),
                ending.startedAt(),
                ending.took(),
                prepared.map(this::parameters).orElse(List.of()),
                prepared.map(found -> sent(found.request())),
                ending.trip().flatMap(Trip.Ended::reply).map(this::received),
                masked(ending.result()),
                masked(ending.remembered()),
                stored(ending),
                Refusals.trace(ending).map(this::signature),
                ending.problem().map(this::failure),
                run.revision());
    }

    /** Where the values of a request came from. */
    public List<Provenance> parameters(Trip.Prepared prepared) {
        return prepared.arguments().stream()
                .filter(Argument::isThere)
                .map(argument -> new Provenance(
                        argument.name(),
                        argument.place()
                                .map(place -> place.name().toLowerCase(Locale.ROOT))
                                .orElse(""),
                        argument.key(),
                        argument.source(),
                        argument.secret() ? SecretNode.of("") : masked(argument.value()),
                        argument.secret()))
                .toList();
    }

    /** A request with its secrets masked. */
    public Step.Sent sent(Request request) {
        return new Step.Sent(
                request.method().name(),
                masker.mask(request.url()),
                headers(request.headers()),
                text(request.body(), request.body().length));
    }

    private SignatureTrace signature(SignatureTrace trace) {
        return new SignatureTrace(
                trace.pieces().stream()
                        .map(piece -> new SignatureTrace.Piece(piece.value(), masker.mask(piece.signed())))
                        .toList(),
                trace.clockSkew());
    }

    private Step.Received received(Reply reply) {
        var headers = reply.headers().stream().map(Recorder::withoutCookie).toList();
        return new Step.Received(reply.status(), headers(headers), text(reply.body(), reply.length()));
    }

    /** A cookie that a partner sets opens its door, whether we use it or not. */
    private static Pair withoutCookie(Pair header) {
        var end = header.value().indexOf('=') + 1;
        if (end == 0 || !header.name().equalsIgnoreCase("Set-Cookie")) {
            return header;
        }
        var rest = header.value().indexOf(';', end);
        return new Pair(
                header.name(),
                header.value().substring(0, end)
                        + Secret.MASK
                        + (rest < 0 ? "" : header.value().substring(rest)));
    }

    /** A failure with its secrets masked. */
    public Failure failure(Failure failure) {
        return new Failure(
                failure.code(),
                masker.sentence(failure.message()),
                failure.agentMessage().map(masker::sentence),
                failure.status(),
                failure.input());
    }

    private List<Pair> headers(List<Pair> headers) {
        return headers.stream()
                .map(header -> new Pair(header.name(), masker.mask(header.value())))
                .toList();
    }

    private String text(byte[] body, int length) {
        var text = new String(body, StandardCharsets.UTF_8);
        var shown = body.length < length ? masker.maskCut(text, LONGEST) : masker.maskBeginning(text, LONGEST);
        return shown + (length > LONGEST ? "… (" + length + " bytes)" : "");
    }

    private JsonNode stored(Ending ending) {
        var stored = JsonNodeFactory.instance.objectNode();
        ending.stored()
                .forEach((field, change) -> stored.set(
                        field, masked(change.of(Optional.empty()).orElseGet(JsonNodeFactory.instance::nullNode))));
        return stored;
    }

    /** A map in which every text is masked. */
    public ObjectNode maskedMap(ObjectNode map) {
        var copy = JsonNodeFactory.instance.objectNode();
        map.properties().forEach(field -> copy.set(field.getKey(), masked(field.getValue())));
        return copy;
    }

    /** A tree in which every text is masked. */
    public JsonNode masked(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> maskedMap(object);
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(masked(element)));
                yield copy;
            }
            case SecretNode hidden -> JsonNodeFactory.instance.textNode(hidden.asText());
            default -> node.isTextual() ? JsonNodeFactory.instance.textNode(masker.mask(node.asText())) : node;
        };
    }

    /** A text without secrets. */
    public Optional<String> masked(Optional<String> text) {
        return text.map(masker::mask);
    }
}

package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Provenance;
import org.patchbay.exchange.SignatureTrace;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Masker;
import org.patchbay.format.PhoneVeil;

/**
 * One execution seen through the rules of privacy.
 *
 * @param texts masks what people have written
 */
record Sight(PhoneVeil veil, Masker texts) {
    String text(String text) {
        return veil.text(texts.mask(text));
    }

    /**
     * A tree without what is not to be seen.
     *
     * @param name under which it stands
     */
    JsonNode tree(String name, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(field -> copy.set(veil.text(field.getKey()), tree(field.getKey(), field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(tree(name, element)));
                yield copy;
            }
            default -> node.isTextual() || node.isNumber() ? value(name, node) : node;
        };
    }

    private JsonNode value(String name, JsonNode node) {
        var before = node.asText();
        var shown = PhoneVeil.isName(name) ? veil.number(before) : text(before);
        return shown.equals(before) ? node : JsonNodeFactory.instance.textNode(shown);
    }

    Step step(Step step) {
        return new Step(
                step.integrator(),
                step.endpoint(),
                step.status(),
                step.reason().map(this::text),
                step.attempt(),
                step.startedAt(),
                step.took(),
                step.parameters().stream().map(this::parameter).toList(),
                step.request().map(this::sent),
                step.response().map(this::received),
                tree("", step.result()),
                tree("", step.remembered()),
                tree("", step.stored()),
                step.signature().map(this::signature),
                step.problem().map(this::failure),
                step.revision());
    }

    private Provenance parameter(Provenance parameter) {
        return new Provenance(
                parameter.name(),
                parameter.place(),
                parameter.key(),
                parameter.source(),
                tree(Discretion.name(parameter), parameter.value()),
                parameter.masked());
    }

    private Step.Sent sent(Step.Sent sent) {
        return new Step.Sent(sent.method(), text(sent.url()), headers(sent.headers()), text(sent.body()));
    }

    private Step.Received received(Step.Received received) {
        return new Step.Received(received.status(), headers(received.headers()), text(received.body()));
    }

    private List<Pair> headers(List<Pair> headers) {
        return headers.stream()
                .map(header -> new Pair(
                        header.name(),
                        PhoneVeil.isName(header.name()) ? veil.number(header.value()) : text(header.value())))
                .toList();
    }

    private SignatureTrace signature(SignatureTrace trace) {
        return new SignatureTrace(
                trace.pieces().stream()
                        .map(piece -> new SignatureTrace.Piece(piece.value(), text(piece.signed())))
                        .toList(),
                trace.clockSkew());
    }

    private Failure failure(Failure failure) {
        var agent = failure.agentMessage();
        return new Failure(
                failure.code(),
                text(failure.message()),
                agent.isPresent() ? Optional.of(text(agent.get())) : agent,
                failure.status(),
                failure.input());
    }
}

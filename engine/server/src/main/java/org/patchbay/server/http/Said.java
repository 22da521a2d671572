package org.patchbay.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.patchbay.definition.Nearest;

/** What the body of a request says. What is not understood is refused: passed over, it would mean more than was asked for. */
public record Said(ObjectNode body) {
    /**
     * The body of that request; one that is empty says nothing.
     *
     * @param known keys that it may have
     * @throws Declined it is no object, or has another key
     */
    public static Said of(HttpRequest<byte[]> request, String... known) {
        return of(Json.object(request.getBody()), known);
    }

    /**
     * A body that is read already.
     *
     * @throws Declined it has another key than those
     */
    public static Said of(ObjectNode body, String... known) {
        var keys = List.of(known);
        body.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw declined(key, Nearest.told("there is no key `" + key + "` here", key, keys));
            }
        });
        return new Said(body);
    }

    /**
     * Of what takes no body.
     *
     * @throws Declined it says something
     */
    public static void nothing(HttpRequest<byte[]> request) {
        var _ = of(request);
    }

    /**
     * The text under that key; empty when there is none.
     *
     * @throws Declined it is no text, or an empty one
     */
    public Optional<String> text(String key) {
        return value(key, value -> value.isTextual() && !value.textValue().isEmpty(), "a text that is not empty")
                .map(JsonNode::textValue);
    }

    /**
     * The name of somebody or something under that key; outside systems write theirs as numbers too. Empty when there is none.
     *
     * @throws Declined it is neither, or an empty text
     */
    public Optional<String> id(String key) {
        return value(
                        key,
                        value -> value.isIntegralNumber()
                                || value.isTextual() && !value.textValue().isEmpty(),
                        "a text that is not empty")
                .map(JsonNode::asText);
    }

    /**
     * The whole number under that key; empty when there is none.
     *
     * @throws Declined it is none from 1 to most
     */
    public Optional<Integer> number(String key, int most) {
        return value(
                        key,
                        value -> value.isInt() && value.intValue() >= 1 && value.intValue() <= most,
                        "a number from 1 to " + most)
                .map(JsonNode::intValue);
    }

    /**
     * Yes or no; empty when neither is said.
     *
     * @throws Declined it is neither true nor false
     */
    public Optional<Boolean> flag(String key) {
        return value(key, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
    }

    /**
     * The object under that key; empty when there is none.
     *
     * @throws Declined it is something else
     */
    public Optional<ObjectNode> object(String key) {
        return value(key, JsonNode::isObject, "an object").map(ObjectNode.class::cast);
    }

    private Optional<JsonNode> value(String key, Predicate<JsonNode> fits, String expected) {
        var value = Optional.ofNullable(body.get(key));
        if (value.isPresent() && !fits.test(value.get())) {
            throw refused(key, expected);
        }
        return value;
    }

    /** What is under that key is not what was expected. */
    public static Declined refused(String key, String expected) {
        return declined(key, "`" + key + "` is " + expected);
    }

    private static Declined declined(String key, String detail) {
        return ProblemDetails.of(ProblemCode.BAD_INPUT, detail)
                .at(Json.pointer(key), detail)
                .declined();
    }
}

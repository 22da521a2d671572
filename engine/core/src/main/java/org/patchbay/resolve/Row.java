package org.patchbay.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.WhenEmpty;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Reference;
import org.patchbay.format.Locality;

/**
 * A compiled parameter.
 *
 * @param secret whether its value is never shown, whatever it is
 */
record Row(At at, Target target, Source source, Making making, WhenEmpty whenEmpty, boolean secret) {
    String name() {
        return target.name();
    }

    /** The same, sent nowhere and only read by templates, so that nobody waits for it. */
    Row nowhere() {
        var relaxed = whenEmpty == WhenEmpty.FAIL ? WhenEmpty.OMIT : whenEmpty;
        return new Row(at, target.nowhere(), source, making, relaxed, secret);
    }

    /** Everything that is read. */
    List<Reference> reads() {
        return Stream.concat(source.reads().stream(), making.reads().stream()).toList();
    }

    Argument resolve(Values values, Locality locality) {
        var found = made(values, locality);
        var value = found.isEmpty() ? instead(found) : found.value();
        var shown = secret ? SecretNode.hide(value) : value;
        return new Argument(
                target.name(),
                target.place(),
                target.key(),
                shown,
                target.style(),
                found.source(),
                secret || SecretNode.isIn(shown));
    }

    private Found made(Values values, Locality locality) {
        try {
            return making.make(read(values), values, locality);
        } catch (Refusal refusal) {
            throw named(refusal);
        }
    }

    /** A template that lacks a value has none itself, where the parameter can do without. */
    private Found read(Values values) {
        try {
            return source.in(values);
        } catch (Refusal refusal) {
            if (refusal.failure().code() == FailureCode.MISSING_VALUE && canDoWithout()) {
                return Found.nothing("");
            }
            throw refusal;
        }
    }

    private boolean canDoWithout() {
        return whenEmpty != WhenEmpty.FAIL || making.fallback().isPresent();
    }

    private Refusal named(Refusal refusal) {
        var failure = refusal.failure();
        return failure.input().isPresent()
                ? refusal
                : new Refusal(Failure.ofInput(failure.code(), name(), "`" + name() + "`: " + failure.message()));
    }

    private JsonNode instead(Found found) {
        return switch (whenEmpty) {
            case OMIT -> MissingNode.getInstance();
            case NULL -> NullNode.getInstance();
            case EMPTY -> found.value().isContainerNode() ? found.value() : TextNode.valueOf("");
            case FAIL -> throw new Refusal(Failure.ofInput(FailureCode.MISSING_INPUT, name(), missing(found.source())));
        };
    }

    private String missing(String source) {
        return "`" + name() + "` has no value"
                + (source.isEmpty() || source.contains("{{") ? "" : ": there is nothing at `" + source + "`");
    }
}

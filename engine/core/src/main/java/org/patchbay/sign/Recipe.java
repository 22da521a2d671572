package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Clock;
import org.patchbay.expression.Reference;
import org.patchbay.wire.UrlCoding;
import org.patchbay.wire.Wire;

/** How one value of a signature is computed. */
sealed interface Recipe
        permits Recipe.Plain,
                Recipe.Digest,
                Recipe.Mac,
                Recipe.Coded,
                Recipe.Now,
                Recipe.Nonce,
                Recipe.Json,
                Recipe.Take,
                Jwt,
                Foreign,
                Canonical {
    /** The value: a text, hidden when a secret can be read back from it. */
    JsonNode compute(Run run);

    /** What it is made of. */
    Needs needs();

    /** True when the value is written in hex. */
    default boolean isHex() {
        return false;
    }

    /** What is hashed, for values that hash. */
    default Optional<Input> hashed() {
        return Optional.empty();
    }

    /** A template. */
    record Plain(Input input) implements Recipe {
        @Override
        public JsonNode compute(Run run) {
            return hidden(input.text(run), input.isSecret(run.values()));
        }

        @Override
        public Needs needs() {
            return input.needs();
        }
    }

    /** A hash of bytes. */
    record Digest(Hash hash, Input input, Writing as) implements Recipe {
        @Override
        public JsonNode compute(Run run) {
            return TextNode.valueOf(as.write(hash.of(input.bytes(run))));
        }

        @Override
        public Needs needs() {
            return input.needs();
        }

        @Override
        public boolean isHex() {
            return as == Writing.HEX || as == Writing.UPPER_HEX;
        }

        @Override
        public Optional<Input> hashed() {
            return Optional.of(input);
        }
    }

    /** A keyed hash of bytes. */
    record Mac(Hash hash, Input input, SigningKey key, Writing as) implements Recipe {
        @Override
        public JsonNode compute(Run run) {
            return TextNode.valueOf(as.write(hash.of(input.bytes(run), key.bytes(run))));
        }

        @Override
        public Needs needs() {
            return input.needs().and(key.input().needs());
        }

        @Override
        public boolean isHex() {
            return as == Writing.HEX || as == Writing.UPPER_HEX;
        }

        @Override
        public Optional<Input> hashed() {
            return Optional.of(input);
        }
    }

    /** A text written differently. */
    record Coded(Coding coding, Input input) implements Recipe {
        @Override
        public JsonNode compute(Run run) {
            return hidden(coding.write(input, run), input.isSecret(run.values()));
        }

        @Override
        public boolean isHex() {
            return coding instanceof Coding.Bytes(var writing) && writing == Writing.HEX;
        }

        @Override
        public Needs needs() {
            return input.needs();
        }
    }

    /**
     * The clock reading of the request.
     *
     * @param within how far a verified one may be from ours; zero for any
     */
    record Now(TimeFormat format, Duration within) implements Recipe {
        @Override
        public JsonNode compute(Run run) {
            return format.write(run.values());
        }

        @Override
        public Needs needs() {
            return Needs.NOTHING;
        }
    }

    /** The random value of the request. */
    record Nonce(NonceKind kind, int length) implements Recipe {
        /** Hex digits of a random value; a shorter or longer one is a known answer's, and taken as it is. */
        private static final int FULL = 32;

        @Override
        public JsonNode compute(Run run) {
            var hex = run.values().moment().nonce();
            if (hex.length() != FULL) {
                return TextNode.valueOf(hex);
            }
            var text = switch (kind) {
                case HEX -> hex;
                case UUID -> Clock.uuid(hex);
                case NUMBER -> Clock.number(hex);
            };
            return TextNode.valueOf(length == 0 || length > text.length() ? text : text.substring(0, length));
        }

        @Override
        public Needs needs() {
            return Needs.NOTHING;
        }
    }

    /** Kinds of random values. */
    enum NonceKind {
        HEX,
        UUID,
        NUMBER
    }

    /** Compact JSON text. */
    record Json(JsonShape shape) implements Recipe {
        @Override
        public JsonNode compute(Run run) {
            return hidden(Wire.json(shape.in(run)), shape.isSecret(run));
        }

        @Override
        public Needs needs() {
            return shape.needs();
        }
    }

    /** A part of another value. */
    record Take(Reference reference, Optional<Pattern> pattern) implements Recipe {
        @Override
        public JsonNode compute(Run run) {
            var value = reference.in(run.values());
            if (Reference.isAbsent(value)) {
                throw missing();
            }
            return hidden(part(Scalars.text(value, reference.text())), value instanceof SecretNode);
        }

        private String part(String text) {
            if (pattern.isEmpty()) {
                return text;
            }
            var matcher = pattern.get().matcher(text);
            if (!matcher.find()) {
                throw missing();
            }
            return matcher.groupCount() == 0 ? matcher.group() : String.valueOf(matcher.group(1));
        }

        private Refusal missing() {
            return new Refusal(Failure.ofInput(
                    FailureCode.MISSING_VALUE, reference.text(), "`" + reference.text() + "` has no value"));
        }

        @Override
        public Needs needs() {
            return Needs.of(List.of(reference));
        }
    }

    private static JsonNode hidden(String text, boolean secret) {
        return secret ? SecretNode.of(text) : TextNode.valueOf(text);
    }

    /** Ways to write a text differently. */
    sealed interface Coding {
        /** The text of bytes. */
        record Bytes(Writing writing) implements Coding {}

        /** Small letters. */
        record Lower() implements Coding {}

        /** Capital letters. */
        record Upper() implements Coding {}

        /** Percent-encoded. */
        record Url(UrlCoding flavour) implements Coding {}

        default String write(Input input, Run run) {
            return switch (this) {
                case Bytes(var writing) -> writing.write(input.bytes(run));
                case Lower _ -> input.text(run).toLowerCase(Locale.ROOT);
                case Upper _ -> input.text(run).toUpperCase(Locale.ROOT);
                case Url(var flavour) -> flavour.encode(input.text(run));
            };
        }
    }
}

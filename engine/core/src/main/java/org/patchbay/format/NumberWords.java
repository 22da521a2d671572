package org.patchbay.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.exchange.Scalars;

/** Formats of numbers, truth values and durations; a duration comes as a number of seconds. */
final class NumberWords {
    static final List<String> NAMES =
            List.of("number", "integer", "decimal:2", "boolean", "seconds", "minutes", "hh:mm:ss");

    private static final int LONGEST = 400;
    private static final int MOST_DIGITS = 1_000;
    private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

    private NumberWords() {}

    static Optional<Word> word(Spoken spoken) {
        return switch (spoken.written()) {
            case "number" -> reading(NumberWords::exact);
            case "integer", "seconds" -> reading(value -> BigIntegerNode.valueOf(rounded(number(value))));
            case "minutes" -> reading(value -> exact(minutes(number(value))));
            case "hh:mm:ss" -> reading(value -> TextNode.valueOf(clock(rounded(number(value)))));
            case "boolean" -> reading(NumberWords::truth);
            default -> spoken.word().equals("decimal") ? decimal(spoken) : Optional.empty();
        };
    }

    private static Optional<Word> reading(java.util.function.UnaryOperator<JsonNode> change) {
        return Optional.of(Word.reading((value, _) -> change.apply(value)));
    }

    private static Optional<Word> decimal(Spoken spoken) {
        var digits = spoken.count(0, 12);
        return digits.isEmpty()
                ? Optional.empty()
                : reading(
                        value -> DecimalNode.valueOf(number(value).setScale(digits.getAsInt(), RoundingMode.HALF_UP)));
    }

    /** The number that a value means. */
    static BigDecimal number(JsonNode value) {
        var text = value.isNumber() ? "" : Scalars.text(value).strip();
        try {
            var number = value.isNumber() ? value.decimalValue() : new BigDecimal(atMost(text));
            if (Math.abs((long) number.scale()) <= MOST_DIGITS) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw Word.refused("this is not a number");
    }

    private static String atMost(String text) {
        return text.length() > LONGEST ? "" : text;
    }

    private static JsonNode exact(JsonNode value) {
        return value.isNumber() ? value : exact(number(value));
    }

    private static JsonNode exact(BigDecimal number) {
        return number.scale() <= 0 ? BigIntegerNode.valueOf(number.toBigIntegerExact()) : DecimalNode.valueOf(number);
    }

    private static BigInteger rounded(BigDecimal number) {
        return number.setScale(0, RoundingMode.HALF_UP).toBigIntegerExact();
    }

    private static BigDecimal minutes(BigDecimal seconds) {
        var minutes = seconds.divide(SIXTY, 4, RoundingMode.HALF_UP).stripTrailingZeros();
        return minutes.scale() < 0 ? minutes.setScale(0) : minutes;
    }

    /** Hours grow beyond two digits, they do not begin again. */
    private static String clock(BigInteger seconds) {
        if (seconds.signum() < 0 || seconds.bitLength() > 62) {
            throw Word.refused("this is not a duration in seconds");
        }
        var count = seconds.longValueExact();
        return twoDigits(count / 3600) + ":" + twoDigits(count / 60 % 60) + ":" + twoDigits(count % 60);
    }

    private static String twoDigits(long count) {
        return count < 10 ? "0" + count : String.valueOf(count);
    }

    private static JsonNode truth(JsonNode value) {
        return switch (Scalars.text(value).strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on", "y" -> BooleanNode.TRUE;
            case "false", "0", "no", "off", "n" -> BooleanNode.FALSE;
            default -> throw Word.refused("this is neither true nor false");
        };
    }
}

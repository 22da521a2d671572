package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Path;
import org.patchbay.expression.Reference;

/**
 * Finds the newest and the oldest element of a list: by number where every value is one, by time where every value is an ISO 8601 time,
 * else by text. Elements without a value are only taken when no other is there; of equal ones the first.
 */
final class Order {
    private Order() {}

    static JsonNode greatest(ArrayNode elements, Path by) {
        return extreme(elements, by, 1);
    }

    static JsonNode smallest(ArrayNode elements, Path by) {
        return extreme(elements, by, -1);
    }

    /** An element and the text of the value that it is compared by. */
    private record Keyed(JsonNode element, String key) {}

    private static JsonNode extreme(ArrayNode elements, Path by, int direction) {
        var keyed = new ArrayList<Keyed>();
        for (var element : elements) {
            var value = by.find(element);
            if (!Reference.isAbsent(value) && value.isValueNode()) {
                keyed.add(new Keyed(element, Scalars.text(value)));
            }
        }
        return keyed.isEmpty() ? elements.get(0) : extreme(keyed, direction);
    }

    private static JsonNode extreme(List<Keyed> keyed, int direction) {
        return by(keyed, Order::number, direction)
                .or(() -> by(keyed, Order::time, direction))
                .or(() -> by(keyed, Optional::of, direction))
                .orElseThrow();
    }

    /** Empty when one of the values is not of that kind. */
    private static <T extends Comparable<T>> Optional<JsonNode> by(
            List<Keyed> keyed, Function<String, Optional<T>> kind, int direction) {
        var best = Optional.<T>empty();
        var element = Optional.<JsonNode>empty();
        for (var candidate : keyed) {
            var value = kind.apply(candidate.key());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (best.isEmpty() || Comparator.<T>naturalOrder().compare(value.get(), best.get()) * direction > 0) {
                best = value;
                element = Optional.of(candidate.element());
            }
        }
        return element;
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.isEmpty() || text.length() > 64 ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Times without an offset are taken as UTC: in one list they are all alike. */
    static Optional<Instant> time(String text) {
        try {
            if (text.length() <= 10) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            var iso = text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
            return Optional.of(
                    hasOffset(iso)
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean hasOffset(String iso) {
        return iso.endsWith("Z") || iso.indexOf('+', 10) > 0 || iso.indexOf('-', 10) > 0;
    }
}

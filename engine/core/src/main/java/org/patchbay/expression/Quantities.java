package org.patchbay.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.exchange.Scalars;

/** Numbers and times as conditions read them. */
final class Quantities {
    private static final int LONGEST = 64;
    private static final int MOST_DIGITS = 1_000;

    /** ISO 8601, also with a space for the T and without the colon of the offset. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private Quantities() {}

    /** The number that a text is; fit to be compared, but perhaps too large to be written out. */
    static Optional<BigDecimal> number(String text) {
        var first = text.isEmpty() || text.length() > LONGEST ? 'x' : text.charAt(0);
        if (!Character.isDigit(first) && first != '-' && first != '+' && first != '.') {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** A time as ISO 8601, epoch seconds or, beyond the year 2286 in seconds, epoch milliseconds. */
    static Optional<Instant> time(JsonNode value) {
        var text = Scalars.text(value);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(number(text).map(Quantities::counted).orElseGet(() -> written(text)));
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static Instant counted(BigDecimal number) {
        if (Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new DateTimeException("not a time");
        }
        var count = number.setScale(0, RoundingMode.FLOOR).longValueExact();
        return Math.abs(count) < 10_000_000_000L ? Instant.ofEpochSecond(count) : Instant.ofEpochMilli(count);
    }

    /** Without an offset it is UTC, as systems that leave it out mean. */
    private static Instant written(String text) {
        var found = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        return switch (found) {
            case OffsetDateTime time -> time.toInstant();
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
            case LocalDate day -> day.atStartOfDay().toInstant(ZoneOffset.UTC);
            default -> throw new DateTimeException("not a time");
        };
    }
}

package org.patchbay.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Reads a time from a text. */
@FunctionalInterface
interface TimeReader {
    /**
     * The time in the zone it will be written in.
     *
     * @param local zone of a time that names none
     * @param written zone of the result, and of a date without a time, which is the same day everywhere
     * @throws DateTimeException or {@link ArithmeticException} or {@link NumberFormatException} when it is none
     */
    ZonedDateTime read(String text, ZoneId local, ZoneId written);

    /** ISO 8601 with its common liberties: a space for the T, no colon in the offset, no offset, no time. */
    DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[ ][XXX][XX][X]")
            .optionalEnd()
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    /** ISO 8601, the dates of HTTP and mail, or a count since 1970: of seconds until the year 2286, beyond of milliseconds. */
    TimeReader ANY = (text, local, written) -> {
        if (isCount(text)) {
            var count = count(text);
            var inSeconds = count.abs().compareTo(BigDecimal.valueOf(10_000_000_000L)) < 0;
            return at(inSeconds ? count : count.movePointLeft(3), written);
        }
        var form = Character.isLetter(text.charAt(0)) ? DateTimeFormatter.RFC_1123_DATE_TIME : ISO;
        return parsed(form, text, local, written);
    };

    /** The reader that {@code readAs} names by a word; empty when it may be a pattern. */
    static Optional<TimeReader> named(String word) {
        return switch (word) {
            case "iso", "date", "datetime" -> Optional.of(parsing(ISO));
            case "rfc1123", "rfc2822" -> Optional.of(parsing(DateTimeFormatter.RFC_1123_DATE_TIME));
            case "epoch" -> Optional.of((text, _, written) -> at(count(text), written));
            case "epochMillis" ->
                Optional.of((text, _, written) -> at(count(text).movePointLeft(3), written));
            default -> Optional.empty();
        };
    }

    /** Reads what this formatter reads. */
    static TimeReader parsing(DateTimeFormatter form) {
        return (text, local, written) -> parsed(form, text, local, written);
    }

    private static ZonedDateTime parsed(DateTimeFormatter form, String text, ZoneId local, ZoneId written) {
        var found = form.parseBest(
                form == ISO ? zulu(text) : text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
        return switch (found) {
            case ZonedDateTime time -> time.withZoneSameInstant(written);
            case LocalDateTime time -> time.atZone(local).withZoneSameInstant(written);
            case LocalDate day -> day.atStartOfDay(written);
            default -> throw new DateTimeException("not a time");
        };
    }

    /** {@code 2012-11-20 23:01:00 UTC} (seed002): the name of the zone of zones as its letter. */
    private static String zulu(String text) {
        return text.endsWith(" UTC") || text.endsWith(" GMT") && Character.isDigit(text.charAt(0))
                ? text.substring(0, text.length() - 4) + "Z"
                : text;
    }

    private static boolean isCount(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && (c != '-' || i > 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static BigDecimal count(String text) {
        return new BigDecimal(text.length() > 40 ? "" : text);
    }

    private static ZonedDateTime at(BigDecimal seconds, ZoneId zone) {
        var whole = seconds.setScale(0, RoundingMode.FLOOR);
        var nanos = seconds.subtract(whole).movePointRight(9).intValue();
        return Instant.ofEpochSecond(whole.longValueExact(), nanos).atZone(zone);
    }
}

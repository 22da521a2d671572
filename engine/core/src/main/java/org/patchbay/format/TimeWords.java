package org.patchbay.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.exchange.Scalars;

/**
 * Formats of times.
 *
 * @param zone zone of what is written; the integrator's when empty
 */
record TimeWords(TimeReader reader, Optional<ZoneId> zone) {
    static final List<String> NAMES =
            List.of("epoch", "epochMillis", "iso", "date", "time", "datetime", "rfc1123", "rfc2822");

    /** RFC 9110 §5.6.7, the fixed-length form with GMT. */
    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /** RFC 2822 §3.3, with the zone as digits. */
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

    Optional<Word> word(Spoken spoken) {
        return switch (spoken.written()) {
            case "epoch" -> written(time -> LongNode.valueOf(time.toEpochSecond()));
            case "epochMillis" ->
                written(time -> LongNode.valueOf(time.toInstant().toEpochMilli()));
            case "iso" -> text(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            case "date" -> text(DATE);
            case "time" -> text(TIME);
            case "datetime" -> text(DATE_TIME);
            case "rfc1123" -> text(RFC_1123);
            case "rfc2822" -> text(RFC_2822);
            default -> Optional.empty();
        };
    }

    Word pattern(DatePattern pattern) {
        return word(time -> TextNode.valueOf(pattern.writer().format(time)));
    }

    private Optional<Word> text(DateTimeFormatter form) {
        return written(time -> TextNode.valueOf(form.format(time)));
    }

    private Optional<Word> written(Function<ZonedDateTime, JsonNode> form) {
        return Optional.of(word(form));
    }

    private Word word(Function<ZonedDateTime, JsonNode> form) {
        return Word.reading((value, locality) -> {
            try {
                var text = Scalars.text(value).strip();
                return form.apply(reader.read(text, locality.zone(), zone.orElse(locality.zone())));
            } catch (DateTimeException | ArithmeticException | NumberFormatException _) {
                throw Word.refused("this is not a time as it was expected");
            }
        });
    }
}

package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.patchbay.definition.At;
import org.patchbay.definition.Name;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Clock;
import org.patchbay.format.Format;

/** How the clock reading of a request is written in a signature. */
record TimeFormat(Style style, Optional<ZoneId> zone, Duration plus) {
    private static final Set<String> WORDS = Set.of("epoch", "epochMillis", "iso", "rfc1123", "rfc2822");
    private static final Map<String, String> PATTERNS =
            Map.of("date", "uuuu-MM-dd", "time", "HH:mm:ss", "datetime", "uuuu-MM-dd HH:mm:ss");

    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /** A word, or a pattern in some zone. */
    sealed interface Style {
        /** Words of {@code now.…}. */
        record Word(String word) implements Style {}

        /** Date letters. */
        record Pattern(DateTimeFormatter formatter) implements Style {}
    }

    /** Compiles a word or a pattern; what is neither is reported. */
    static Style style(At at, String text, Problems problems) {
        if (WORDS.contains(text)) {
            return new Style.Word(text);
        }
        var known = new TreeSet<>(WORDS);
        known.addAll(PATTERNS.keySet());
        var pattern = PATTERNS.getOrDefault(text, text);
        if (pattern.equals(text) && Nearest.to(text, known).isPresent()) {
            problems.add("PB203", at, "unknown format `" + text + "`", "unknown", Nearest.help(text, known));
            return new Style.Word("iso");
        }
        return pattern.equals(text) ? pattern(at, text, problems) : formatter(pattern);
    }

    /** Room {@code format} knows which patterns are mistaken. */
    private static Style pattern(At at, String text, Problems problems) {
        var found = new Problems();
        Format.compile(List.of(new Name(at, text)), Optional.empty(), Optional.empty(), found);
        problems.addAll(found.sorted());
        try {
            return found.refuse() ? new Style.Word("iso") : formatter(text);
        } catch (IllegalArgumentException e) {
            problems.add(
                    "PB608",
                    at,
                    "`" + text + "` is neither a time format nor a date pattern",
                    "date pattern",
                    "for example epoch, iso, rfc2822 or yyyyMMddHHmmss");
            return new Style.Word("iso");
        }
    }

    private static Style formatter(String pattern) {
        return new Style.Pattern(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }

    /** The clock reading; words that name a moment are written in UTC where no zone is given, the others where the tenant is. */
    JsonNode write(Values values) {
        var nodes = JsonNodeFactory.instance;
        var time = values.moment().now().plus(plus);
        return switch (style) {
            case Style.Word(var word) when word.equals("epoch") -> nodes.numberNode(time.getEpochSecond());
            case Style.Word(var word) when word.equals("epochMillis") -> nodes.numberNode(time.toEpochMilli());
            case Style.Word(var word) -> nodes.textNode(word(word, time));
            case Style.Pattern(var formatter) ->
                nodes.textNode(formatter.format(time.atZone(zone.orElseGet(() -> zoneOf(values)))));
        };
    }

    /** The clock reading that a text was written of; empty when it is none. */
    Optional<Instant> read(String text, Values values) {
        try {
            return Optional.of(
                    instant(text, zone.orElseGet(() -> zoneOf(values))).minus(plus));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Instant instant(String text, ZoneId there) {
        return switch (style) {
            case Style.Word(var word) ->
                switch (word) {
                    case "epoch" -> Instant.ofEpochSecond(Long.parseLong(text));
                    case "epochMillis" -> Instant.ofEpochMilli(Long.parseLong(text));
                    case "rfc1123", "rfc2822" -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
                    default -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
                };
            case Style.Pattern(var formatter) -> moment(formatter.parse(text), there);
        };
    }

    private static Instant moment(TemporalAccessor read, ZoneId there) {
        if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(read);
        }
        var time = Optional.ofNullable(read.query(TemporalQueries.localTime()));
        return LocalDate.from(read)
                .atTime(time.orElse(LocalTime.MIN))
                .atZone(there)
                .toInstant();
    }

    private String word(String word, Instant time) {
        return switch (word) {
            case "rfc1123" -> Clock.rfc1123(time);
            case "rfc2822" ->
                zone.map(there -> RFC_2822.format(time.atZone(there))).orElseGet(() -> Clock.rfc2822(time));
            default ->
                zone.map(there -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(there)))
                        .orElseGet(time::toString);
        };
    }

    private static ZoneId zoneOf(Values values) {
        var name = Scalars.text(values.root(Root.INTEGRATOR).path("zone"));
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}

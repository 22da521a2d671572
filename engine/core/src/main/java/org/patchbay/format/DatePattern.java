package org.patchbay.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * A compiled date pattern (the letters of {@link DateTimeFormatter}); names of months and days are English, for machines read them.
 */
record DatePattern(String written, DateTimeFormatter writer) {
    private static final String LETTERS = "GuyMLdDEaHhKkmsSzZXxOVQqYw";
    private static final String EXAMPLE = "for example dd.MM.yyyy HH:mm";
    private static final ZonedDateTime SAMPLE =
            LocalDateTime.of(2026, 11, 23, 22, 58, 59).atZone(ZoneOffset.UTC);

    /** True when the text has date letters and punctuation only, quoted text aside. */
    static boolean isOne(String text) {
        var bare = unquoted(text);
        return bare.chars().anyMatch(Character::isLetter)
                && bare.chars().allMatch(c -> c > 127 || LETTERS.indexOf(c) >= 0 || isPunctuation(c));
    }

    private static boolean isPunctuation(int c) {
        return c < 128 && !Character.isLetterOrDigit(c);
    }

    private static String unquoted(String text) {
        var out = new StringBuilder(text.length());
        var inside = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\'') {
                inside = !inside;
            } else if (!inside) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Compiles a pattern. */
    static DatePattern of(String written) throws BadPattern {
        mistaken(written, unquoted(written));
        try {
            var writer = DateTimeFormatter.ofPattern(written, Locale.ENGLISH);
            writer.formatTo(SAMPLE, new StringBuilder());
            return new DatePattern(written, writer);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BadPattern("is not a date pattern: " + e.getMessage(), EXAMPLE);
        }
    }

    /** Patterns that are right by the letter and wrong by every second date. */
    private static void mistaken(String written, String bare) throws BadPattern {
        if (has(bare, "Y") || has(bare, "w")) {
            throw new BadPattern(
                    "counts years by weeks, which is another year around New Year",
                    "did you mean `" + swapped(written) + "`?");
        }
        if (has(bare, "D") && (has(bare, "M") || has(bare, "L"))) {
            throw new BadPattern(
                    "has the day of the year beside the month", "did you mean `" + swapped(written) + "`?");
        }
        if ((has(bare, "h") || has(bare, "K")) && !has(bare, "a")) {
            throw new BadPattern("has hours of half a day without am or pm", "write `HH`, or add `a`");
        }
        if (has(bare, "m") && has(bare, "y") && !has(bare, "M") && !has(bare, "D")) {
            throw new BadPattern("has minutes where the month would be", "the month is `MM`");
        }
        if (has(bare, "M") && has(bare, "H") && !has(bare, "d") && !has(bare, "m")) {
            throw new BadPattern("has a month where the minutes would be", "minutes are `mm`");
        }
    }

    private static String swapped(String written) {
        return written.replace('Y', 'y').replace('D', 'd');
    }

    private static boolean has(String bare, String letter) {
        return bare.contains(letter);
    }

    /** Reads what is written like this; empty when that is no date. */
    Optional<TimeReader> reader() {
        var reader = strict();
        try {
            LocalDate.from(reader.parse(reader.format(SAMPLE)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
        return Optional.of(TimeReader.parsing(reader));
    }

    /** The proleptic year, so that no era is asked for, and 31 February is refused. */
    private DateTimeFormatter strict() {
        if (unquoted(written).indexOf('G') >= 0) {
            return writer.withResolverStyle(ResolverStyle.STRICT);
        }
        var parts = written.split("'", -1);
        for (var i = 0; i < parts.length; i += 2) {
            parts[i] = parts[i].replace('y', 'u');
        }
        return DateTimeFormatter.ofPattern(String.join("'", parts), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}

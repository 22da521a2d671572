package org.patchbay.format;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Name;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;

/** Compiles format words; one that was reported is left out. */
final class FormatCompiler {
    private static final List<String> KNOWN = Stream.of(
                    PhoneWords.NAMES, TextWords.NAMES, NumberWords.NAMES, TimeWords.NAMES, CodingWords.NAMES)
            .flatMap(List::stream)
            .toList();

    private final At at;
    private final Problems problems;

    /** @param at where {@code readAs} and {@code zone} are found wanting */
    FormatCompiler(At at, Problems problems) {
        this.at = at;
        this.problems = problems;
    }

    Format compile(List<Name> names, Optional<String> readAs, Optional<String> zone) {
        var times = new TimeWords(readAs.flatMap(this::reader).orElse(TimeReader.ANY), zone.flatMap(this::zone));
        var words = new ArrayList<Word>();
        var phoneBefore = false;
        for (var name : names) {
            var spoken = Spoken.of(name);
            var found = phoneBefore && name.is("digits") ? Optional.of(PhoneWords.onlyDigits()) : word(spoken, times);
            found.map(word -> name.is("json") ? word : word.eachOf(name.text())).ifPresent(words::add);
            phoneBefore = PhoneWords.names(spoken.word());
        }
        return words.isEmpty() ? Format.none() : new Pipe(words);
    }

    private Optional<Word> word(Spoken spoken, TimeWords times) {
        var found = PhoneWords.word(spoken)
                .or(() -> TextWords.word(spoken))
                .or(() -> NumberWords.word(spoken))
                .or(() -> times.word(spoken))
                .or(() -> CodingWords.word(spoken));
        if (found.isPresent()) {
            return found;
        }
        if (DatePattern.isOne(spoken.written())) {
            return pattern(spoken.name().at(), spoken.written()).map(times::pattern);
        }
        unknown(spoken);
        return Optional.empty();
    }

    private void unknown(Spoken spoken) {
        var written = spoken.written();
        var example = KNOWN.stream()
                .filter(known -> known.startsWith(spoken.word() + ":"))
                .findFirst();
        problems.add(
                "PB203",
                spoken.name().at(),
                example.isPresent() ? "`" + written + "` needs a number" : "unknown format `" + written + "`",
                example.isPresent() ? "number" : "unknown",
                example.map(word -> "for example `" + word + "`").orElseGet(() -> Nearest.help(written, KNOWN)));
    }

    private Optional<TimeReader> reader(String written) {
        return TimeReader.named(written)
                .or(() -> pattern(at, written).flatMap(pattern -> {
                    var reader = pattern.reader();
                    if (reader.isEmpty()) {
                        problems.add(
                                "PB608",
                                at,
                                "`" + written + "` does not read a date",
                                "no date",
                                "readAs needs year, month and day, for example dd/MM/yyyy HH:mm");
                    }
                    return reader;
                }));
    }

    private Optional<DatePattern> pattern(At place, String written) {
        try {
            return Optional.of(DatePattern.of(written));
        } catch (BadPattern bad) {
            problems.add("PB608", place, "`" + written + "` " + bad.getMessage(), "date pattern", bad.help());
            return Optional.empty();
        }
    }

    private Optional<ZoneId> zone(String written) {
        try {
            return Optional.of(ZoneId.of(written));
        } catch (DateTimeException _) {
            problems.add(
                    "PB608",
                    at,
                    "unknown time zone `" + written + "`",
                    "unknown",
                    Nearest.help(written, ZoneId.getAvailableZoneIds()));
            return Optional.empty();
        }
    }
}

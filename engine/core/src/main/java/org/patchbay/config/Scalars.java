package org.patchbay.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patchbay.definition.At;
import org.patchbay.definition.Durations;
import org.patchbay.definition.Name;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Size;
import org.patchbay.definition.TextTemplate;

/** Reads the text of a scalar as what its key wants. */
final class Scalars {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(B|KiB|MiB|GiB)");
    private static final Map<String, Long> BYTES = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
    private final Problems problems;

    Scalars(Problems problems) {
        this.problems = problems;
    }

    /** The value; empty when the text is none, which is then reported. */
    Optional<Object> read(Want want, Node.Text node, String key) {
        if (node.isEmpty()) {
            problems.add(
                    "PB205",
                    node.at(),
                    "`" + key + "` has no value",
                    "write " + want.said() + ", or leave the key out");
            return Optional.empty();
        }
        if (node.isSecret() && !(want instanceof Want.TemplateText)) {
            problems.add(
                    "PB506",
                    node.at(),
                    "a secret in `" + key + "` would be shown",
                    "secrets may stand in fields, parameters, bodies and signatures");
            return Optional.empty();
        }
        return switch (want) {
            case Want.Text _ -> Optional.of(node.text());
            case Want.TemplateText _ -> Optional.of(new TextTemplate(node.at(), node.text(), node.isSecret()));
            case Want.Path _ -> Optional.of(new PathText(node.at(), node.text()));
            case Want.Reference _ -> Optional.of(new Name(node.at(), node.text()));
            case Want.NewName _ -> name(node);
            case Want.Flag _ -> flag(want, node, key);
            case Want.Whole(var min, var max) -> whole(want, node, key, min, max);
            case Want.Span(var min, var max) -> span(want, node, key, min, max);
            case Want.Amount(var min, var max) -> amount(want, node, key, min, max);
            case Want.Moment _ -> moment(want, node, key);
            case Want.Word(var vocabulary) -> word(vocabulary, node, key);
            default -> wrong(want, node.at(), key, "`" + node + "`");
        };
    }

    /** Reports a value of another kind than the key wants. */
    <T> Optional<T> wrong(Want want, At at, String key, String found) {
        problems.add("PB205", at, "`" + key + "` wants " + want.said() + ", not " + found, want.example());
        return Optional.empty();
    }

    private Optional<Object> name(Node.Text node) {
        if (Name.FORM.matcher(node.text()).matches()) {
            return Optional.of(new Name(node.at(), node.text()));
        }
        problems.add(
                "PB205",
                node.at(),
                "`" + node + "` cannot be a name",
                "a letter, then up to 63 letters, digits, _ or -",
                node.text().startsWith("{{") ? "" : "a text for people goes into `label`");
        return Optional.empty();
    }

    private Optional<Object> flag(Want want, Node.Text node, String key) {
        if (node.text().equals("true") || node.text().equals("false")) {
            return node.form() == Node.Form.QUOTED
                    ? quoted(want, node, key)
                    : Optional.of(node.text().equals("true"));
        }
        return wrong(want, node.at(), key, "`" + node + "`");
    }

    private Optional<Object> quoted(Want want, Node.Text node, String key) {
        problems.add(
                "PB205", node.at(), "`" + key + "` wants " + want.said() + ", not a text", "write it without quotes");
        return Optional.empty();
    }

    private Optional<Object> whole(Want want, Node.Text node, String key, long min, long max) {
        if (!node.text().matches("-?(0|[1-9][0-9]{0,17})")) {
            return wrong(want, node.at(), key, "`" + node + "`");
        }
        if (node.form() == Node.Form.QUOTED) {
            return quoted(want, node, key);
        }
        var value = Long.parseLong(node.text());
        if (value >= min && value <= max) {
            return Optional.of(value);
        }
        outOfRange(node, key, Long.toString(min), Long.toString(max));
        return Optional.empty();
    }

    private Optional<Object> span(Want want, Node.Text node, String key, long min, long max) {
        var duration = Durations.parse(node.text());
        if (duration.isEmpty()) {
            return wrong(want, node.at(), key, "`" + node + "`");
        }
        if (duration.get().toMillis() >= min && duration.get().toMillis() <= max) {
            return Optional.of(duration.get());
        }
        outOfRange(node, key, Durations.write(Duration.ofMillis(min)), Durations.write(Duration.ofMillis(max)));
        return Optional.empty();
    }

    private Optional<Object> amount(Want want, Node.Text node, String key, long min, long max) {
        var matcher = SIZE.matcher(node.text());
        if (!matcher.matches()) {
            return wrong(want, node.at(), key, "`" + node + "`");
        }
        var value = Long.parseLong(matcher.group(1)) * BYTES.getOrDefault(matcher.group(2), 0L);
        if (value >= min && value <= max) {
            return Optional.of(new Size(value));
        }
        outOfRange(node, key, shown(min), shown(max));
        return Optional.empty();
    }

    private void outOfRange(Node.Text node, String key, String min, String max) {
        var bounds = min.equals(max) ? "must be " + min : "must be between " + min + " and " + max;
        problems.add("PB206", node.at(), "`" + key + "` " + bounds, "");
    }

    /** A size as an admin writes it: with the largest unit that divides it. */
    private static String shown(long bytes) {
        return BYTES.entrySet().stream()
                .filter(unit -> unit.getValue() == 1 || (bytes != 0 && bytes % unit.getValue() == 0))
                .max(Map.Entry.comparingByValue())
                .map(unit -> bytes / unit.getValue() + unit.getKey())
                .orElseThrow();
    }

    private Optional<Object> moment(Want want, Node.Text node, String key) {
        try {
            return Optional.<Object>of(
                    node.text().endsWith("Z")
                            ? Instant.parse(node.text())
                            : OffsetDateTime.parse(node.text()).toInstant());
        } catch (DateTimeException notATime) {
            return wrong(want, node.at(), key, "`" + node + "`");
        }
    }

    private Optional<Object> word(Vocabulary vocabulary, Node.Text node, String key) {
        var constant = vocabulary.words().get(node.text());
        if (constant != null) {
            return Optional.of(constant);
        }
        problems.add(
                "PB203",
                node.at(),
                "unknown word `" + node + "` for `" + key + "`",
                "one of " + String.join(", ", vocabulary.words().keySet()),
                Nearest.question(node.text(), vocabulary.words().keySet()));
        return Optional.empty();
    }
}

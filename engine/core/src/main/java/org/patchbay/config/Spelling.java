package org.patchbay.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.patchbay.definition.At;
import org.patchbay.definition.Cache;
import org.patchbay.definition.Durations;
import org.patchbay.definition.Retry;
import org.patchbay.definition.StoreEntry;

/** Writes the short forms of some keys out, so that the binder meets one form only. */
final class Spelling {
    private static final List<String> WAITS = waits(Retry.USUAL);
    private static final List<String> WAITS_OF_SMS = waits(Retry.USUAL_SMS);

    private Spelling() {}

    private static List<String> waits(Retry usual) {
        return usual.schedule().stream().map(Durations::write).toList();
    }

    /** The long form of a value that will become a record of that type. */
    static Node of(Class<? extends Record> type, Node node) {
        if (!(node instanceof Node.Text text)) {
            return type == Retry.class ? retry(node, false) : node;
        }
        if (type == Retry.class) {
            return retry(node, false);
        }
        if (type == Cache.class && (text.text().equals("true") || text.text().equals("false"))) {
            return map(text.at(), Map.of("enabled", text));
        }
        return type == StoreEntry.class && text.isNull() ? map(text.at(), Map.of()) : node;
    }

    /** The word for no retries, a count, or a map without a schedule, with the schedule written out (format reference, section 7.4). */
    static Node retry(Node node, boolean sms) {
        var waits = sms ? WAITS_OF_SMS : WAITS;
        if (node instanceof Node.Entries map) {
            return map.entry("schedule").isPresent()
                    ? map
                    : map.with("schedule", schedule(map.at(), waits, waits.size()));
        }
        if (!(node instanceof Node.Text text)) {
            return node;
        }
        if (text.text().equals("none")) {
            return new Node.Entries(text.at(), Map.of("schedule", schedule(text.at(), waits, 0)));
        }
        return text.text().matches("[0-9]|1[0-9]|20")
                ? new Node.Entries(
                        text.at(), Map.of("schedule", schedule(text.at(), waits, Integer.parseInt(text.text()))))
                : node;
    }

    private static Node.Entry schedule(At at, List<String> waits, int count) {
        var schedule = new ArrayList<Node>();
        for (var i = 0; i < count; i++) {
            schedule.add(new Node.Text(at, waits.get(Math.min(i, waits.size() - 1)), Node.Form.PLAIN));
        }
        return new Node.Entry(at, new Node.Items(at, schedule));
    }

    /** Outcomes as a list of rules; anything else than a map stays as it is. */
    static Node rules(Node node) {
        if (!(node instanceof Node.Entries map)) {
            return node;
        }
        var rules = new ArrayList<Node>();
        map.entries().forEach((status, entry) -> rules.add(rule(status, entry)));
        return new Node.Items(map.at(), rules);
    }

    private static Node rule(String status, Node.Entry entry) {
        var when = new Node.Entry(entry.key(), map(entry.key(), Map.of("status", statusTest(status, entry.key()))));
        return entry.value() instanceof Node.Entries long_
                ? long_.with("when", when)
                : new Node.Entries(
                        entry.key(),
                        Map.of("when", when, "is", new Node.Entry(entry.value().at(), entry.value())));
    }

    /** A status, or a class of them such as {@code 5xx}. */
    private static Node statusTest(String status, At at) {
        if (!status.matches("[1-5]xx")) {
            return new Node.Text(at, status, Node.Form.PLAIN);
        }
        var first = status.substring(0, 1);
        return map(at, new TreeMap<>(Map.of("atLeast", plain(at, first + "00"), "atMost", plain(at, first + "99"))));
    }

    private static Node plain(At at, String text) {
        return new Node.Text(at, text, Node.Form.PLAIN);
    }

    /** What is kept, as a map of name to path; anything else than a list or a name stays as it is. */
    static Node captures(Node node) {
        var names = node instanceof Node.Items list ? list.items() : List.of(node);
        if (node instanceof Node.Entries || !names.stream().allMatch(Node.Text.class::isInstance)) {
            return node;
        }
        var paths = new LinkedHashMap<String, Node.Entry>();
        names.forEach(name -> paths.put(name.toString(), new Node.Entry(name.at(), name)));
        return new Node.Entries(node.at(), paths);
    }

    private static Node.Entries map(At at, Map<String, Node> values) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        values.forEach((key, value) -> entries.put(key, new Node.Entry(at, value)));
        return new Node.Entries(at, entries);
    }
}

package org.patchbay.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the tags of a template stand, and the first one that may not stand there. */
final class Tags {
    private static final int DEEPEST = 32;

    private final String text;
    private final List<Tag> values = new ArrayList<>();
    private final List<Tag> blocks = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private Optional<Fault> fault = Optional.empty();

    private Tags(String text) {
        this.text = text;
    }

    /**
     * One tag.
     *
     * @param offset of the name in the text
     * @param sections names of the sections around it that are only written when they have a value
     */
    record Tag(int offset, String name, Set<String> sections) {}

    private record Open(char kind, Tag tag) {}

    /** What is wrong with a template before anybody asks what its names mean. */
    record Fault(String code, Tag tag, String text, String note, String help) {}

    static Tags of(String text) {
        var tags = new Tags(text);
        tags.scan();
        return tags;
    }

    /** Inserted values in the order of the text. */
    List<Tag> values() {
        return values;
    }

    /** Sections in the order of their ends. */
    List<Tag> blocks() {
        return blocks;
    }

    Optional<Fault> fault() {
        return fault;
    }

    private void scan() {
        var start = text.indexOf("{{");
        while (start >= 0 && fault.isEmpty()) {
            var end = text.indexOf("}}", start + 2);
            if (end < 0) {
                refuse(
                        "PB601",
                        new Tag(start, "{{", Set.of()),
                        "a `{{` has no `}}`",
                        "never ends",
                        "close the tag, as in {{body.phone}}");
                return;
            }
            tag(start + 2, end);
            start = text.indexOf("{{", end + 2);
        }
        if (fault.isEmpty() && !open.isEmpty()) {
            var tag = open.getLast().tag();
            refuse(
                    "PB601",
                    tag,
                    "the section `" + tag.name() + "` has no end",
                    "not closed",
                    "every {{#name}} needs its {{/name}}");
        }
    }

    private void tag(int from, int end) {
        var start = skipBlank(from, end);
        var kind = start < end ? text.charAt(start) : ' ';
        var tag = named(skipBlank("#^/{&><$%=!".indexOf(kind) >= 0 ? start + 1 : start, end), end);
        if (start > from && "#^/!".indexOf(kind) >= 0) {
            refuse(
                    "PB601",
                    tag,
                    "a blank stands between `{{` and `" + kind + "`",
                    "not a tag",
                    "write `{{" + kind + tag.name() + "}}`");
            return;
        }
        switch (kind) {
            case '!' -> {}
            case '#', '^' -> opens(kind, tag);
            case '/' -> closes(tag);
            case '{', '&' ->
                refuse(
                        "PB606",
                        tag,
                        "`{{{…}}}` and `{{&…}}` would insert a value as it is",
                        "raw",
                        "write `{{" + tag.name() + "}}`: the place encodes it");
            case '>', '<', '$' ->
                refuse(
                        "PB601",
                        tag,
                        "templates cannot include other templates",
                        "not allowed",
                        "write the text here, or use a parameter");
            case '%', '=' -> refuse("PB601", tag, "`{{" + kind + "…}}` is not a tag of this format", "unknown tag", "");
            default -> value(tag, from - 2);
        }
    }

    private int skipBlank(int from, int end) {
        var start = from;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        return start;
    }

    private Tag named(int start, int end) {
        return new Tag(start, text.substring(start, end).trim(), sections());
    }

    private Set<String> sections() {
        return open.stream()
                .filter(section -> section.kind() == '#')
                .map(section -> bare(section.tag().name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The name without the question mark that says it may be absent. */
    static String bare(String name) {
        return name.endsWith("?") ? name.substring(0, name.length() - 1) : name;
    }

    private void value(Tag tag, int start) {
        if (tag.name().isEmpty()) {
            refuse(
                    "PB601",
                    new Tag(start, "{{}}", Set.of()),
                    "a tag has no name",
                    "empty",
                    "for example {{body.phone}}");
        }
        values.add(tag);
    }

    private void opens(char kind, Tag tag) {
        open.addLast(new Open(kind, tag));
        if (open.size() > DEEPEST) {
            refuse("PB601", tag, "sections are nested more than " + DEEPEST + " deep", "too deep", "");
        }
    }

    private void closes(Tag tag) {
        if (open.isEmpty() || !open.getLast().tag().name().equals(tag.name())) {
            var expected = open.isEmpty()
                    ? "no section is open"
                    : "`" + open.getLast().tag().name() + "` is open";
            refuse(
                    "PB601",
                    tag,
                    "`{{/" + tag.name() + "}}` ends nothing: " + expected,
                    "not open",
                    "every {{#name}} needs its {{/name}}");
            return;
        }
        blocks.add(open.removeLast().tag());
    }

    private void refuse(String code, Tag tag, String what, String note, String help) {
        fault = Optional.of(new Fault(code, tag, what, note, help));
    }
}

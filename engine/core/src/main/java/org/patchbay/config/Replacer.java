package org.patchbay.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Secret;
import org.patchbay.spi.SecretSource;

/** Puts values in the place of <code>${source:name}</code>, after parsing, so that what is put in stays one text. */
final class Replacer {
    private final Map<String, SecretSource> sources = new LinkedHashMap<>();
    private final Problems problems;
    private final PutIn putIn = new PutIn();

    Replacer(List<SecretSource> sources, Problems problems) {
        sources.forEach(source -> this.sources.put(source.word(), source));
        this.problems = problems;
    }

    /** What was put in so far. */
    PutIn putIn() {
        return putIn;
    }

    Node replace(Node node) {
        return switch (node) {
            case Node.Text text when text.text().contains("${") -> replace(text);
            case Node.Items list ->
                new Node.Items(
                        list.at(), list.items().stream().map(this::replace).toList());
            case Node.Entries map -> replace(map);
            case Node.Text text -> text;
            case Node.Broken broken -> broken;
        };
    }

    Node.Entries replace(Node.Entries map) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        map.entries().forEach((key, entry) -> entries.put(key, new Node.Entry(entry.key(), replace(entry.value()))));
        return new Node.Entries(map.at(), entries);
    }

    private Node replace(Node.Text node) {
        var out = new StringBuilder();
        var text = node.text();
        var form = text.contains("$${") ? Node.Form.QUOTED : node.form();
        for (var i = 0; i < text.length(); ) {
            var next = text.indexOf("${", i);
            if (next < 0) {
                out.append(text, i, text.length());
                break;
            }
            if (next > i && text.charAt(next - 1) == '$') {
                out.append(text, i, next - 1).append("${");
                i = next + 2;
                continue;
            }
            var end = text.indexOf('}', next);
            var found = end < 0 ? notClosed(node.at()) : find(text.substring(next + 2, end), node.at());
            if (found.isEmpty()) {
                return new Node.Broken(node.at());
            }
            form = found.get().isSecret() || form == Node.Form.SECRET ? Node.Form.SECRET : Node.Form.REPLACED;
            out.append(text, i, next).append(found.get().value().reveal());
            i = end + 1;
        }
        return new Node.Text(withoutEnd(node.at()), out.toString(), form);
    }

    /** Places inside the new text are not places of the document. */
    private static At withoutEnd(At at) {
        return new At(at.file(), at.line(), at.column(), at.column(), at.pointer());
    }

    private record Found(Secret value, boolean isSecret) {}

    private Optional<Found> notClosed(At at) {
        problems.add("PB503", at, "`${` without a closing `}`", "for the characters themselves write `$${`");
        return Optional.empty();
    }

    private Optional<Found> find(String reference, At at) {
        var colon = reference.indexOf(':');
        var word = colon < 0 ? reference : reference.substring(0, colon);
        var source = Optional.ofNullable(sources.get(word)).filter(_ -> colon > 0);
        if (source.isEmpty()) {
            var near = Nearest.to(word, sources.keySet()).map(meant -> "did you mean `${" + meant + ":…}`?");
            problems.add(
                    "PB503",
                    at,
                    "`${" + reference + "}` names no source of values",
                    "sources are " + String.join(", ", sources.keySet()),
                    near.orElse("for the characters themselves write `$${" + reference + "}`"));
            return Optional.empty();
        }
        var name = reference.substring(colon + 1);
        var value = source.get().find(name);
        if (value.isEmpty()) {
            problems.add("PB503", at, "`${" + reference + "}` was not found", "", SecretSources.help(word, name));
        }
        value.ifPresent(found -> putIn.add(reference, found, at));
        return value.map(found -> new Found(found, source.get().isSecret()));
    }
}

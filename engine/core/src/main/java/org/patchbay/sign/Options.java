package org.patchbay.sign;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.Durations;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;

/** Reads the keys of one value of a signature and reports what is wrong with them. */
final class Options {
    private final Tree.Entries map;
    private final Problems problems;

    Options(Tree.Entries map, Problems problems) {
        this.map = map;
        this.problems = problems;
    }

    /** Reports every key that is not among these. */
    void allow(Collection<String> known) {
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.add("PB201", entry.key(), "unknown key `" + key + "`", "unknown", Nearest.help(key, known));
            }
        });
    }

    Optional<Tree> tree(String key) {
        return Optional.ofNullable(map.entries().get(key)).map(Tree.Entry::value);
    }

    Optional<Tree.Leaf> leaf(String key) {
        return tree(key).flatMap(tree -> {
            if (tree instanceof Tree.Leaf leaf) {
                return Optional.of(leaf);
            }
            wrong(tree.at(), "`" + key + "` is a text");
            return Optional.empty();
        });
    }

    /** The leaf, or an empty one when it is missing, which is reported. */
    Tree.Leaf needed(String key) {
        if (tree(key).isEmpty()) {
            problems.add("PB204", map.at(), "`" + key + "` is missing", "missing", "");
        }
        return leaf(key).orElseGet(() -> new Tree.Leaf(map.at(), TextNode.valueOf("")));
    }

    Optional<String> text(String key) {
        return leaf(key).map(leaf -> Scalars.text(leaf.value()));
    }

    /** What a word means; an unknown one is reported. */
    <T> T word(String key, Map<String, T> words, T otherwise) {
        var leaf = leaf(key);
        if (leaf.isEmpty()) {
            return otherwise;
        }
        var word = Scalars.text(leaf.get().value());
        var meaning = Optional.ofNullable(words.get(word));
        if (meaning.isEmpty()) {
            problems.add(
                    "PB203",
                    leaf.get().at(),
                    "unknown word `" + word + "` for `" + key + "`",
                    "unknown",
                    Nearest.help(word, words.keySet()));
        }
        return meaning.orElse(otherwise);
    }

    /** Texts of a list, or of the one text that stands there. */
    List<Tree.Leaf> list(String key) {
        var leaves = new ArrayList<Tree.Leaf>();
        tree(key).ifPresent(tree -> {
            for (var item : tree instanceof Tree.Items(var _, var items) ? items : List.of(tree)) {
                if (item instanceof Tree.Leaf leaf) {
                    leaves.add(leaf);
                } else {
                    wrong(item.at(), "`" + key + "` is a list of texts");
                }
            }
        });
        return leaves;
    }

    List<String> texts(String key) {
        return list(key).stream().map(leaf -> Scalars.text(leaf.value())).toList();
    }

    /** Texts by text, in order. */
    Map<String, String> map(String key) {
        var texts = new LinkedHashMap<String, String>();
        tree(key).ifPresent(tree -> {
            if (tree instanceof Tree.Entries(var _, var entries)) {
                entries.forEach((name, entry) ->
                        texts.put(name, Scalars.text(entry.value().toJson())));
            } else {
                wrong(tree.at(), "`" + key + "` is a map of text to text");
            }
        });
        return texts;
    }

    boolean bool(String key) {
        var value = leaf(key);
        value.filter(leaf -> !leaf.value().isBoolean())
                .ifPresent(leaf -> wrong(leaf.at(), "`" + key + "` is true or false"));
        return value.map(leaf -> leaf.value().asBoolean()).orElse(false);
    }

    Duration duration(String key) {
        var leaf = leaf(key);
        var duration = leaf.flatMap(found -> Durations.parse(Scalars.text(found.value())));
        if (leaf.isPresent() && duration.isEmpty()) {
            wrong(leaf.get().at(), "`" + key + "` is a duration such as 5m");
        }
        return duration.orElse(Duration.ZERO);
    }

    Optional<ZoneId> zone(String key) {
        return leaf(key).flatMap(leaf -> {
            try {
                return Optional.of(ZoneId.of(Scalars.text(leaf.value())));
            } catch (DateTimeException e) {
                problems.add("PB203", leaf.at(), "this is not a zone", "unknown", "for example Asia/Ho_Chi_Minh");
            }
            return Optional.empty();
        });
    }

    private void wrong(At at, String text) {
        problems.add("PB205", at, text, "wrong kind of value", "");
    }
}

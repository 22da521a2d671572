package org.patchbay.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Secret;

/** A value as it stands in a document, before the key that receives it says what it means. */
sealed interface Node {
    /** Place of the value. */
    At at();

    /** What a scalar was before it became a text. */
    enum Form {
        /** Written without quotes: means what its receiver wants. */
        PLAIN,
        /** Always text. */
        QUOTED,
        /** Put there by <code>${…}</code>: text in a tree, a number or a word where one is wanted. */
        REPLACED,
        /** Put there by <code>${…}</code> from a source of secrets. */
        SECRET
    }

    /** A scalar. */
    record Text(At at, String text, Form form) implements Node {
        /** True for a value of which nothing is written. */
        boolean isEmpty() {
            return form == Form.PLAIN && text.isEmpty();
        }

        /** True for an unquoted {@code null}, and where nothing is written. */
        boolean isNull() {
            return isEmpty() || (form == Form.PLAIN && text.equals("null"));
        }

        boolean isSecret() {
            return form == Form.SECRET;
        }

        @Override
        public String toString() {
            return isSecret() ? Secret.MASK : text;
        }
    }

    /** A list. */
    record Items(At at, List<Node> items) implements Node {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map in the order of the document. */
    record Entries(At at, Map<String, Entry> entries) implements Node {
        public Entries {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        Optional<Node> get(String key) {
            return entry(key).map(Entry::value);
        }

        Optional<Entry> entry(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        /** The scalar of that key; empty when there is none or something else stands there. */
        Optional<Text> text(String key) {
            return get(key).flatMap(node -> node instanceof Text text ? Optional.of(text) : Optional.empty());
        }

        /** The map of that key; empty when there is none or something else stands there. */
        Optional<Entries> map(String key) {
            return get(key).flatMap(node -> node instanceof Entries map ? Optional.of(map) : Optional.empty());
        }

        /** The elements of the list of that key; a single value is a list of one. */
        Stream<Node> list(String key) {
            return get(key).stream()
                    .flatMap(node -> node instanceof Items list ? list.items().stream() : Stream.of(node));
        }

        /** The same map with this value under that key, where the key was or else at the end. */
        Entries with(String key, Entry entry) {
            var changed = new LinkedHashMap<>(entries);
            changed.put(key, entry);
            return new Entries(at, changed);
        }

        /** The same map without those keys. */
        Entries without(String... keys) {
            var changed = new LinkedHashMap<>(entries);
            changed.keySet().removeAll(List.of(keys));
            return new Entries(at, changed);
        }

        /** The keys of this map laid over those of another; the place is that of this map. */
        Entries over(Entries lower) {
            var merged = new LinkedHashMap<>(lower.entries());
            merged.putAll(entries);
            return new Entries(at, merged);
        }
    }

    /** A value of a map with the place of its key. */
    record Entry(At key, Node value) {}

    /** A value that was already reported, so that nobody reports it again. */
    record Broken(At at) implements Node {}

    /** All texts and keys below a node, the node itself included. */
    static Stream<String> words(Node node) {
        return switch (node) {
            case Text text -> Stream.of(text.text());
            case Items list -> list.items().stream().flatMap(Node::words);
            case Entries map ->
                map.entries().entrySet().stream()
                        .flatMap(each -> Stream.concat(
                                Stream.of(each.getKey()), words(each.getValue().value())));
            case Broken _ -> Stream.empty();
        };
    }
}

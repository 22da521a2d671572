package org.patchbay.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Captures;
import org.patchbay.definition.Condition;
import org.patchbay.definition.Outcomes;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;

/**
 * Turns located trees into the records of the format. What does not fit is reported, all of it, and left out, so that
 * the rest can be checked further; only a record that lacks something it needs is left out as a whole.
 */
final class Binder {
    private final Scalars scalars;
    private final TreeBinder trees;
    private final Labels labels;
    private final Keys keys;

    Binder(Problems problems) {
        scalars = new Scalars(problems);
        trees = new TreeBinder(problems);
        labels = new Labels(problems);
        keys = new Keys(problems);
    }

    /** The record without what was reported; empty when it lacks something that it needs. */
    <T extends Record> Optional<T> bind(Class<T> type, Node node) {
        return struct(type, node, Shape.of(type).noun()).map(type::cast);
    }

    private Optional<?> read(Want want, Node node, String key) {
        if (node instanceof Node.Broken) {
            return Optional.empty();
        }
        return switch (want) {
            case Want.Maybe(var inner) -> present(read(inner, node, key));
            case Want.AnyTree _ -> trees.read(node);
            case Want.Test _ -> condition(want, node, key);
            case Want.ListOf list -> list(list, node, key);
            case Want.MapOf(var value) -> map(want, value, node, key);
            case Want.Struct(var type) -> struct(type, node, key);
            case Want.LabelText _ -> labels.read(want, node, key, scalars);
            case Want.Meanings _ -> outcomes(want, node, key);
            case Want.Kept _ -> captures(want, node, key);
            default -> node instanceof Node.Text text ? scalars.read(want, text, key) : wrong(want, node, key);
        };
    }

    /** The value of an optional component; still empty when it was reported. */
    private static Optional<?> present(Optional<?> read) {
        return read.isPresent() ? Optional.of(read) : read;
    }

    private <T> Optional<T> wrong(Want want, Node node, String key) {
        return scalars.wrong(
                want,
                node.at(),
                key,
                node instanceof Node.Items ? "a list" : node instanceof Node.Entries ? "a map" : "`" + node + "`");
    }

    private boolean isMissing(Want want, Node node, String key) {
        return node instanceof Node.Text text
                && text.isEmpty()
                && scalars.read(want, text, key).isEmpty();
    }

    private Optional<Condition> condition(Want want, Node node, String key) {
        if (isMissing(want, node, key)) {
            return Optional.empty();
        }
        return node instanceof Node.Entries ? trees.read(node).map(Condition::new) : wrong(want, node, key);
    }

    private Optional<List<Object>> list(Want.ListOf want, Node node, String key) {
        if (isMissing(want, node, key)) {
            return Optional.empty();
        }
        if (!(node instanceof Node.Items list)) {
            return want.orOne() ? read(want.element(), node, key).map(List::of) : wrong(want, node, key);
        }
        var items = new ArrayList<Object>();
        for (var item : list.items()) {
            read(want.element(), item, key).ifPresent(items::add);
        }
        return Optional.of(items);
    }

    private Optional<Map<String, Object>> map(Want want, Want value, Node node, String key) {
        if (isMissing(want, node, key)) {
            return Optional.empty();
        }
        if (!(node instanceof Node.Entries map)) {
            return wrong(want, node, key);
        }
        var entries = new LinkedHashMap<String, Object>();
        map.entries()
                .forEach((name, entry) -> read(value, entry.value(), name).ifPresent(read -> entries.put(name, read)));
        return Optional.of(Collections.unmodifiableMap(entries));
    }

    private Optional<Outcomes> outcomes(Want want, Node node, String key) {
        if (isMissing(want, node, key)) {
            return Optional.empty();
        }
        if (!(Spelling.rules(node) instanceof Node.Items rules)) {
            return wrong(want, node, key);
        }
        if (node instanceof Node.Entries map && !keys.areStatuses(map)) {
            return Optional.empty();
        }
        var bound = rules.items().stream()
                .map(rule -> bind(Outcomes.Rule.class, rule))
                .flatMap(Optional::stream);
        return Optional.of(new Outcomes(bound.toList()));
    }

    private Optional<Captures> captures(Want want, Node node, String key) {
        if (isMissing(want, node, key)) {
            return Optional.empty();
        }
        if (!(Spelling.captures(node) instanceof Node.Entries map)) {
            return wrong(want, node, key);
        }
        var paths = new LinkedHashMap<String, PathText>();
        map.entries()
                .forEach((name, entry) ->
                        read(new Want.Path(), entry.value(), name).ifPresent(path -> paths.put(name, (PathText) path)));
        return Optional.of(new Captures(paths));
    }

    private Optional<Record> struct(Class<? extends Record> type, Node written, String key) {
        var shape = Shape.of(type);
        var want = new Want.Struct(type);
        var node = Spelling.of(type, written);
        if (isMissing(want, node, key) || node instanceof Node.Broken) {
            return Optional.empty();
        }
        var map = asMap(shape, node);
        if (map.isEmpty()) {
            return wrong(want, node, key);
        }
        keys.check(shape, map.get());
        return fill(shape, map.get());
    }

    private static Optional<Node.Entries> asMap(Shape shape, Node node) {
        return switch (node) {
            case Node.Entries map -> Optional.of(map);
            case Node.Text text -> shape.shorthand().map(key -> only(key, text));
            case Node.Items list -> shape.listShorthand().map(key -> only(key, list));
            case Node.Broken _ -> Optional.empty();
        };
    }

    private static Node.Entries only(String component, Node node) {
        return new Node.Entries(node.at(), Map.of(component, new Node.Entry(node.at(), node)));
    }

    /** Fills the components of a record; empty when one of them was reported. */
    private Optional<Record> fill(Shape shape, Node.Entries map) {
        var values = new ArrayList<Optional<?>>();
        for (var slot : shape.slots()) {
            values.add(
                    switch (slot.use()) {
                        case PLACE -> Optional.of(map.at());
                        case INLINE -> inline(slot, map);
                        case KEY -> value(shape, slot, map);
                    });
        }
        return values.stream().allMatch(Optional::isPresent)
                ? Optional.of(make(
                        shape.type(), values.stream().map(Optional::orElseThrow).toArray()))
                : Optional.empty();
    }

    private Optional<?> inline(Slot slot, Node.Entries map) {
        return slot.want() instanceof Want.Struct(var type) ? fill(Shape.of(type), map) : Optional.empty();
    }

    private Optional<?> value(Shape shape, Slot slot, Node.Entries map) {
        var written = map.get(slot.word());
        if (written.isPresent()) {
            var read = read(slot.want(), written.get(), slot.word());
            return read.isPresent() || slot.isRequired() ? read : otherwise(slot, map);
        }
        if (!slot.isRequired()) {
            return otherwise(slot, map);
        }
        keys.missing(shape, slot, map);
        return Optional.empty();
    }

    private Optional<?> otherwise(Slot slot, Node.Entries map) {
        return slot.fallback().isPresent()
                ? read(slot.want(), new Node.Text(map.at(), slot.fallback().get(), Node.Form.PLAIN), slot.word())
                : absent(slot.want());
    }

    private static Optional<?> absent(Want want) {
        return Optional.of(
                switch (want) {
                    case Want.ListOf _ -> List.of();
                    case Want.MapOf _ -> Map.of();
                    case Want.Meanings _ -> Outcomes.NONE;
                    case Want.Kept _ -> Captures.NONE;
                    default -> Optional.empty();
                });
    }

    private static Record make(Class<? extends Record> type, Object[] values) {
        var components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        for (var i = 0; i < values.length; i++) {
            values[i] = components[i] == int.class ? ((Long) values[i]).intValue() : values[i];
        }
        try {
            return type.getDeclaredConstructor(components).newInstance(values);
        } catch (InvocationTargetException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException bug) {
            throw new IllegalStateException("cannot make a " + type.getName(), bug);
        }
    }

    /** A tree, for values that stay as they are. */
    Optional<Tree> tree(Node node) {
        return trees.read(node);
    }
}

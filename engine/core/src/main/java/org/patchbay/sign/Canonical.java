package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.patchbay.definition.Place;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Scalars;
import org.patchbay.wire.UrlCoding;
import org.patchbay.wire.Wire;

/**
 * One text made of a set of parameters.
 *
 * @param sets where the parameters are taken from, in this order
 * @param only names that are taken; all when empty
 * @param drop names that are left out
 * @param left what the signature itself carries and has not computed yet
 * @param replace texts to replace inside values
 */
record Canonical(
        List<Place> sets,
        List<String> only,
        Set<String> drop,
        Set<Left> left,
        Order order,
        Shape shape,
        Map<String, String> replace)
        implements Recipe {
    private static final Comparator<String> BY_BYTES = (a, b) -> Arrays.compareUnsigned(Wire.utf8(a), Wire.utf8(b));

    Canonical {
        sets = List.copyOf(sets);
        only = List.copyOf(only);
        drop = Set.copyOf(drop);
        left = Set.copyOf(left);
    }

    /** A parameter that is not signed because it is carried. */
    record Left(Place place, String key) {}

    /** How the text is put together; empty values are dropped or kept. */
    record Shape(PairForm pair, String join, Case letters, Optional<UrlCoding> encode, Empties empties) {}

    /** How a name and a value are joined. */
    enum PairForm {
        NAME_EQUALS_VALUE,
        NAME_VALUE,
        VALUE,
        NAME
    }

    /** In which order they stand. */
    enum Order {
        KEY,
        KEY_FOLD,
        LISTED,
        SENT
    }

    /** Letters of the finished text. */
    enum Case {
        NONE,
        LOWER,
        UPPER
    }

    /** What becomes of empty values. */
    enum Empties {
        KEPT,
        DROPPED
    }

    /** The same without what the signature carries. */
    Canonical without(Set<Left> carried) {
        return new Canonical(sets, only, drop, carried, order, shape, replace);
    }

    @Override
    public JsonNode compute(Run run) {
        var pairs = new ArrayList<Pair>();
        for (var set : sets) {
            for (var pair : pairs(set, run.sheet())) {
                if (isSigned(set, pair)) {
                    pairs.add(pair);
                }
            }
        }
        sort(pairs);
        var text = pairs.stream().map(this::write).collect(Collectors.joining(shape.join()));
        return TextNode.valueOf(
                switch (shape.letters()) {
                    case NONE -> text;
                    case LOWER -> text.toLowerCase(Locale.ROOT);
                    case UPPER -> text.toUpperCase(Locale.ROOT);
                });
    }

    private static List<Pair> pairs(Place set, Sheet sheet) {
        return switch (set) {
            case QUERY -> sheet.query();
            case HEADER -> sheet.headers();
            case BODY -> Tops.of(sheet.body());
            case PATH, COOKIE -> List.of();
        };
    }

    private boolean isSigned(Place set, Pair pair) {
        var name = set == Place.HEADER ? pair.name().toLowerCase(Locale.ROOT) : pair.name();
        return (only.isEmpty() || only.contains(pair.name()) || only.contains(name))
                && !drop.contains(pair.name())
                && !left.contains(new Left(set, name))
                && (shape.empties() == Empties.KEPT || !pair.value().isEmpty());
    }

    private void sort(List<Pair> pairs) {
        switch (order) {
            case KEY -> pairs.sort(Comparator.comparing(Pair::name, BY_BYTES));
            case KEY_FOLD ->
                pairs.sort(Comparator.comparing((Pair pair) -> pair.name().toLowerCase(Locale.ROOT), BY_BYTES));
            case LISTED -> pairs.sort(Comparator.comparingInt(pair -> only.indexOf(pair.name())));
            case SENT -> {}
        }
    }

    private String write(Pair pair) {
        var value = pair.value();
        for (var entry : replace.entrySet()) {
            value = value.replace(entry.getKey(), entry.getValue());
        }
        return switch (shape.pair()) {
            case NAME_EQUALS_VALUE -> encoded(pair.name()) + "=" + encoded(value);
            case NAME_VALUE -> encoded(pair.name()) + encoded(value);
            case VALUE -> encoded(value);
            case NAME -> encoded(pair.name());
        };
    }

    private String encoded(String text) {
        return shape.encode().map(coding -> coding.encode(text)).orElse(text);
    }

    @Override
    public Needs needs() {
        return Needs.NOTHING;
    }

    /** Names and values at the top of a body. */
    private static final class Tops {
        static List<Pair> of(Body body) {
            return switch (body) {
                case Body.None _ -> List.of();
                case Body.Form(var fields) -> fields;
                case Body.Multipart(var fields, var _) -> fields;
                case Body.Json(var tree) -> children(tree);
                case Body.Xml(var tree) ->
                    tree.isEmpty() ? List.of() : children(tree.iterator().next());
                case Body.Text _ -> throw Sheet.refusal("a body that is a text has no parameters to sign");
            };
        }

        private static List<Pair> children(JsonNode tree) {
            var pairs = new ArrayList<Pair>();
            for (var field : tree.properties()) {
                if (!field.getKey().startsWith("@") && !field.getKey().equals("#text")) {
                    pairs.add(new Pair(field.getKey(), text(field.getValue())));
                }
            }
            return pairs;
        }

        private static String text(JsonNode value) {
            return value.isContainerNode() ? Wire.json(value) : Scalars.text(value);
        }
    }
}

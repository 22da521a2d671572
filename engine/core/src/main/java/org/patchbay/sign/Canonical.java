package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.patchbay.definition.Place;
import org.patchbay.exchange.Pair;
import org.patchbay.wire.UrlCoding;
import org.patchbay.wire.Wire;

/**
 * One text made of a set of parameters.
 *
 * @param sets where the parameters are taken from, in this order
 * @param only names that are taken; all when empty
 * @param drop names that are left out
 * @param left what the signature itself carries and has not computed yet
 */
record Canonical(
        List<Place> sets, List<String> only, Set<String> drop, Set<Left> left, Order order, Touch touch, Shape shape)
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

    /**
     * How the text is put together.
     *
     * @param letters letters of the whole text
     * @param empties whether empty values are dropped or kept
     */
    record Shape(PairForm pair, String join, Case letters, Optional<UrlCoding> encode, Empties empties) {}

    /**
     * What becomes of each name and value before they are joined.
     *
     * @param names letters of the names
     * @param replace texts to replace inside values
     * @param repeated joins the values of a name that stands there more than once; they stay apart when it is empty
     */
    record Touch(Case names, Spaces spaces, Map<String, String> replace, Optional<String> repeated) {}

    /** How a name and a value are joined. */
    enum PairForm {
        NAME_EQUALS_VALUE,
        NAME_COLON_VALUE,
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

    /** Which letters. */
    enum Case {
        NONE,
        LOWER,
        UPPER;

        private String of(String text) {
            return switch (this) {
                case NONE -> text;
                case LOWER -> text.toLowerCase(Locale.ROOT);
                case UPPER -> text.toUpperCase(Locale.ROOT);
            };
        }
    }

    /** Spaces in values: as they are, or none at the ends and one between words. */
    enum Spaces {
        KEPT,
        TRIMMED;

        private String of(String text) {
            return switch (this) {
                case KEPT -> text;
                case TRIMMED -> String.join(" ", text.strip().split("\\s+"));
            };
        }
    }

    /** What becomes of empty values. */
    enum Empties {
        KEPT,
        DROPPED
    }

    /** The same without what the signature carries. */
    Canonical without(Set<Left> carried) {
        return new Canonical(sets, only, drop, carried, order, touch, shape);
    }

    /** A pair as it stands in the text, and the name it is known by. */
    private record Written(String known, String name, String value) {}

    @Override
    public JsonNode compute(Run run) {
        var found = new ArrayList<Written>();
        for (var set : sets) {
            for (var pair : pairs(set, run.sheet())) {
                var known = set == Place.HEADER ? pair.name().toLowerCase(Locale.ROOT) : pair.name();
                if (isSigned(set, known, pair)) {
                    found.add(written(known, pair));
                }
            }
        }
        var pairs = touch.repeated().map(between -> joined(found, between)).orElse(found);
        sort(pairs);
        var text = pairs.stream().map(this::write).collect(Collectors.joining(shape.join()));
        return TextNode.valueOf(shape.letters().of(text));
    }

    private Written written(String known, Pair pair) {
        var value = touch.spaces().of(replaced(pair.value()));
        return new Written(known, encoded(touch.names().of(pair.name())), encoded(value));
    }

    /** One pair for each name, its values in the order in which they stand there. */
    private static List<Written> joined(List<Written> pairs, String between) {
        var byName = new LinkedHashMap<String, Written>();
        pairs.forEach(pair -> byName.merge(
                pair.known(),
                pair,
                (first, next) -> new Written(first.known(), first.name(), first.value() + between + next.value())));
        return new ArrayList<>(byName.values());
    }

    private List<Pair> pairs(Place set, Sheet sheet) {
        return switch (set) {
            case QUERY -> sheet.query();
            case HEADER -> sheet.allHeaders();
            case BODY -> Tops.of(sheet.body(), left);
            case PATH, COOKIE -> List.of();
        };
    }

    private boolean isSigned(Place set, String known, Pair pair) {
        return (only.isEmpty() || only.contains(pair.name()) || only.contains(known))
                && !drop.contains(pair.name())
                && !drop.contains(known)
                && !left.contains(new Left(set, known))
                && (shape.empties() == Empties.KEPT || !pair.value().isEmpty());
    }

    /** Names that are equal stand in the order of their values, as RFC 5849 §3.4.1.3.2 has it. */
    private void sort(List<Written> pairs) {
        var byName = Comparator.comparing(Written::name, BY_BYTES).thenComparing(Written::value, BY_BYTES);
        switch (order) {
            case KEY -> pairs.sort(byName);
            case KEY_FOLD ->
                pairs.sort(Comparator.comparing((Written pair) -> pair.name().toLowerCase(Locale.ROOT), BY_BYTES)
                        .thenComparing(byName));
            case LISTED -> pairs.sort(Comparator.comparingInt(pair -> listed(pair.known())));
            case SENT -> {}
        }
    }

    private int listed(String name) {
        for (var i = 0; i < only.size(); i++) {
            if (only.get(i).equals(name) || only.get(i).toLowerCase(Locale.ROOT).equals(name)) {
                return i;
            }
        }
        return only.size();
    }

    private String replaced(String value) {
        var text = value;
        for (var entry : touch.replace().entrySet()) {
            text = text.replace(entry.getKey(), entry.getValue());
        }
        return text;
    }

    private String write(Written pair) {
        return switch (shape.pair()) {
            case NAME_EQUALS_VALUE -> pair.name() + "=" + pair.value();
            case NAME_COLON_VALUE -> pair.name() + ":" + pair.value();
            case NAME_VALUE -> pair.name() + pair.value();
            case VALUE -> pair.value();
            case NAME -> pair.name();
        };
    }

    private String encoded(String text) {
        return shape.encode().map(coding -> coding.encode(text)).orElse(text);
    }

    @Override
    public Needs needs() {
        return Needs.NOTHING;
    }
}

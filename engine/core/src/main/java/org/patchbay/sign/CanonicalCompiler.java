package org.patchbay.sign;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.At;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Place;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;
import org.patchbay.wire.UrlCoding;

/** Compiles {@code canonical}. */
final class CanonicalCompiler {
    static final Set<String> KEYS = Set.of(
            "of",
            "only",
            "drop",
            "dropEmpty",
            "order",
            "pair",
            "join",
            "replace",
            "case",
            "encode",
            "names",
            "trim",
            "repeated");
    private static final Map<String, Place> SETS =
            Map.of("query", Place.QUERY, "body", Place.BODY, "header", Place.HEADER);
    private static final Map<String, Canonical.Order> ORDERS = Map.of(
            "key", Canonical.Order.KEY,
            "key-fold", Canonical.Order.KEY_FOLD,
            "listed", Canonical.Order.LISTED,
            "sent", Canonical.Order.SENT);
    private static final Map<String, Canonical.PairForm> PAIRS = Map.of(
            "k=v", Canonical.PairForm.NAME_EQUALS_VALUE,
            "k:v", Canonical.PairForm.NAME_COLON_VALUE,
            "kv", Canonical.PairForm.NAME_VALUE,
            "v", Canonical.PairForm.VALUE,
            "k", Canonical.PairForm.NAME);
    private static final Map<String, Canonical.Case> CASES =
            Map.of("none", Canonical.Case.NONE, "lower", Canonical.Case.LOWER, "upper", Canonical.Case.UPPER);

    private final Map<String, UrlCoding> flavours;
    private final Problems problems;

    CanonicalCompiler(Map<String, UrlCoding> flavours, Problems problems) {
        this.flavours = flavours;
        this.problems = problems;
    }

    Canonical compile(Optional<Tree> written) {
        var map = written.filter(Tree.Entries.class::isInstance)
                .map(Tree.Entries.class::cast)
                .orElseGet(() -> {
                    written.ifPresent(tree ->
                            problems.add("PB205", tree.at(), "`canonical` is a map", "wrong kind of value", ""));
                    return new Tree.Entries(At.NOWHERE, Map.of());
                });
        var options = new Options(map, problems);
        options.allow(KEYS);
        var order = options.word("order", ORDERS, Canonical.Order.KEY);
        var only = options.texts("only");
        if (order == Canonical.Order.LISTED && only.isEmpty()) {
            problems.add("PB204", map.at(), "`order: listed` needs the list `only`", "missing", "");
        }
        return new Canonical(
                sets(options),
                only,
                Set.copyOf(options.texts("drop")),
                Set.of(),
                order,
                touch(options),
                shape(options));
    }

    private static Canonical.Touch touch(Options options) {
        return new Canonical.Touch(
                options.word("names", CASES, Canonical.Case.NONE),
                options.bool("trim") ? Canonical.Spaces.TRIMMED : Canonical.Spaces.KEPT,
                options.map("replace"),
                options.text("repeated"));
    }

    private Canonical.Shape shape(Options options) {
        var encode = options.text("encode").filter(word -> !word.equals("none"));
        return new Canonical.Shape(
                options.word("pair", PAIRS, Canonical.PairForm.NAME_EQUALS_VALUE),
                options.text("join").orElse("&"),
                options.word("case", CASES, Canonical.Case.NONE),
                encode.map(_ -> options.word("encode", flavours, UrlCoding.FORM)),
                options.bool("dropEmpty") ? Canonical.Empties.DROPPED : Canonical.Empties.KEPT);
    }

    private List<Place> sets(Options options) {
        var sets = options.list("of").stream().flatMap(leaf -> {
            var word = Scalars.text(leaf.value());
            if (!SETS.containsKey(word)) {
                problems.add(
                        "PB203", leaf.at(), "unknown set `" + word + "`", "unknown", Nearest.help(word, SETS.keySet()));
            }
            return Optional.ofNullable(SETS.get(word)).stream();
        });
        var found = sets.toList();
        return found.isEmpty() ? List.of(Place.QUERY, Place.BODY) : found;
    }
}

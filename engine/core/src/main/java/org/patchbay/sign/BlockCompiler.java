package org.patchbay.sign;

import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Name;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Place;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;
import org.patchbay.wire.Wire;

/** Compiles values and carry of a signature, and finds one that would sign itself. */
final class BlockCompiler {
    /** Places by their words. */
    static final Map<String, Place> PLACES = Map.of(
            "header", Place.HEADER,
            "query", Place.QUERY,
            "body", Place.BODY,
            "path", Place.PATH,
            "cookie", Place.COOKIE);

    private final Scope outer;
    private final Problems problems;
    private final Map<String, Names> known = new HashMap<>();
    private final Map<String, Input> bytewise = new HashMap<>();
    private final List<Block.Value> values = new ArrayList<>();
    private final List<Set<Integer>> reach = new ArrayList<>();

    /**
     * Compiles with these names.
     *
     * @param scope names of the endpoint, {@code with} among them
     */
    BlockCompiler(Scope scope, Problems problems) {
        this.outer = scope.with(Root.REQUEST, RequestPart.NAMES);
        this.problems = problems;
    }

    /** The block without what its user hands over. */
    Block compile(Map<String, Tree> written, Map<String, Tree> carried, Carry.Letters letters) {
        written.forEach(this::value);
        var carries = new ArrayList<Carry>();
        var ats = new LinkedHashMap<Carry, At>();
        carried.forEach((key, tree) -> carry(key, tree, letters).ifPresent(carry -> {
            carries.add(carry);
            ats.put(carry, tree.at());
        }));
        ats.forEach(this::checkSelf);
        twice(ats);
        for (var i = 0; i < values.size(); i++) {
            leaveOut(i, carries);
        }
        return new Block(new With(Map.of()), values, carries, Block.Absence.REFUSED);
    }

    private Scope scope() {
        return outer.with(Root.VALUE, new Names.Only("PB602", "value", known));
    }

    private void value(String name, Tree tree) {
        if (!Name.FORM.matcher(name).matches() || outer.words().contains(name)) {
            problems.add(
                    "PB309",
                    tree.at(),
                    "a value of a signature cannot be called `" + name + "`",
                    "name",
                    "take another name");
        }
        var recipe = new RecipeCompiler(bytewise, scope(), problems).compile(tree);
        if (recipe instanceof Recipe.Plain(var input) && input.holdsBody()) {
            bytewise.put(name, input);
        }
        var needs = recipe.needs();
        reach.add(reached(needs));
        values.add(new Block.Value(name, recipe, needs));
        known.put(name, Names.value());
    }

    /** Indexes of all values that stand behind these needs. */
    private Set<Integer> reached(Needs needs) {
        var reached = new LinkedHashSet<Integer>();
        for (var i = 0; i < values.size(); i++) {
            if (needs.values().contains(values.get(i).name())) {
                reached.add(i);
                reached.addAll(reach.get(i));
            }
        }
        return reached;
    }

    private Optional<Carry> carry(String written, Tree tree, Carry.Letters letters) {
        var spot = Spot.parse(written);
        if (spot.isEmpty()) {
            noPlace(written, tree.at());
            return Optional.empty();
        }
        name(spot.get().place(), spot.get().key(), tree.at());
        var leaf = text(tree);
        var text = new RecipeCompiler(bytewise, scope(), problems).input(leaf);
        var split = split(tree);
        var needs = text.needs();
        var after = reached(needs).stream().max(Integer::compare).orElse(-1);
        var pieces = split.isEmpty() ? List.of(text) : pieces(leaf, split);
        return Optional.of(
                new Carry(spot.get(), text, pieces, split, needs, after, isHex(text) ? letters : Carry.Letters.EXACT));
    }

    private void noPlace(String written, At at) {
        var dot = written.indexOf('.');
        var word = dot < 0 ? written : written.substring(0, dot);
        var help = PLACES.containsKey(word) ? "for example " + word + ".sign" : Nearest.help(word, PLACES.keySet());
        problems.add("PB203", at, "`" + written + "` is not place.key", "place", help);
    }

    private String split(Tree tree) {
        return tree instanceof Tree.Entries map
                ? new Options(map, problems).text("split").orElse("")
                : "";
    }

    /** The parts of a text that a place may list in any order; what is wrong in them was reported of the whole. */
    private List<Input> pieces(Tree.Leaf leaf, String split) {
        var compiler = new RecipeCompiler(bytewise, scope(), new Problems());
        return Stream.of(Pattern.compile(Pattern.quote(split)).split(Scalars.text(leaf.value())))
                .map(String::strip)
                .filter(piece -> !piece.isEmpty())
                .map(piece -> compiler.input(new Tree.Leaf(leaf.at(), TextNode.valueOf(piece))))
                .toList();
    }

    /** True when everything inserted is written in hex, whose case may not matter. */
    private boolean isHex(Input text) {
        var hex = values.stream()
                .filter(value -> value.recipe().isHex())
                .map(Block.Value::name)
                .collect(Collectors.toSet());
        return text.parts().stream()
                .allMatch(part -> part instanceof Input.Part.Literal
                        || part instanceof Input.Part.Insert(var name, var _) && hex.contains(name));
    }

    private void name(Place place, String key, At at) {
        if (place == Place.HEADER) {
            Wire.wrongHeaderName(key).ifPresent(why -> problems.add("PB205", at, why, "name of a header", ""));
        }
        if (place == Place.COOKIE && !Wire.isCookieName(key)) {
            problems.add("PB205", at, "`" + key + "` cannot be the name of a cookie", "name of a cookie", "");
        }
    }

    private Tree.Leaf text(Tree tree) {
        return switch (tree) {
            case Tree.Leaf leaf -> leaf;
            case Tree.Entries map -> {
                var options = new Options(map, problems);
                options.allow(Set.of("text", "split"));
                yield options.needed("text");
            }
            case Tree.Items(var at, var _) -> {
                problems.add("PB205", at, "what is carried is a text", "a list", "");
                yield (Tree.Leaf) Tree.text("");
            }
        };
    }

    private void checkSelf(Carry carry, At at) {
        var behind = reached(carry.needs());
        for (var i = 0; i < values.size(); i++) {
            for (var part : values.get(i).needs().request()) {
                var wholeBody = part.equals(RequestPart.BODY) && carry.place() == Place.BODY;
                if (wholeBody || behind.contains(i) && part.holds(carry.place(), carry.key())) {
                    problems.add(
                            "PB702",
                            at,
                            "`" + values.get(i).name() + "` would sign what it is itself a part of",
                            "signs itself",
                            "carry it elsewhere, or sign the parameters with `canonical`, which leaves it out");
                }
            }
        }
    }

    private void twice(Map<Carry, At> carries) {
        var seen = new HashSet<Canonical.Left>();
        carries.forEach((carry, at) -> {
            if (!seen.add(left(carry))) {
                problems.add("PB405", at, "`" + carry.key() + "` is carried twice at the same place", "twice", "");
            }
        });
    }

    private static Canonical.Left left(Carry carry) {
        var key = carry.place() == Place.HEADER ? carry.key().toLowerCase(Locale.ROOT) : carry.key();
        return new Canonical.Left(carry.place(), key);
    }

    /** What is placed after a value was computed is no part of it, whoever computes it. */
    private void leaveOut(int index, List<Carry> carries) {
        if (values.get(index).recipe() instanceof Canonical canonical) {
            var left = new HashSet<Canonical.Left>();
            for (var carry : carries) {
                if (carry.after() >= index) {
                    left.add(left(carry));
                }
            }
            var value = values.get(index);
            values.set(index, new Block.Value(value.name(), canonical.without(left), value.needs()));
        }
    }
}

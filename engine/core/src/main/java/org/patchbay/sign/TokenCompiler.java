package org.patchbay.sign;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.patchbay.definition.At;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;

/** Compiles what a whole method stands behind: {@code jwt} and {@code plugin}. */
final class TokenCompiler {
    private static final Map<String, Hash> ALGORITHMS =
            Map.of("HS256", Hash.SHA256, "HS384", Hash.SHA384, "HS512", Hash.SHA512);
    private static final Set<String> INPUTS = Set.of("input", "key");

    private final Function<Tree.Leaf, Input> inputs;
    private final JsonShapeCompiler shapes;
    private final Problems problems;

    TokenCompiler(Function<Tree.Leaf, Input> inputs, JsonShapeCompiler shapes, Problems problems) {
        this.inputs = inputs;
        this.shapes = shapes;
        this.problems = problems;
    }

    Optional<Recipe> jwt(Options options) {
        options.allow(Set.of("jwt", "header", "key", "alg"));
        var key = inputs.apply(options.needed("key"));
        var claims = options.tree("jwt").flatMap(this::map);
        var seal = seal(options);
        return seal.flatMap(found -> claims.map(map -> new Jwt(
                shapes.shape(header(options, found.alg())),
                shapes.shape(map),
                new SigningKey(key, Writing.TEXT),
                found)));
    }

    private Optional<Tree.Entries> map(Tree tree) {
        if (tree instanceof Tree.Entries map) {
            return Optional.of(map);
        }
        problems.add("PB205", tree.at(), "the claims of a token are a map", "wrong kind of value", "");
        return Optional.empty();
    }

    private Optional<Seal> seal(Options options) {
        var word = options.text("alg").orElse("HS256");
        var keyed = Optional.ofNullable(ALGORITHMS.get(word));
        if (keyed.isPresent()) {
            return keyed.map(hash -> new Seal.Keyed(word, hash));
        }
        var foreign = Methods.find(word).filter(method -> method.inputs().equals(INPUTS));
        if (foreign.isEmpty()) {
            var known = new TreeSet<>(ALGORITHMS.keySet());
            known.addAll(Methods.ids());
            unknown(options.leaf("alg").map(Tree.Leaf::at).orElse(At.NOWHERE), word, known);
        }
        return foreign.map(Seal.Foreign::new);
    }

    private void unknown(At at, String word, Set<String> known) {
        problems.add("PB704", at, "unknown method `" + word + "`", "unknown", Nearest.help(word, known));
    }

    /** {@code typ} and {@code alg} first, unless the header says them itself. */
    private Tree.Entries header(Options options, String alg) {
        var written = options.tree("header")
                .flatMap(this::map)
                .map(Tree.Entries::entries)
                .orElse(Map.of());
        var entries = new LinkedHashMap<String, Tree.Entry>();
        if (!written.containsKey("typ")) {
            entries.put("typ", new Tree.Entry(At.NOWHERE, Tree.text("JWT")));
        }
        var said = Optional.ofNullable(written.get("alg")).map(Tree.Entry::value);
        if (said.isEmpty()) {
            entries.put("alg", new Tree.Entry(At.NOWHERE, Tree.text(alg)));
        }
        entries.putAll(written);
        if (said.filter(word -> !Scalars.text(word.toJson()).equals(alg)).isPresent()) {
            problems.add(
                    "PB205",
                    said.get().at(),
                    "the header names another `alg` than the token is signed with",
                    "signed with " + alg,
                    "say it beside `key`: alg: " + alg);
        }
        return new Tree.Entries(At.NOWHERE, entries);
    }

    Optional<Recipe> plugin(Options options) {
        var id = options.needed("plugin");
        var method = Methods.find(Scalars.text(id.value()));
        if (method.isEmpty()) {
            unknown(id.at(), Scalars.text(id.value()), Methods.ids());
            return Optional.empty();
        }
        var names = method.get().inputs();
        var allowed = new HashSet<>(names);
        allowed.add("plugin");
        options.allow(allowed);
        var texts = new LinkedHashMap<String, Input>();
        names.forEach(name -> texts.put(name, inputs.apply(options.needed(name))));
        return Optional.of(new Foreign(method.get(), texts));
    }
}

package org.patchbay.sign;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patchbay.definition.Place;

/**
 * A signature block seen from the receiving end.
 *
 * @param readable values that are read back where they are carried: times, random values, tokens, and those of plugins
 * @param needed all values that verifying needs, the readable ones included
 * @param wrong why it cannot verify; empty when it can
 */
record Back(Set<String> readable, Set<String> needed, Optional<String> wrong) {
    Back {
        readable = Set.copyOf(readable);
        needed = Set.copyOf(needed);
    }

    static Back of(Block block) {
        var values = block.values().stream()
                .collect(Collectors.toMap(
                        Block.Value::name, Function.identity(), (_, last) -> last, LinkedHashMap::new));
        var readable = readable(block, values);
        var needed = needed(block, values, readable);
        return new Back(readable, needed, wrong(block, values, readable, needed));
    }

    private static Set<String> readable(Block block, Map<String, Block.Value> values) {
        var readable = new LinkedHashSet<String>();
        for (var carry : block.carries()) {
            for (var part : carry.text().parts()) {
                if (part instanceof Input.Part.Insert(var name, var _)
                        && recipe(values, name).filter(Back::isReadBack).isPresent()) {
                    readable.add(name);
                }
            }
        }
        return readable;
    }

    private static boolean isReadBack(Recipe recipe) {
        return switch (recipe) {
            case Recipe.Now _, Recipe.Nonce _, Jwt _, Foreign _ -> true;
            case Recipe.Plain _,
                    Recipe.Digest _,
                    Recipe.Mac _,
                    Recipe.Coded _,
                    Recipe.Json _,
                    Recipe.Take _,
                    Canonical _ -> false;
        };
    }

    /** Of a token that is read back only its key is needed: its claims are those it brings. */
    private static Set<String> needed(Block block, Map<String, Block.Value> values, Set<String> readable) {
        var needed = new LinkedHashSet<String>();
        var waiting = new ArrayDeque<String>();
        block.carries().forEach(carry -> waiting.addAll(carry.needs().values()));
        while (!waiting.isEmpty()) {
            var name = waiting.remove();
            if (needed.add(name)) {
                recipe(values, name).ifPresent(recipe -> waiting.addAll(needs(recipe, readable.contains(name))));
            }
        }
        return needed;
    }

    private static Set<String> needs(Recipe recipe, boolean readBack) {
        return readBack && recipe instanceof Jwt jwt
                ? jwt.key().input().needs().values()
                : recipe.needs().values();
    }

    private static Optional<Recipe> recipe(Map<String, Block.Value> values, String name) {
        return Optional.ofNullable(values.get(name)).map(Block.Value::recipe);
    }

    private static Optional<String> wrong(
            Block block, Map<String, Block.Value> values, Set<String> readable, Set<String> needed) {
        var lost = new HashSet<>(needed);
        lost.removeAll(readable);
        lost.removeIf(name -> recipe(values, name).filter(Back::isReadBack).isEmpty());
        if (!lost.isEmpty()) {
            return lost.stream().sorted().findFirst().map(name -> "`" + name + "` is not carried by itself");
        }
        if (block.carries().stream().anyMatch(carry -> carry.place() == Place.PATH)) {
            return Optional.of("it is carried in the path");
        }
        var proves = block.carries().stream().anyMatch(carry -> proves(carry, values, readable));
        return proves ? Optional.empty() : Optional.of("nothing in it proves who sent it");
    }

    /** Times and random values anybody can send; a token, a computed value or a shared secret not. */
    private static boolean proves(Carry carry, Map<String, Block.Value> values, Set<String> readable) {
        return carry.text().parts().stream().anyMatch(part -> switch (part) {
            case Input.Part.Literal _, Input.Part.RawBody _ -> false;
            case Input.Part.Whole _ -> true;
            case Input.Part.Insert(var name, var _) ->
                !readable.contains(name)
                        || recipe(values, name)
                                .filter(recipe -> recipe instanceof Recipe.Now || recipe instanceof Recipe.Nonce)
                                .isEmpty();
        });
    }
}

package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.patchbay.definition.Method;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Scope;

/** How a value is made up that nobody gives: letters by chance, or a value as a signature has them. Compiled once, thread-safe. */
public sealed interface Making {
    /**
     * The value; hidden where a secret can be read back from it.
     *
     * @param values what it is made of, with a random value of its own
     * @throws org.patchbay.exchange.Refusal when something of it is missing
     */
    JsonNode make(Values values, RandomGenerator random);

    /** Compiles a length, or a value of a signature that is made of no request. */
    static Making compile(Tree written, Scope scope, Problems problems) {
        if (written instanceof Tree.Leaf(var _, var value) && value.isIntegralNumber()) {
            return new Letters(value.asInt());
        }
        var recipe = new RecipeCompiler(Map.of(), scope, problems).compile(written);
        if (recipe instanceof Canonical) {
            problems.add(
                    "PB205",
                    written.at(),
                    "`canonical` writes down a request, and here there is none",
                    "a value that is made of fields",
                    "for example `generate: { sha256: \"{{integrator.name}}{{nonce.hex}}\" }`");
        }
        return new Computed(recipe);
    }

    /** Letters and digits, of which each is as likely as the next. */
    record Letters(int length) implements Making {
        private static final String ALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

        @Override
        public JsonNode make(Values values, RandomGenerator random) {
            var text = new StringBuilder(length);
            for (var i = 0; i < length; i++) {
                text.append(ALL.charAt(random.nextInt(ALL.length())));
            }
            return TextNode.valueOf(text.toString());
        }
    }

    /** A value of a signature without a request. */
    final class Computed implements Making {
        private static final Draft NO_REQUEST = new Draft(
                Method.GET,
                new Origin("https", "nowhere.invalid", 443),
                "/",
                List.of(),
                List.of(),
                List.of(),
                new Body.None());

        private final Recipe recipe;

        private Computed(Recipe recipe) {
            this.recipe = recipe;
        }

        @Override
        public JsonNode make(Values values, RandomGenerator random) {
            return recipe.compute(new Run(new Sheet(NO_REQUEST), values));
        }
    }
}

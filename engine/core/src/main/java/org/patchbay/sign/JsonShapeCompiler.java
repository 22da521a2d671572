package org.patchbay.sign;

import java.util.Set;
import java.util.function.Function;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;

/** Compiles a tree that becomes JSON text. */
final class JsonShapeCompiler {
    private final Scope scope;
    private final Problems problems;
    private final Function<Tree.Leaf, Input> inputs;

    JsonShapeCompiler(Scope scope, Problems problems, Function<Tree.Leaf, Input> inputs) {
        this.scope = scope;
        this.problems = problems;
        this.inputs = inputs;
    }

    JsonShape shape(Tree tree) {
        return switch (tree) {
            case Tree.Leaf leaf ->
                leaf.value().isTextual() && Scalars.text(leaf.value()).contains("{{")
                        ? new JsonShape.Filled(inputs.apply(leaf))
                        : new JsonShape.Constant(leaf.value());
            case Tree.Items(var _, var items) ->
                new JsonShape.Items(items.stream().map(this::shape).toList());
            case Tree.Entries map when map.entries().containsKey("$from") -> from(map);
            case Tree.Entries(var _, var entries) ->
                new JsonShape.Fields(entries.entrySet().stream()
                        .map(field -> new JsonShape.Field(
                                field.getKey().startsWith("$$") ? field.getKey().substring(1) : field.getKey(),
                                shape(field.getValue().value())))
                        .toList());
        };
    }

    private JsonShape from(Tree.Entries map) {
        var options = new Options(map, problems);
        options.allow(Set.of("$from"));
        var path = options.needed("$from");
        return new References(scope, problems)
                .source(new PathText(path.at(), Scalars.text(path.value())))
                .<JsonShape>map(JsonShape.From::new)
                .orElseGet(() -> new JsonShape.Constant(path.value()));
    }
}

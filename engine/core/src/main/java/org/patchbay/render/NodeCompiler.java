package org.patchbay.render;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.patchbay.definition.At;
import org.patchbay.definition.Condition;
import org.patchbay.definition.Name;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Guard;
import org.patchbay.expression.Names;
import org.patchbay.expression.Reference;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;
import org.patchbay.format.Format;

/** Compiles a {@code body}; an element that was reported is left out. */
final class NodeCompiler {
    private static final Map<String, Set<String>> DIRECTIVES = Map.of(
            "$from", Set.of("$from", "$default", "$format", "$required"),
            "$each", Set.of("$each", "$as", "$max"),
            "$when", Set.of("$when", "$then"));
    private static final Node NOTHING = new Node.Constant(MissingNode.getInstance());
    private static final int ELEMENTS = 50;
    private static final int MOST_ELEMENTS = 1000;

    private final Scope scope;
    private final Problems problems;
    private final Function<Text, Node> filled;

    NodeCompiler(Scope scope, Problems problems) {
        this(scope, problems, Node.Filled::new);
    }

    private NodeCompiler(Scope scope, Problems problems, Function<Text, Node> filled) {
        this.scope = scope;
        this.problems = problems;
        this.filled = filled;
    }

    /** Of an answer. */
    static NodeCompiler telling(Scope scope, Problems problems) {
        return new NodeCompiler(scope, problems, Node.Told::new);
    }

    private NodeCompiler within(Scope inner) {
        return new NodeCompiler(inner, problems, filled);
    }

    Node compile(Tree tree) {
        return switch (tree) {
            case Tree.Leaf leaf -> leaf(leaf);
            case Tree.Items(var _, var items) ->
                new Node.Items(items.stream().map(this::compile).toList());
            case Tree.Entries map when isDirective(map) -> directive(map);
            case Tree.Entries(var _, var entries) -> {
                var fields = new ArrayList<Node.Field>();
                entries.forEach((key, entry) -> fields.add(
                        new Node.Field(key.startsWith("$$") ? key.substring(1) : key, compile(entry.value()))));
                yield new Node.Fields(fields);
            }
        };
    }

    private Node leaf(Tree.Leaf leaf) {
        var text = leaf.value().isTextual() ? Scalars.text(leaf.value()) : "";
        if (!text.contains("{{")) {
            return new Node.Constant(SecretNode.reveal(leaf.value()));
        }
        return filled.apply(
                Text.compile(new TextTemplate(leaf.at(), text, leaf.value() instanceof SecretNode), scope, problems));
    }

    private static boolean isDirective(Tree.Entries map) {
        return map.entries().keySet().stream().anyMatch(key -> key.startsWith("$") && !key.startsWith("$$"));
    }

    private Node directive(Tree.Entries map) {
        for (var word : DIRECTIVES.keySet().stream().sorted().toList()) {
            var path = entry(map, word);
            if (path.isPresent()) {
                report(map, "cannot stand beside `" + word + "`", DIRECTIVES.getOrDefault(word, Set.of()));
                return switch (word) {
                    case "$from" -> from(path.get(), map);
                    case "$each" -> each(path.get(), map);
                    default -> when(path.get(), map);
                };
            }
        }
        report(map, "is no key of a body", DIRECTIVES.keySet());
        return NOTHING;
    }

    private void report(Tree.Entries map, String why, Set<String> known) {
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                var help = "a key that begins with $ itself is written $" + key;
                problems.add(
                        "PB201",
                        entry.key(),
                        "`" + key + "` " + why,
                        "unknown",
                        Nearest.to(key, known)
                                .map(near -> "did you mean `" + near + "`?")
                                .orElse(key.startsWith("$") ? help : ""));
            }
        });
    }

    private Node from(Tree path, Tree.Entries map) {
        var fallback = entry(map, "$default").map(this::compile);
        var format = entry(map, "$format").map(this::format).orElseGet(Format::none);
        var required = entry(map, "$required").map(this::bool).orElse(false);
        return reference("$from", path)
                .<Node>map(reference -> new Node.From(reference, fallback, format, required))
                .orElse(NOTHING);
    }

    private Node each(Tree path, Tree.Entries map) {
        var inner = within(scope.with(Root.ITEM, Names.free()));
        var as = needed(map, "$as").map(inner::compile).orElse(NOTHING);
        var max = entry(map, "$max").map(this::max).orElse(ELEMENTS);
        return reference("$each", path)
                .<Node>map(reference -> new Node.Each(reference, as, max))
                .orElse(NOTHING);
    }

    private Node when(Tree condition, Tree.Entries map) {
        var guard = Guard.compile(new Condition(condition), scope, problems);
        var inner = within(scope.sureOf(guard.sureOf()));
        return new Node.When(guard, needed(map, "$then").map(inner::compile).orElse(NOTHING));
    }

    private static Optional<Tree> entry(Tree.Entries map, String key) {
        return Optional.ofNullable(map.entries().get(key)).map(Tree.Entry::value);
    }

    private Optional<Tree> needed(Tree.Entries map, String key) {
        var found = entry(map, key);
        if (found.isEmpty()) {
            problems.add("PB204", map.at(), "`" + key + "` is missing", "missing", "");
        }
        return found;
    }

    private Optional<Reference> reference(String key, Tree tree) {
        if (tree instanceof Tree.Leaf(var at, var value) && value.isTextual()) {
            return new References(scope, problems).source(new PathText(at, value.textValue()));
        }
        wrong(tree.at(), "`" + key + "` is a path", "for example body.phone");
        return Optional.empty();
    }

    private Format format(Tree tree) {
        var words = tree instanceof Tree.Items(var _, var items) ? items : List.of(tree);
        var names = words.stream()
                .map(word -> new Name(word.at(), word.toJson().asText()))
                .toList();
        return Format.compile(names, Optional.empty(), Optional.empty(), problems);
    }

    private boolean bool(Tree tree) {
        if (!tree.toJson().isBoolean()) {
            wrong(tree.at(), "`$required` is true or false", "");
        }
        return tree.toJson().asBoolean();
    }

    private int max(Tree tree) {
        var value = tree.toJson();
        if (!value.isIntegralNumber()) {
            wrong(tree.at(), "`$max` is a number", "");
            return ELEMENTS;
        }
        if (!value.canConvertToInt() || value.intValue() < 1 || value.intValue() > MOST_ELEMENTS) {
            problems.add("PB206", tree.at(), "`$max` is from 1 to " + MOST_ELEMENTS, "out of range", "");
            return ELEMENTS;
        }
        return value.intValue();
    }

    private void wrong(At at, String text, String help) {
        problems.add("PB205", at, text, "wrong kind of value", help);
    }
}

package org.patchbay.resolve;

import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Template;
import org.patchbay.definition.Tree;
import org.patchbay.definition.WhenEmpty;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Excerpt;
import org.patchbay.expression.Path;
import org.patchbay.expression.Reference;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;
import org.patchbay.format.Format;
import org.patchbay.format.ValueMap;

/** Compiles the parameters of one endpoint. */
final class ResolverCompiler {
    private final Endpoint endpoint;
    private final Template template;
    private final Problems problems;

    ResolverCompiler(Endpoint endpoint, Template template, Problems problems) {
        this.endpoint = endpoint;
        this.template = template;
        this.problems = problems;
    }

    Resolver compile(Scope given) {
        var scope = given.with(Root.PARAM, ParameterNames.of(endpoint));
        var rows = endpoint.request().parameters().stream()
                .filter(parameter -> !ParameterNames.isHash(parameter))
                .map(parameter -> row(parameter, scope))
                .toList();
        var constants = new HardParams(endpoint, template, problems).compile();
        var settled = new Precedence(problems).settle(rows, constants);
        return new Resolver(settled.rows(), Order.of(settled.rows(), problems), settled.constants());
    }

    private Row row(Parameter parameter, Scope scope) {
        var source = source(parameter, scope);
        var making = new Making(
                parameter.match().flatMap(text -> Excerpt.compile(parameter.at(), text, problems)),
                parameter.fallback().map(tree -> Leaves.compile(tree, scope, problems)),
                translation(parameter, scope),
                Format.compile(parameter, problems),
                parameter.join());
        var secret = parameter.secret() || source.reads().stream().anyMatch(this::isSecret);
        return new Row(
                parameter.at(), Target.of(parameter), source, making, ParameterNames.whenEmpty(parameter), secret);
    }

    /** Tokens, and what the template declares secret. */
    private boolean isSecret(Reference reference) {
        return reference.root() == Root.AUTH
                || (reference.root() == Root.INTEGRATOR || reference.root() == Root.TEMPLATE)
                        && first(reference.path())
                                .flatMap(template::parameter)
                                .filter(Parameter::secret)
                                .isPresent();
    }

    private static Optional<String> first(Path path) {
        return path.steps().stream()
                .findFirst()
                .flatMap(step -> step instanceof Path.Step.Key(var name) ? Optional.of(name) : Optional.empty());
    }

    private Source source(Parameter parameter, Scope scope) {
        mixedUp(parameter);
        if (!parameter.from().isEmpty()) {
            return paths(parameter.from(), scope);
        }
        return parameter
                .value()
                .<Source>map(tree -> new Source.Written(Leaves.compile(tree, scope, problems), shown(tree)))
                .orElseGet(() -> implied(parameter, scope));
    }

    private void mixedUp(Parameter parameter) {
        if (!parameter.from().isEmpty() && parameter.value().isPresent()) {
            twoSources(parameter, "`from` and `value`", "keep one of them; `default` is for what may be missing");
        }
        if (parameter.of().isPresent()) {
            twoSources(parameter, "`of` without `type: md5`", "`of` is what an md5 parameter hashes");
        }
    }

    private void twoSources(Parameter parameter, String what, String help) {
        problems.add("PB205", parameter.at(), "`" + parameter.name() + "` has " + what, "source", help);
    }

    private static String shown(Tree tree) {
        return tree instanceof Tree.Leaf(var _, var value)
                ? value instanceof SecretNode ? Secret.MASK : value.asText()
                : "value";
    }

    private Source paths(List<PathText> paths, Scope scope) {
        var references = new References(scope, problems);
        return new Source.Paths(
                paths.stream().flatMap(path -> references.source(path).stream()).toList());
    }

    /** Without a source: the field of that name, else what the client sends under it (seed001 §3.2). */
    private Source implied(Parameter parameter, Scope scope) {
        var name = parameter.name().text();
        if (template.parameter(name).filter(Parameter::isField).isPresent()) {
            return paths(List.of(path(parameter, "integrator." + name)), scope);
        }
        if (!scope.roots().containsKey(Root.BODY)) {
            var fields =
                    template.fields().stream().map(field -> field.name().text()).toList();
            problems.add(
                    "PB303",
                    parameter.name().at(),
                    "nothing gives `" + name + "` a value here: it has no source and is no field",
                    "no source",
                    Nearest.help(name, fields));
            return new Source.Paths(List.of());
        }
        return paths(sent().stream().map(where -> path(parameter, where + name)).toList(), scope);
    }

    private static PathText path(Parameter parameter, String text) {
        return new PathText(parameter.name().at(), text);
    }

    /** Where the client's values are: an action brings them in {@code data}. */
    private List<String> sent() {
        var actions =
                endpoint.trigger().stream().filter(name -> name.is("action")).count();
        if (actions == 0) {
            return List.of("body.");
        }
        return actions == endpoint.trigger().size() ? List.of("body.data.") : List.of("body.data.", "body.");
    }

    private Translation translation(Parameter parameter, Scope scope) {
        var translation = parameter.map().map(tree -> translation(tree, scope)).orElseGet(Translation.None::new);
        if (translation.hasGaps()
                && parameter.fallback().isEmpty()
                && ParameterNames.whenEmpty(parameter) == WhenEmpty.FAIL) {
            problems.add(
                    "PB410",
                    parameter.at(),
                    "`" + parameter.name() + "` has no value where its map has no key",
                    "may be missing",
                    "add the key `\"*\"`, a `default`, or `required: false`");
        }
        return translation;
    }

    private Translation translation(Tree tree, Scope scope) {
        return switch (tree) {
            case Tree.Entries entries -> new Translation.Fixed(ValueMap.compile(entries));
            case Tree.Leaf(var at, var value)
            when value.isTextual() ->
                new References(scope, problems)
                        .source(new PathText(at, value.asText()))
                        .<Translation>map(Translation.Kept::new)
                        .orElseGet(Translation.None::new);
            case Tree.Leaf _, Tree.Items _ -> {
                problems.add(
                        "PB205",
                        tree.at(),
                        "a translation is a map, or a path to one",
                        "not a map",
                        "for example { inbound: IN, \"*\": OUT }");
                yield new Translation.None();
            }
        };
    }
}

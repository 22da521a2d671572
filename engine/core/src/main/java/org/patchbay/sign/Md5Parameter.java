package org.patchbay.sign;

import java.util.List;
import java.util.Map;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Place;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;
import org.patchbay.wire.DottedKey;
import org.patchbay.wire.Wire;

/** Compiles a parameter of type {@code md5}: lowercase hex of the MD5 of a text, in one place. */
final class Md5Parameter {
    private static final String VALUE = "v";

    private final Scope scope;
    private final Problems problems;

    Md5Parameter(Scope scope, Problems problems) {
        this.scope = scope.with(Root.REQUEST, RequestPart.NAMES);
        this.problems = problems;
    }

    Block compile(Parameter parameter) {
        var input = Input.compile(source(parameter), Map.of(), scope, problems);
        var digest = new Recipe.Digest(Hash.MD5, input, Writing.HEX);
        var value = new Block.Value(VALUE, digest, digest.needs());
        for (var part : value.needs().request()) {
            if (part.holds(parameter.in(), parameter.wireName())) {
                problems.add(
                        "PB702",
                        parameter.at(),
                        "`" + parameter.name() + "` would sign what it is itself a part of",
                        "signs itself",
                        "put it elsewhere");
            }
        }
        return new Block(
                new With(Map.of()),
                List.of(value),
                List.of(carry(parameter)),
                parameter.required() ? Block.Absence.REFUSED : Block.Absence.LEFT_OUT);
    }

    private Carry carry(Parameter parameter) {
        var inside = scope.with(Root.VALUE, new Names.Only("PB602", "value", Map.of(VALUE, Names.value())));
        var text = Input.compile(TextTemplate.of("{{" + VALUE + "}}"), Map.of(), inside, problems);
        var key = parameter.wireName();
        if (parameter.in() == Place.HEADER) {
            Wire.wrongHeaderName(key)
                    .ifPresent(why -> problems.add("PB205", parameter.at(), why, "name of a header", ""));
        }
        return new Carry(
                new Spot(parameter.in(), key, DottedKey.parse(key)),
                text,
                List.of(text),
                "",
                text.needs(),
                0,
                Carry.Letters.EXACT);
    }

    /** What is hashed: {@code of}, else the value, the source, or the field or body key of that name. */
    private TextTemplate source(Parameter parameter) {
        return parameter
                .of()
                .orElseGet(() ->
                        parameter.value().map(tree -> text(tree, parameter)).orElseGet(() -> path(parameter)));
    }

    private TextTemplate text(Tree tree, Parameter parameter) {
        if (tree instanceof Tree.Leaf(var at, var value)) {
            return new TextTemplate(at, Scalars.text(value), value instanceof SecretNode);
        }
        return wrong(parameter, "`value` of an md5 parameter is a text");
    }

    private TextTemplate path(Parameter parameter) {
        if (parameter.from().size() > 1
                || parameter.map().isPresent()
                || parameter.fallback().isPresent()
                || !parameter.format().isEmpty()) {
            return wrong(parameter, "an md5 parameter hashes one text as it is");
        }
        var from = parameter.from().stream().findFirst();
        if (from.isPresent()) {
            return new TextTemplate(from.get().at(), "{{" + from.get().text() + "}}", false);
        }
        var field = scope.roots().get(Root.INTEGRATOR) instanceof Names.Only(var _, var _, var names)
                && names.containsKey(parameter.name().text());
        var path = (field ? "integrator." : "body.") + parameter.name();
        return new TextTemplate(parameter.name().at(), "{{" + path + "}}", false);
    }

    private TextTemplate wrong(Parameter parameter, String text) {
        problems.add(
                "PB205",
                parameter.at(),
                text,
                "what is hashed",
                "make another parameter of it and write `of: \"{{param.NAME}}\"`");
        return TextTemplate.of("");
    }
}

package org.patchbay.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.FilledBy;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Template;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Path;
import org.patchbay.expression.Patterns;
import org.patchbay.expression.Reference;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;

/**
 * Where the caller brings the integrator's fields: a place in the body, which nothing may show.
 *
 * @param rules what a field must be like, by name
 */
public record Brought(Reference from, Map<String, Rule> rules) {
    public Brought {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }

    /** What a field must be like. */
    record Rule(boolean needed, Optional<Pattern> pattern) {}

    /**
     * The fields of a request.
     *
     * @param unfit why nothing can be run with them
     */
    public record Fields(Map<String, JsonNode> values, Optional<Failure> unfit) {
        static final Fields NONE = new Fields(Map.of(), Optional.empty());

        public Fields {
            values = Map.copyOf(values);
        }
    }

    static Optional<Brought> compile(PathText path, Template template, Scope scope, Problems problems) {
        var reference = new References(scope, problems).source(path);
        if (reference.isPresent() && !isInBody(reference.get())) {
            problems.add(
                    "PB205",
                    path.at(),
                    "`fieldsFrom` is a place in the body",
                    "not in the body",
                    "for example body.auth");
            return Optional.empty();
        }
        return reference.map(found -> new Brought(found, rules(template)));
    }

    private static Map<String, Rule> rules(Template template) {
        var rules = new LinkedHashMap<String, Rule>();
        template.fields().forEach(field -> rules.put(field.name().text(), rule(field)));
        return rules;
    }

    /** A pattern that is none is reported where the field is checked. */
    private static Rule rule(Parameter field) {
        var needed = field.required() && field.fallback().isEmpty() && field.filledBy() == FilledBy.FORM;
        try {
            return new Rule(needed, field.pattern().map(Patterns::compile));
        } catch (PatternSyntaxException reported) {
            return new Rule(needed, Optional.empty());
        }
    }

    private static boolean isInBody(Reference reference) {
        return reference.root() == Root.BODY
                && reference.path().steps().stream().allMatch(Path.Step.Key.class::isInstance);
    }

    /** The fields as they were brought; what the template does not ask for is left. */
    Fields in(JsonNode body) {
        var given = from.path().find(body);
        var values = new LinkedHashMap<String, JsonNode>();
        var unfit = Optional.<Failure>empty();
        for (var rule : rules.entrySet()) {
            var value = given.path(rule.getKey());
            if (!Reference.isAbsent(value)) {
                values.put(rule.getKey(), value);
            }
            unfit = unfit.or(() -> unfit(rule.getKey(), rule.getValue(), value));
        }
        return new Fields(values, unfit);
    }

    private static Optional<Failure> unfit(String name, Rule rule, JsonNode value) {
        if (Reference.isAbsent(value)
                || value.isValueNode() && Scalars.text(value).isEmpty()) {
            return rule.needed()
                    ? Optional.of(
                            Failure.ofInput(FailureCode.MISSING_INPUT, name, "the field `" + name + "` is missing"))
                    : Optional.empty();
        }
        var fits = rule.pattern()
                .map(pattern -> value.isValueNode() && pattern.matches(Scalars.text(value)))
                .orElse(true);
        return fits
                ? Optional.empty()
                : Optional.of(Failure.ofInput(
                        FailureCode.BAD_INPUT, name, "the field `" + name + "` is not what it should be"));
    }

    /** The body with every field hidden. */
    JsonNode hidden(JsonNode body) {
        return hidden(body, from.path().steps());
    }

    private static JsonNode hidden(JsonNode node, List<Path.Step> steps) {
        if (steps.isEmpty()) {
            return SecretNode.hide(node);
        }
        if (!(node instanceof ObjectNode map)
                || !(steps.getFirst() instanceof Path.Step.Key(var name))
                || !map.has(name)) {
            return node;
        }
        var copy = map.objectNode().setAll(map);
        ((ObjectNode) copy).set(name, hidden(map.path(name), steps.subList(1, steps.size())));
        return copy;
    }

    /** True when something read there would show a field. */
    boolean isIn(Reference reference) {
        if (reference.root() != Root.BODY && reference.root() != Root.ENVELOPE) {
            return false;
        }
        var own = from.path().steps();
        var other = reference.path().steps();
        var common = Math.min(own.size(), other.size());
        return own.subList(0, common).equals(other.subList(0, common));
    }
}

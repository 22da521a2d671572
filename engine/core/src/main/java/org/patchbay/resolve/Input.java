package org.patchbay.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.patchbay.definition.InputKind;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Patterns;

/**
 * One compiled input of a client body.
 *
 * @param options texts of the only values that are allowed; all are when empty
 */
record Input(
        String name,
        boolean required,
        Optional<JsonNode> fallback,
        Optional<InputKind> kind,
        Optional<Pattern> pattern,
        List<String> options) {
    Input {
        options = List.copyOf(options);
    }

    static Input compile(Parameter parameter, Problems problems) {
        var input = new Input(
                parameter.name().text(),
                parameter.required(),
                parameter.fallback().map(Tree::toJson),
                parameter.input(),
                parameter.pattern().flatMap(text -> pattern(parameter, text, problems)),
                parameter.choices().stream().map(Input::option).toList());
        input.fallback()
                .flatMap(input::unfit)
                .ifPresent(failure -> problems.add(
                        "PB205",
                        parameter.at(),
                        "the default does not fit: " + failure.message(),
                        "default",
                        "whoever leaves the field out would be refused"));
        return input;
    }

    private static String option(Tree tree) {
        var json = tree.toJson();
        return Scalars.text(json.isObject() ? json.path("value") : json);
    }

    private static Optional<Pattern> pattern(Parameter parameter, String text, Problems problems) {
        try {
            return Optional.of(Patterns.compile(text));
        } catch (PatternSyntaxException e) {
            problems.add(
                    "PB605",
                    parameter.at(),
                    "the pattern of `" + parameter.name() + "` is not an RE2 pattern: " + e.getDescription(),
                    "pattern",
                    "RE2 has no look-around and no back references");
            return Optional.empty();
        }
    }

    /** What is wrong with this value of the client. */
    Optional<Failure> check(JsonNode value) {
        if (!Found.isEmpty(value)) {
            return unfit(value);
        }
        return required && fallback.isEmpty()
                ? Optional.of(Failure.ofInput(FailureCode.MISSING_INPUT, name, "`" + name + "` is missing"))
                : Optional.empty();
    }

    private Optional<Failure> unfit(JsonNode value) {
        if (kind.isPresent() && !Fitness.fits(kind.get(), value)) {
            var code = kind.get() == InputKind.PHONE ? FailureCode.BAD_PHONE : FailureCode.BAD_INPUT;
            return Optional.of(Failure.ofInput(code, name, "`" + name + "` is not " + Fitness.what(kind.get())));
        }
        if (!options.isEmpty() && !each(value, options::contains)) {
            return Optional.of(bad("is none of " + String.join(", ", options)));
        }
        return pattern.isPresent()
                        && !each(value, text -> pattern.get().matcher(text).find())
                ? Optional.of(bad("does not match " + pattern.get().pattern()))
                : Optional.empty();
    }

    private Failure bad(String what) {
        return Failure.ofInput(FailureCode.BAD_INPUT, name, "`" + name + "` " + what);
    }

    /** True when the test holds for the value, or for every element of a list. */
    private static boolean each(JsonNode value, Predicate<String> test) {
        if (value.isArray()) {
            return value.valueStream().allMatch(element -> element.isValueNode() && test.test(Scalars.text(element)));
        }
        return value.isValueNode() && test.test(Scalars.text(value));
    }
}

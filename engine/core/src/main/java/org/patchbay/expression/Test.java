package org.patchbay.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;

/** One test of a condition (format reference, conditions). A missing value satisfies only {@code absent} and {@code not}. */
sealed interface Test {
    /** Equal when both read the same. */
    record Equal(Text operand) implements Test {}

    /** One of these. */
    record OneOf(List<Text> operands) implements Test {
        public OneOf {
            operands = List.copyOf(operands);
        }
    }

    /** Has a value that is not empty text. */
    record Present() implements Test {}

    /** Has no value, or null, or empty text. */
    record Absent() implements Test {}

    /** The other tests do not hold. */
    record Not(Test inner) implements Test {}

    /** All of these hold. */
    record All(List<Test> tests) implements Test {
        public All {
            tests = List.copyOf(tests);
        }
    }

    /** Compares as numbers where both are numbers, else as text. */
    record Compared(Comparison comparison, Text operand) implements Test {}

    /** Looks into a text. */
    record Worded(Wording wording, Text operand) implements Test {}

    /** An RE2 pattern is found in the text. */
    record Matching(Pattern pattern) implements Test {}

    /** A time that lies less, or more, than this before the clock reading. */
    record Aged(boolean younger, Duration age) implements Test {}

    /** Orders. */
    enum Comparison {
        LESS_THAN,
        AT_MOST,
        MORE_THAN,
        AT_LEAST
    }

    /** Ways to look into a text. */
    enum Wording {
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS
    }

    /** True when the test holds for this value. */
    default boolean holds(JsonNode value, Values values) {
        var absent = Reference.isAbsent(value);
        return switch (this) {
            case Present _ -> !isEmpty(value);
            case Absent _ -> isEmpty(value);
            case Not(var inner) -> !inner.holds(value, values);
            case All(var tests) -> tests.stream().allMatch(test -> test.holds(value, values));
            case Equal(var operand) -> !absent && same(value, operand, values);
            case OneOf(var operands) -> !absent && operands.stream().anyMatch(operand -> same(value, operand, values));
            case Compared(var comparison, var operand) ->
                value.isValueNode()
                        && !absent
                        && rendered(operand, values)
                                .map(right -> compared(comparison, Scalars.text(value), right))
                                .orElse(false);
            case Worded(var wording, var operand) ->
                !absent
                        && rendered(operand, values)
                                .map(right -> worded(wording, value, right))
                                .orElse(false);
            case Matching(var pattern) ->
                !absent
                        && value.isValueNode()
                        && pattern.matcher(Scalars.text(value)).find();
            case Aged(var younger, var age) ->
                Quantities.time(value)
                        .map(time -> time.isAfter(values.moment().now().minus(age)) == younger)
                        .orElse(false);
        };
    }

    /** True when the test cannot hold without a value. */
    default boolean needsValue() {
        return switch (this) {
            case Absent _, Not _ -> false;
            case All(var tests) -> tests.stream().anyMatch(Test::needsValue);
            case Present _, Equal _, OneOf _, Compared _, Worded _, Matching _, Aged _ -> true;
        };
    }

    /** Everything that the operands read. */
    default List<Reference> references() {
        return switch (this) {
            case Equal(var operand) -> operand.references();
            case OneOf(var operands) ->
                operands.stream()
                        .flatMap(operand -> operand.references().stream())
                        .toList();
            case Not(var inner) -> inner.references();
            case All(var tests) ->
                tests.stream().flatMap(test -> test.references().stream()).toList();
            case Compared(var _, var operand) -> operand.references();
            case Worded(var _, var operand) -> operand.references();
            case Present _, Absent _, Matching _, Aged _ -> List.of();
        };
    }

    private static boolean isEmpty(JsonNode value) {
        return Reference.isAbsent(value)
                || value.isTextual() && Scalars.text(value).isEmpty()
                || value.isContainerNode() && value.isEmpty();
    }

    private static boolean same(JsonNode value, Text operand, Values values) {
        if (value.isContainerNode()) {
            return false;
        }
        var right = rendered(operand, values);
        return right.isPresent() && (Scalars.text(value).equals(right.get()) || sameNumber(value, right.get()));
    }

    private static boolean sameNumber(JsonNode value, String right) {
        return value.isNumber()
                && Quantities.number(right)
                        .map(other -> other.compareTo(value.decimalValue()) == 0)
                        .orElse(false);
    }

    /** What is compared with; nothing compares with a value that is not there. */
    private static Optional<String> rendered(Text operand, Values values) {
        try {
            return Optional.of(operand.render(values, Encoder.PLAIN));
        } catch (Refusal _) {
            return Optional.empty();
        }
    }

    /** Numbers with numbers, texts with texts; a text is neither more nor less than a number. */
    private static boolean compared(Comparison comparison, String left, String right) {
        var limit = Quantities.number(right);
        if (limit.isEmpty()) {
            return ordered(comparison, left.compareTo(right));
        }
        return Quantities.number(left)
                .map(number -> ordered(comparison, number.compareTo(limit.get())))
                .orElse(false);
    }

    private static boolean ordered(Comparison comparison, int order) {
        return switch (comparison) {
            case LESS_THAN -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE_THAN -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    private static boolean worded(Wording wording, JsonNode value, String operand) {
        if (value.isArray()) {
            return wording == Wording.CONTAINS
                    && value.valueStream()
                            .anyMatch(element -> element.isValueNode()
                                    && Scalars.text(element).equals(operand));
        }
        if (value.isObject()) {
            return false;
        }
        var text = Scalars.text(value);
        return switch (wording) {
            case STARTS_WITH -> text.startsWith(operand);
            case ENDS_WITH -> text.endsWith(operand);
            case CONTAINS -> text.contains(operand);
        };
    }
}

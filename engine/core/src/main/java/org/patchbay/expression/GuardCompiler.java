package org.patchbay.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.At;
import org.patchbay.definition.Durations;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;

/** Compiles conditions; an element that was reported is left out. */
final class GuardCompiler {
    private static final Set<String> OPERATORS = Set.of(
            "equals",
            "not",
            "in",
            "lessThan",
            "atMost",
            "moreThan",
            "atLeast",
            "startsWith",
            "endsWith",
            "contains",
            "matches",
            "youngerThan",
            "olderThan");

    private final Scope scope;
    private final Problems problems;

    GuardCompiler(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    Guard compile(Tree tree) {
        if (!(tree instanceof Tree.Entries(var at, var entries))) {
            problems.add(
                    "PB205",
                    tree.at(),
                    "a condition is a map of path to test",
                    "not a map",
                    "for example { body.type: reply }");
            return Guard.always();
        }
        var checks = new ArrayList<Guard.Check>();
        entries.forEach((path, entry) -> {
            if (path.equals("any")) {
                checks.add(any(entry.value()));
            } else {
                new References(scope, problems)
                        .source(new PathText(entry.key(), path))
                        .ifPresent(reference -> checks.add(new Guard.Check.Value(reference, tests(entry.value()))));
            }
        });
        return new Guard(checks);
    }

    private Guard.Check any(Tree tree) {
        if (tree instanceof Tree.Items(var _, var items) && !items.isEmpty()) {
            return new Guard.Check.Any(items.stream().map(this::compile).toList());
        }
        problems.add(
                "PB205",
                tree.at(),
                "`any` is a list of conditions",
                "not a list",
                "for example any: [{ body.type: reply }, { body.type: note }]");
        return new Guard.Check.Any(List.of(Guard.always()));
    }

    private List<Test> tests(Tree tree) {
        return switch (tree) {
            case Tree.Leaf leaf -> List.of(scalar(leaf));
            case Tree.Items items -> List.of(oneOf(items));
            case Tree.Entries(var at, var entries) -> {
                if (entries.isEmpty()) {
                    problems.add(
                            "PB205", at, "a test is missing", "empty", "for example `present`, or { moreThan: 5 }");
                }
                var tests = new ArrayList<Test>();
                entries.forEach((word, entry) ->
                        operator(entry.key(), word, entry.value()).ifPresent(tests::add));
                yield tests;
            }
        };
    }

    private Test oneOf(Tree.Items list) {
        if (list.items().isEmpty()) {
            problems.add("PB205", list.at(), "nothing is one of an empty list", "empty", "for example [reply, note]");
        }
        return new Test.OneOf(list.items().stream().map(this::operand).toList());
    }

    private Test scalar(Tree.Leaf leaf) {
        if (leaf.value().isNull()) {
            problems.add("PB205", leaf.at(), "no value equals null", "null", "write `absent`");
            return new Test.Absent();
        }
        return switch (leaf.value().isTextual() ? leaf.value().asText() : "") {
            case "present" -> new Test.Present();
            case "absent" -> new Test.Absent();
            default -> new Test.Equal(operand(leaf));
        };
    }

    private Optional<Test> operator(At at, String word, Tree operand) {
        return switch (word) {
            case "equals" -> Optional.of(new Test.Equal(operand(operand)));
            case "not" -> Optional.of(new Test.Not(all(tests(operand))));
            case "in" -> Optional.of(in(operand));
            case "lessThan" -> Optional.of(new Test.Compared(Test.Comparison.LESS_THAN, operand(operand)));
            case "atMost" -> Optional.of(new Test.Compared(Test.Comparison.AT_MOST, operand(operand)));
            case "moreThan" -> Optional.of(new Test.Compared(Test.Comparison.MORE_THAN, operand(operand)));
            case "atLeast" -> Optional.of(new Test.Compared(Test.Comparison.AT_LEAST, operand(operand)));
            case "startsWith" -> Optional.of(new Test.Worded(Test.Wording.STARTS_WITH, operand(operand)));
            case "endsWith" -> Optional.of(new Test.Worded(Test.Wording.ENDS_WITH, operand(operand)));
            case "contains" -> Optional.of(new Test.Worded(Test.Wording.CONTAINS, operand(operand)));
            case "matches" -> pattern(operand).map(Test.Matching::new);
            case "youngerThan" -> age(operand, true);
            case "olderThan" -> age(operand, false);
            default -> {
                problems.add("PB203", at, "unknown test `" + word + "`", "unknown", Nearest.help(word, OPERATORS));
                yield Optional.empty();
            }
        };
    }

    private Test in(Tree operand) {
        if (operand instanceof Tree.Items items) {
            return oneOf(items);
        }
        problems.add("PB205", operand.at(), "`in` takes a list", "not a list", "for example { in: [reply, note] }");
        return new Test.OneOf(List.of());
    }

    private static Test all(List<Test> tests) {
        return tests.size() == 1 ? tests.getFirst() : new Test.All(tests);
    }

    private Optional<Test> age(Tree operand, boolean younger) {
        var text = operand.toJson().asText();
        var duration = Durations.parse(text);
        if (duration.isEmpty()) {
            problems.add(
                    "PB205", operand.at(), "`" + text + "` is not a duration", "not a duration", "for example 24h");
        }
        return duration.map(age -> new Test.Aged(younger, age));
    }

    private Optional<Pattern> pattern(Tree operand) {
        try {
            return Optional.of(Patterns.compile(operand.toJson().asText()));
        } catch (PatternSyntaxException e) {
            problems.add(
                    "PB605",
                    operand.at(),
                    "this is not an RE2 pattern: " + e.getDescription(),
                    "pattern",
                    "RE2 has no look-around and no back references");
            return Optional.empty();
        }
    }

    private Text operand(Tree tree) {
        if (tree instanceof Tree.Leaf(var at, var value)) {
            var secret = value instanceof SecretNode;
            return Text.compile(new TextTemplate(at, Scalars.text(value), secret), scope, problems);
        }
        problems.add("PB205", tree.at(), "a single value was expected", "not a single value", "");
        return Text.constant("");
    }
}

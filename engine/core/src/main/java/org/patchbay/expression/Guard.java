package org.patchbay.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.patchbay.definition.Condition;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Values;

/** A compiled condition: tests that all must hold. */
public final class Guard {
    private final List<Check> checks;

    Guard(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** One requirement of a condition. */
    sealed interface Check {
        /** Tests on one value, all of which must hold. */
        record Value(Reference reference, List<Test> tests) implements Check {
            public Value {
                tests = List.copyOf(tests);
            }
        }

        /** At least one of these conditions must hold. */
        record Any(List<Guard> guards) implements Check {
            public Any {
                guards = List.copyOf(guards);
            }
        }
    }

    /** Compiles a condition; what is wrong in it is reported. */
    public static Guard compile(Condition condition, Scope scope, Problems problems) {
        return new GuardCompiler(scope, problems).compile(condition.tree());
    }

    /** A condition that always holds. */
    public static Guard always() {
        return new Guard(List.of());
    }

    /** A condition that holds when one of these does. */
    public static Guard any(List<Guard> guards) {
        return guards.size() == 1 ? guards.getFirst() : new Guard(List.of(new Check.Any(guards)));
    }

    /** True when every test holds. */
    public boolean holds(Values values) {
        return failing(values).isEmpty();
    }

    /** The first path whose test does not hold. */
    public Optional<String> failing(Values values) {
        for (var check : checks) {
            switch (check) {
                case Check.Value(var reference, var tests) -> {
                    var value = reference.in(values);
                    if (!tests.stream().allMatch(test -> test.holds(value, values))) {
                        return Optional.of(reference.text());
                    }
                }
                case Check.Any(var guards) -> {
                    if (guards.stream().noneMatch(guard -> guard.holds(values))) {
                        return Optional.of(guards.stream()
                                .flatMap(guard -> guard.first().stream())
                                .findFirst()
                                .orElse("any"));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> first() {
        return references().stream().map(Reference::text).findFirst();
    }

    /** Paths that certainly have a value when the condition holds. */
    public Set<String> sureOf() {
        var sure = new TreeSet<String>();
        for (var check : checks) {
            if (check instanceof Check.Value(var reference, var tests)
                    && tests.stream().anyMatch(Test::needsValue)) {
                sure.add(reference.text());
            }
        }
        return sure;
    }

    /** Everything that is read. */
    public List<Reference> references() {
        var found = new ArrayList<Reference>();
        for (var check : checks) {
            switch (check) {
                case Check.Value(var reference, var tests) -> {
                    found.add(reference);
                    tests.forEach(test -> found.addAll(test.references()));
                }
                case Check.Any(var guards) -> guards.forEach(guard -> found.addAll(guard.references()));
            }
        }
        return found;
    }
}

package org.patchbay.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects findings, so that an admin sees all of them at once. Not thread-safe. */
public final class Problems {
    /** Codes of what does not refuse a configuration, ascending. */
    public static final List<String> WARNINGS =
            List.of("PB311", "PB403", "PB405", "PB406", "PB410", "PB501", "PB705", "PB802");

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.at().file())
            .thenComparingInt(problem -> problem.at().line())
            .thenComparingInt(problem -> problem.at().column())
            .thenComparing(Problem::code);

    /** Nobody reads more errors than these at once, and a document can have one in each of its lines. */
    private static final int MOST = 1_000;

    private final List<Problem> found = new ArrayList<>();
    private int errors;

    /** Adds a finding; whether it is a warning follows from its code. */
    public void add(String code, At at, String text, String note, String help) {
        var severity = WARNINGS.contains(code) ? Problem.Severity.WARNING : Problem.Severity.ERROR;
        add(new Problem(code, severity, at, text, note, help));
    }

    private void add(Problem problem) {
        if (!problem.isError()) {
            found.add(problem);
        } else if (++errors <= MOST) {
            found.add(problem);
        } else if (errors == MOST + 1) {
            found.add(new Problem(
                    "PB106",
                    Problem.Severity.ERROR,
                    problem.at(),
                    "more than " + MOST + " errors; the others are not told",
                    "",
                    "mend those that are told"));
        }
    }

    /** Adds a finding that needs no word under its caret. */
    public void add(String code, At at, String text, String help) {
        add(code, at, text, "", help);
    }

    /** Adds what another step found. */
    public void addAll(List<Problem> others) {
        others.forEach(this::add);
    }

    /** True when at least one finding refuses the configuration. */
    public boolean refuse() {
        return found.stream().anyMatch(Problem::isError);
    }

    /** All findings, each once, ordered by file, line, column and code. */
    public List<Problem> sorted() {
        return found.stream().distinct().sorted(BY_PLACE).toList();
    }
}

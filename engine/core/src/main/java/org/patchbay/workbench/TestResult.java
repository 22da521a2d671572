package org.patchbay.workbench;

import java.time.Duration;
import java.util.List;
import org.patchbay.definition.At;

/** What became of one test of a template. */
public record TestResult(String template, String name, At at, List<Difference> differences, Duration took) {
    public TestResult {
        differences = List.copyOf(differences);
    }

    /** True when everything came out as expected. */
    public boolean passed() {
        return differences.isEmpty();
    }
}

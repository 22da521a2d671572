package org.patchbay.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.patchbay.config.Loaded;
import org.patchbay.config.Loader;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Signature;
import org.patchbay.definition.TestCase;
import org.patchbay.flow.Program;
import org.patchbay.sign.Signing;

/** Runs the tests that templates bring with them, offline (format reference, section 15). */
public final class TestRunner {
    private TestRunner() {}

    /**
     * What a run of tests brought.
     *
     * @param problems findings of the documents; with an error among them no test was run
     * @param untested endpoints without a test, as warnings
     * @param endpoints number of endpoints of all templates
     */
    public record Report(
            List<TestResult> results, List<Problem> problems, List<Problem> untested, Loaded loaded, int endpoints) {
        public Report {
            results = List.copyOf(results);
            problems = List.copyOf(problems);
            untested = List.copyOf(untested);
        }

        /** True when the documents have no errors and every test passed. */
        public boolean passed() {
            return problems.stream().noneMatch(Problem::isError)
                    && results.stream().allMatch(TestResult::passed);
        }

        /** Templates that have tests. */
        public long templates() {
            return results.stream().map(TestResult::template).distinct().count();
        }
    }

    /** Runs the tests of these documents whose name passes the filter; every <code>${…}</code> is the text {@code test}. */
    public static Report run(Map<String, String> documents, Predicate<TestCase> filter) {
        var loaded = Loader.forTests().load(documents);
        var problems = new Problems();
        problems.addAll(loaded.problems());
        var library = new LinkedHashMap<String, Signature>();
        loaded.definitions().libraries().forEach(found -> library.putAll(found.signatures()));
        library.forEach((name, signature) -> Signing.check(name, signature, problems));
        var programs = new ArrayList<Program>();
        for (var template : loaded.definitions().templates()) {
            template.signatures().forEach((name, signature) -> Signing.check(name, signature, problems));
            programs.add(Program.compile(template, library, problems));
        }
        var results = problems.refuse() ? List.<TestResult>of() : results(loaded, programs, filter);
        var endpoints =
                programs.stream().mapToInt(program -> program.plans().size()).sum();
        return new Report(results, problems.sorted(), loaded.untested(), loaded, endpoints);
    }

    private static List<TestResult> results(Loaded loaded, List<Program> programs, Predicate<TestCase> filter) {
        return programs.stream()
                .flatMap(program -> program.template().tests().stream()
                        .filter(filter)
                        .map(test ->
                                new TestRun(test, program, loaded.definitions().installation()).result()))
                .toList();
    }
}

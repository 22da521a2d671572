package org.patchbay.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.patchbay.config.Findings;
import org.patchbay.definition.Problem;
import org.patchbay.definition.TestCase;
import org.patchbay.workbench.TestRunner;
import org.patchbay.workbench.TestRunner.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tests that documents bring with them. */
@Command(
        name = "test",
        description = "run the tests in documents; offline, nothing is sent",
        footer = {"", "Exit code 1 when a test fails or the documents have errors."})
final class TestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "PATH", description = "directories and files; else ./config, else the current directory")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--filter", paramLabel = "TEXT", description = "only tests with this text in their name")
    private Optional<String> filter = Optional.empty();

    @Option(names = "--junit", paramLabel = "FILE", description = "write the results there too, as JUnit XML")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--untested", description = "list the endpoints that have no test")
    private boolean untested;

    TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var documents = Documents.at(terminal, paths);
        var report = TestRunner.run(documents.texts(), this::isWanted);
        if (report.problems().stream().anyMatch(Problem::isError)) {
            return refused(documents, report);
        }
        junit.ifPresent(file -> JUnitXml.write(terminal.directory().resolve(file), report.results()));
        if (filter.isPresent() && report.results().isEmpty()) {
            throw Complaint.notSo("no test has `" + filter.get() + "` in its name", "");
        }
        terminal.out().print(new TestPage(Paint.of(terminal)).page(report));
        if (untested) {
            terminal.out().print(findings(documents, report, report.untested()));
        }
        return (report.passed() ? Exit.FINE : Exit.NOT_SO).code();
    }

    private boolean isWanted(TestCase test) {
        return filter.map(text -> lower(test.name()).contains(lower(text))).orElse(true);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private int refused(Documents documents, Report report) {
        terminal.out().print(findings(documents, report, report.problems()));
        terminal.out().println("No test was run: the documents have errors.");
        return Exit.NOT_SO.code();
    }

    private String findings(Documents documents, Report report, List<Problem> problems) {
        var plain = Findings.of(documents.texts(), report.loaded());
        return (terminal.coloured() ? plain.coloured() : plain).print(problems, Findings.Form.TEXT);
    }
}

package org.patchbay.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.patchbay.config.Findings;
import org.patchbay.definition.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks documents and prints every finding. */
@Command(
        name = "validate",
        description = "check documents: everything but sending",
        footer = {"", "Exit code 1 when there are errors, with --strict also when there are warnings."})
final class ValidateCommand implements Callable<Integer> {
    private final Equipment equipment;
    private final Terminal terminal;

    @Parameters(paramLabel = "PATH", description = "directories and files; else ./config, else the current directory")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--strict", description = "warnings count as errors")
    private boolean strict;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "text, line, json or github; text is for reading (default)")
    private Findings.Form form = Findings.Form.TEXT;

    @Option(
            names = "--pretend-secrets",
            description = "do not ask whether ${env:…}, ${file:…} and ${secret:…} can be found here")
    private boolean pretending;

    @Mixin
    private DataOption data = new DataOption();

    ValidateCommand(Equipment equipment, Terminal terminal) {
        this.equipment = equipment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var documents = Documents.at(terminal, paths);
        try (var secrets = secrets();
                var checking = new Checking(secrets)) {
            var checked = checking.check(documents);
            print(documents, checked);
            return exit(checked.problems()).code();
        }
    }

    private StoredSecrets secrets() {
        return pretending ? StoredSecrets.pretended() : StoredSecrets.of(equipment, terminal, data.directory(terminal));
    }

    private void print(Documents documents, Checking.Result checked) {
        var plain = Findings.of(documents.texts(), checked.loaded());
        var findings = terminal.coloured() ? plain.coloured() : plain;
        terminal.out().print(findings.print(checked.problems(), form));
        (form == Findings.Form.TEXT ? terminal.out() : terminal.err()).println(checked.summary());
    }

    private Exit exit(List<Problem> problems) {
        return problems.stream().anyMatch(problem -> strict || problem.isError()) ? Exit.NOT_SO : Exit.FINE;
    }
}

package org.patchbay.server.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a small configuration to begin with. */
@Command(
        name = "init",
        description = "write a small configuration to begin with, tests included",
        footer = {"", "Several examples go well together: call it once for each."})
final class InitCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "where; the current directory if not given")
    private String directory = ".";

    @Option(names = "--example", paramLabel = "NAME", description = "crm, sms or helpdesk; crm if not given")
    private String example = "crm";

    InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var chosen = Arrays.stream(Starter.values())
                .filter(starter -> starter.word().equals(example.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Complaint.usage("there is no example `" + example + "`", "crm, sms or helpdesk"));
        var files = chosen.write(terminal, directory);
        terminal.out().print(Columns.table(files));
        terminal.err().print(next(chosen));
        return Exit.FINE.code();
    }

    private String next(Starter chosen) {
        var rows = new ArrayList<List<String>>();
        if (!directory.equals(".")) {
            rows.add(List.of("  cd " + directory, ""));
        }
        rows.add(List.of("  patchbay test", "runs the tests in the template; nothing is sent"));
        rows.add(List.of("  edit config/" + chosen.integrator(), "host and account"));
        chosen.secrets().forEach(name -> rows.add(List.of("  patchbay secret set " + name, "")));
        rows.add(List.of("  patchbay validate", "says what is still wrong, and where"));
        rows.add(List.of("  patchbay run", "serves it; a change is live when it is saved"));
        return "\nNext\n" + Columns.table(rows);
    }
}

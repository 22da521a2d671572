package org.patchbay.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.patchbay.config.Findings;
import org.patchbay.config.Loader;
import org.patchbay.config.ScriptReader;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Script;
import org.patchbay.workbench.Scripts;
import org.patchbay.workbench.Simulation;
import org.patchbay.workbench.Simulation.Orders;
import org.patchbay.workbench.Simulation.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays the lives of calls against pretend partners and looks at what is left. */
@Command(
        name = "simulate",
        description = "play the lives of calls against pretend partners, offline; or with --live at a server",
        footer = {
            "",
            "Scripts: plain, missed, never-connected, end-first, double, warm-transfer, cold-transfer, ring-all-5,",
            "no-end, chaos (events overtake each other, come twice, ends are missing), or a file of your own.",
            "With --live a server is told of the calls, and sends what its configuration says to its partners;",
            "what they keep of it is then not looked at.",
            "Exit code 1 when a call has not exactly one log with what its end has said, or a step failed."
        })
final class SimulateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SCRIPT", description = "a script; else each of them once")
    private Optional<String> script = Optional.empty();

    @Option(names = "--config", paramLabel = "PATH", description = "directory or file; else ./config, else here")
    private Optional<String> config = Optional.empty();

    @Option(
            names = {"-i", "--integrator"},
            paramLabel = "NAME",
            description = "whose calls they are")
    private Optional<String> integrator = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "with chaos: the same calls again")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--calls", paramLabel = "N", description = "how many calls")
    private Optional<Integer> calls = Optional.empty();

    @Option(names = "--rate", paramLabel = "N", description = "calls that begin in each second; else all at once")
    private Optional<Integer> rate = Optional.empty();

    @Option(names = "--live", description = "tell a server that runs; its partners are called")
    private boolean live;

    @Mixin
    private ServerOptions server = new ServerOptions();

    SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        positive("--calls", calls);
        positive("--rate", rate);
        if (live) {
            return live();
        }
        var documents = Documents.at(terminal, config.stream().toList());
        var outcome = new Simulation(orders().with(integrator, rate)).run(documents.texts());
        return switch (outcome) {
            case Outcome.Refused(var findings) -> {
                var loaded = Loader.forTests().load(documents.texts());
                terminal.out().print(Findings.of(documents.texts(), loaded).print(findings, Findings.Form.TEXT));
                terminal.out().println("No call was played: the documents have errors.");
                yield Exit.NOT_SO.code();
            }
            case Outcome.NobodyListens _ ->
                throw Complaint.notSo(
                        integrator
                                .map(name -> "no integrator called `" + name + "` listens to calls")
                                .orElse("no integrator listens to calls"),
                        "give an endpoint `trigger: call-end`");
            case Outcome.Played played -> told(played);
        };
    }

    private int live() {
        if (config.isPresent()) {
            throw Complaint.usage("--config is for simulations offline", "a server has its own documents");
        }
        var scene = new RemoteScene(server.remote(terminal), integrator);
        var name = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        return told(new Simulation(orders().with(integrator, rate).as(name)).run(scene));
    }

    private int told(Outcome.Played played) {
        terminal.out().print(new SimulationPage(Paint.of(terminal)).page(played));
        return (played.passed() ? Exit.FINE : Exit.NOT_SO).code();
    }

    private static void positive(String flag, Optional<Integer> number) {
        if (number.filter(value -> value < 1).isPresent()) {
            throw Complaint.usage(flag + " is a number from 1", "");
        }
    }

    private Orders orders() {
        if (script.filter(Scripts.CHAOS::equals).isPresent()) {
            var first = seed.orElseGet(() -> new Random().nextLong(1_000_000));
            return Orders.chaos(Scripts.shipped(), calls.orElse(100), first, Scripts.JITTER);
        }
        var scripts = script.map(this::scripts).orElseGet(Scripts::shipped);
        return Orders.of(scripts, calls.orElse(scripts.size()));
    }

    private List<Script> scripts(String name) {
        var shipped = Scripts.shipped(name);
        if (shipped.isPresent()) {
            return List.of(shipped.get());
        }
        if (!Files.isRegularFile(terminal.at(name))) {
            throw Complaint.usage(
                    "there is no script `" + name + "` and no such file", Nearest.help(name, Scripts.names()));
        }
        return read(name);
    }

    private List<Script> read(String file) {
        try {
            var text = Files.readString(terminal.at(file));
            var problems = new Problems();
            var scripts = ScriptReader.read(file, text, problems);
            var first = problems.sorted().stream().filter(Problem::isError).findFirst();
            if (first.isPresent()) {
                var at = first.get().at();
                throw Complaint.notSo(
                        at.file() + ":" + at.line() + ":" + at.column() + ": "
                                + first.get().text() + " [" + first.get().code() + "]",
                        first.get().help());
            }
            if (scripts.isEmpty()) {
                throw Complaint.notSo("there is no script in `" + file + "`", "");
            }
            return scripts;
        } catch (IOException broken) {
            throw Complaint.notSo("`" + file + "` cannot be read: " + broken.getMessage(), "");
        }
    }
}

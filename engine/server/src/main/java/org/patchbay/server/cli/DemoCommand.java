package org.patchbay.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.patchbay.server.cli.Serving.Watching;
import org.patchbay.server.cli.demo.Partners;
import org.patchbay.server.cli.demo.Partners.Opinion;
import org.patchbay.server.cli.demo.Partners.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A server with the examples and pretend partners. */
@Command(
        name = "demo",
        description = "a server with the examples and pretend partners; nothing leaves this machine",
        footer = {"", "With --once, exit code 0 means that the partners got exactly what they should have got."})
final class DemoCommand implements Callable<Integer> {
    private static final int PORT = 8080;
    private static final int PARTNERS = 8091;
    private static final int TRIES = 20;

    private final Equipment equipment;
    private final Terminal terminal;

    @Option(names = "--once", description = "play one inbound call and one SMS, show what happened, and end")
    private boolean once;

    @Option(names = "--port", paramLabel = "N", description = "8080 if not given, or the next free one")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--partners", description = "only the pretend partners, to try a configuration of your own")
    private boolean partners;

    @Option(names = "--quiet", description = "with --once: only the last line")
    private boolean quiet;

    DemoCommand(Equipment equipment, Terminal terminal) {
        this.equipment = equipment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return (partners ? partners() : once ? once() : stay()).code();
    }

    private Exit once() {
        var begun = System.nanoTime();
        var directory = temporary();
        try (var demo =
                Demo.start(equipment, new Demo.Stage(directory, port.orElse(0), Watching.OFF, _ -> {}, _ -> {}))) {
            var page = new ExecutionPage(terminal);
            var wrong = new Performance(demo, execution -> show(page.page(execution))).play();
            show(DemoPage.opinions(demo.partners().opinions(), Paint.of(terminal)));
            terminal.out()
                    .println(DemoPage.verdict(
                            wrong, demo.partners().opinions().size(), Duration.ofNanos(System.nanoTime() - begun)));
            return wrong.isEmpty() ? Exit.FINE : Exit.NOT_SO;
        } finally {
            remove(directory);
        }
    }

    private void show(String text) {
        if (!quiet) {
            terminal.out().print(text);
        }
    }

    private Exit stay() {
        var begun = System.nanoTime();
        var directory = Path.of("patchbay-demo");
        var stage = new Demo.Stage(
                terminal.directory().resolve(directory),
                port.orElseGet(DemoCommand::free),
                Watching.ON,
                this::tell,
                terminal.err()::println);
        var demo = Demo.start(equipment, stage);
        terminal.out().print(DemoPage.banner(demo, directory, Duration.ofNanos(System.nanoTime() - begun)));
        return Holding.until(demo::close);
    }

    private Exit partners() {
        var first = port.orElse(PARTNERS);
        try {
            var open = Partners.open(new Ports(first, first == 0 ? 0 : first + 1), this::tell);
            terminal.out().print(DemoPage.partners(open.ports()));
            return Holding.until(open::close);
        } catch (UncheckedIOException taken) {
            throw Complaint.notSo(String.valueOf(taken.getMessage()), "name two others with --port");
        }
    }

    private void tell(Opinion opinion) {
        terminal.err().print(DemoPage.opinion(opinion, Paint.of(terminal)));
    }

    /** The usual port, or the next one that nobody listens on. */
    private static int free() {
        for (var candidate = PORT; candidate < PORT + TRIES; candidate++) {
            try (var socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
        throw Complaint.notSo(
                "ports " + PORT + " to " + (PORT + TRIES - 1) + " are all taken", "name another with --port");
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("patchbay-demo-");
        } catch (IOException failure) {
            throw Complaint.notSo("no temporary directory can be made: " + failure.getMessage(), "");
        }
    }

    private static void remove(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

package org.patchbay.server.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Secret;

/**
 * Where a command reads and writes, and where it stands.
 *
 * @param out results, nothing else
 * @param err everything else
 * @param directory what relative paths are relative to
 * @param zone in which times are shown
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path directory,
        ZoneId zone,
        Look look) {
    /** Whether a person sits in front of it. */
    public enum Look {
        /** A person, and colours are welcome. */
        COLOURED,
        /** A person who wants no colours. */
        PLAIN,
        /** A file or a program. */
        PIPED
    }

    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** The terminal of this process; the only place that knows the standard streams. */
    public static Terminal ofProcess() {
        var console = System.console();
        var attended = console != null && console.isTerminal();
        var plain = !System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                System.in,
                utf8(FileDescriptor.out, attended),
                utf8(FileDescriptor.err, attended),
                System.getenv(),
                Path.of(""),
                ZoneId.systemDefault(),
                !attended ? Look.PIPED : plain ? Look.PLAIN : Look.COLOURED);
    }

    private static PrintStream utf8(FileDescriptor descriptor, boolean attended) {
        var bytes = new FileOutputStream(descriptor);
        var out = attended ? new HarmlessOutput(new BufferedOutputStream(bytes)) : bytes;
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** The path as seen from where the command stands. */
    public Path at(String path) {
        return directory.resolve(path);
    }

    /** A variable of the environment; one without characters counts as none. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether colours are welcome. */
    public boolean coloured() {
        return look == Look.COLOURED;
    }

    /** A secret that is typed without being shown, or everything that is piped in, the last line break cut. */
    Secret secret(String prompt) {
        if (look == Look.PIPED || System.console() == null) {
            return Secret.of(piped().replaceFirst("\\r?\\n\\z", ""));
        }
        var typed = System.console().readPassword("%s: ", prompt);
        return Secret.of(typed == null ? "" : new String(typed));
    }

    /** Everything that is piped in. */
    String piped() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw Complaint.notSo("standard input cannot be read: " + broken.getMessage(), "");
        }
    }
}

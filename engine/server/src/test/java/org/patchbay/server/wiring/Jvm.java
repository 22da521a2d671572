package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.opentest4j.TestAbortedException;
import org.patchbay.server.jdbc.MysqlForTests;

/**
 * Virtual machines that run what is on the class path of the tests. They are up in less than half of the usual time, since they find
 * their classes loaded in an archive, which the first one of a run makes for the others (JEP 350).
 */
public final class Jvm {
    private static final List<String> USUAL = List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC");
    private static final Jvm SHARED = new Jvm();

    private final Path directory;
    private final String classPath;
    private final Path archive;

    private Jvm() {
        try {
            directory = Files.createTempDirectory("patchbay-jvm");
            Runtime.getRuntime().addShutdownHook(new Thread(this::clear));
            classPath = jars();
            archive = directory.resolve("classes.jsa");
            rehearse();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What starts a machine for that class, with more words for the machine itself. */
    public static ProcessBuilder of(Class<?> main, List<String> options, String... arguments) {
        var all = new ArrayList<>(options);
        all.addFirst("-XX:SharedArchiveFile=" + SHARED.archive);
        return SHARED.machine(main, all, arguments);
    }

    private ProcessBuilder machine(Class<?> main, List<String> options, String... arguments) {
        var command = new ArrayList<>(USUAL);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** Directories have no place in an archive of classes: they become jars. */
    private String jars() throws IOException {
        var entries = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var path = Path.of(entry);
            entries.add(Files.isDirectory(path) ? jar(path, entries.size()).toString() : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private Path jar(Path classes, int number) throws IOException {
        var jar = directory.resolve(number + ".jar");
        try (var files = Files.walk(classes);
                var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (var file : files.filter(one -> !one.equals(classes)).sorted().toList()) {
                var name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new ZipEntry(Files.isDirectory(file) ? name + "/" : name));
                if (!Files.isDirectory(file)) {
                    Files.copy(file, out);
                }
            }
        }
        return jar;
    }

    private void rehearse() throws IOException {
        var log = directory.resolve("rehearsal.log");
        var process = machine(Rehearsal.class, List.of("-XX:ArchiveClassesAtExit=" + archive), database())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            assertThat(process.waitFor()).as(() -> "see " + text(log)).isZero();
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }

    private static String database() {
        try {
            return MysqlForTests.shared().database();
        } catch (TestAbortedException none) {
            return "";
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void clear() {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException leftOver) {
            throw new UncheckedIOException(leftOver);
        }
    }
}

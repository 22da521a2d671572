package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected texts that live in files; {@code -Dgolden=write} makes them what they are now. */
final class Golden {
    private Golden() {}

    /** The directory of the repository. */
    static Path root() {
        return Path.of(System.getProperty("patchbay.root", "../.."));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Compares a file with what it should be. */
    static void check(Path file, String actual) {
        if ("write".equals(System.getProperty("golden"))) {
            write(file, actual);
        }
        assertThat(Files.exists(file) ? read(file) : "")
                .as("%s; -Dgolden=write takes the text over", file.getFileName())
                .isEqualTo(actual);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}

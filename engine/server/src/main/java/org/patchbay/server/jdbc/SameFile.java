package org.patchbay.server.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.patchbay.store.StoreUnavailable;

/**
 * The file that a path named at first. One that was removed or replaced can still be written by whoever has it open, and nobody finds
 * again what is written there. Thread-safe.
 */
record SameFile(Path path, Optional<Object> key) {
    /** The file that is there now. */
    static SameFile at(Path path) {
        try {
            return new SameFile(path, keyOf(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Makes sure that the path still names that file.
     *
     * @throws StoreUnavailable it names another one, or none
     */
    void check() {
        try {
            if (!keyOf(path).equals(key)) {
                throw new StoreUnavailable("the file of the store was replaced while it was open: " + path);
            }
        } catch (IOException gone) {
            throw new StoreUnavailable("the file of the store was taken away while it was open: " + path, gone);
        }
    }

    private static Optional<Object> keyOf(Path path) throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }
}

package org.patchbay.server.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory of an installation's data, and what its files are called. */
record DataDirectory(Path path) {
    /** The directory, for its owner only where it has to be made. */
    static DataDirectory at(Path path) throws IOException {
        var absolute = path.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return new DataDirectory(absolute.toRealPath());
    }

    SqliteFile database() {
        return new SqliteFile(path.resolve("patchbay.db"));
    }

    Path masterKey() {
        return path.resolve("master.key");
    }

    /** The master key that is to come, while it is being changed. */
    Path nextMasterKey() {
        return path.resolve("master.key.new");
    }

    /** Held by the engine as long as it runs. */
    Path engineLock() {
        return path.resolve("patchbay.lock");
    }

    /** Held while the store is being opened, by whomever. */
    Path openingLock() {
        return path.resolve("opening.lock");
    }

    /** True when a store was opened here, and its file is not there any more. */
    boolean hasLostItsStore() {
        return Files.exists(openingLock()) && !Files.exists(database().file());
    }

    /** True when the last process that had the store open did not close it, or one has it open now. */
    boolean hasLog() throws IOException {
        var log = path.resolve("patchbay.db-wal");
        return Files.exists(log) && Files.size(log) > 0;
    }
}

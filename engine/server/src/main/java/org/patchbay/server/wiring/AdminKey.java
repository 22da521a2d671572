package org.patchbay.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.patchbay.server.http.KeyMint;
import org.patchbay.server.http.Role;
import org.patchbay.store.Keys;

/** The key of this machine's own tools: a file that only the server's user can read. */
record AdminKey(String text) {
    private static final String FILE = "admin.key";
    private static final String OWNER_ONLY = "rw-------";

    /** The key in that directory, made if there is none, and good from now on. */
    static AdminKey at(Path data, Keys keys, Instant now) {
        try {
            var file = data.resolve(FILE);
            var text = Files.exists(file) ? Files.readString(file).strip() : create(file, now);
            if (keys.find(KeyMint.hash(text)).isEmpty()) {
                keys.put(KeyMint.adminKnown(text, Role.OWNER, now));
            }
            return new AdminKey(text);
        } catch (IOException failure) {
            throw new UncheckedIOException("the key for this machine's tools cannot be kept in " + data, failure);
        }
    }

    private static String create(Path file, Instant now) throws IOException {
        var text = KeyMint.admin(Role.OWNER, Optional.empty(), now).text();
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, attributes())) {
            channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        return text;
    }

    private static FileAttribute<?>[] attributes() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }
}

package org.patchbay.server.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.patchbay.definition.Secret;
import org.patchbay.store.StoreUnavailable;

/** The key that everything sealed is sealed with: 32 bytes, written in Base64. */
final class MasterKey {
    private static final int BYTES = 32;

    private MasterKey() {}

    /** The key in this text; {@code from} says where it was found. */
    static SecretKey of(Secret text, String from) {
        try {
            var bytes = Base64.getDecoder().decode(text.reveal().strip());
            if (bytes.length == BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
            throw new StoreUnavailable(from + " holds " + bytes.length + " bytes; a master key has " + BYTES);
        } catch (IllegalArgumentException notBase64) {
            // The cause would show a character of the key.
            throw new StoreUnavailable(from + " is not Base64; expected the 32 bytes of a master key in it");
        }
    }

    static SecretKey in(Path file) throws IOException {
        return of(Secret.of(Files.readString(file)), "the key file " + file);
    }

    /** Makes a key, in a file that only its owner may read; it is on disk when this returns. */
    static SecretKey create(DataDirectory directory) throws IOException {
        var file = directory.masterKey();
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, Base64.getEncoder().encodeToString(bytes) + "\n", StandardCharsets.US_ASCII);
        sync(unfinished, StandardOpenOption.WRITE);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        sync(directory.path(), StandardOpenOption.READ);
        return new SecretKeySpec(bytes, "AES");
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}

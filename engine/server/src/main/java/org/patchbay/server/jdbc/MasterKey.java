package org.patchbay.server.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import javax.crypto.SecretKey;
import org.patchbay.definition.Secret;
import org.patchbay.store.StoreUnavailable;

/** The key that everything sealed is sealed with: 32 bytes, written in Base64. */
final class MasterKey {
    private MasterKey() {}

    /** The key in this text; {@code from} says where it was found. */
    static SecretKey of(Secret text, String from) {
        try {
            var bytes = Base64.getDecoder().decode(text.reveal().strip());
            if (bytes.length == Aes.KEY_BYTES) {
                return Aes.key(bytes);
            }
            throw new StoreUnavailable(from + " holds " + bytes.length + " bytes; a master key has " + Aes.KEY_BYTES);
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
        var key = Aes.freshKey();
        prepare(directory, key);
        put(directory);
        return key;
    }

    /** Writes the key that is to come beside the one that is; it is on disk when this returns. */
    static void prepare(DataDirectory directory, SecretKey key) throws IOException {
        var file = directory.nextMasterKey();
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getEncoder().encodeToString(key.getEncoded()) + "\n", StandardCharsets.US_ASCII);
        sync(file, StandardOpenOption.WRITE);
        sync(directory.path(), StandardOpenOption.READ);
    }

    /** Puts the key that was prepared in the place of the one that was. */
    static void put(DataDirectory directory) throws IOException {
        Files.move(directory.nextMasterKey(), directory.masterKey(), StandardCopyOption.ATOMIC_MOVE);
        sync(directory.path(), StandardOpenOption.READ);
    }

    /**
     * A change of the key that was cut off is brought to its end when the store has taken the new one, else it is dropped. With neither key
     * at hand nothing is touched.
     */
    static void finishChange(DataDirectory directory, byte[] sealed) throws IOException {
        var next = directory.nextMasterKey();
        if (!Files.exists(next)) {
            return;
        }
        if (opens(directory.masterKey(), sealed)) {
            Files.delete(next);
        } else if (opens(next, sealed)) {
            put(directory);
        }
    }

    private static boolean opens(Path file, byte[] sealed) throws IOException {
        try {
            return Files.exists(file) && StoreKeys.open(in(file), sealed).isPresent();
        } catch (StoreUnavailable noKey) {
            // It was cut off while it was written, so the store has not taken it.
            return false;
        }
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}

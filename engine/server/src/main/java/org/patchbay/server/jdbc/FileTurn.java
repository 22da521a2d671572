package org.patchbay.server.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.store.StoreUnavailable;

/** A lock on a file that one process at a time can hold; it ends with the process, however that ends. */
final class FileTurn implements AutoCloseable {
    /** Locks of this process. Asking the system would be wrong: closing any channel on a file ends the process's lock on it. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FileTurn(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock, or says who has it. */
    static FileTurn takeOrRefuse(Path file) throws IOException {
        if (!HELD.add(file)) {
            throw taken(file, "this process");
        }
        try {
            return locked(file);
        } catch (IOException | RuntimeException failure) {
            HELD.remove(file);
            throw failure;
        }
    }

    private static FileTurn locked(Path file) throws IOException {
        var channel = open(file);
        if (channel.tryLock() == null) {
            channel.close();
            throw taken(file, "process " + Files.readString(file).strip());
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new FileTurn(file, channel);
    }

    private static StoreUnavailable taken(Path file, String holder) {
        return new StoreUnavailable("another engine (" + holder + ") works on " + file.getParent());
    }

    /** Waits for the lock; at most one thread of a process may do so. */
    static FileTurn await(Path file) throws IOException {
        var channel = open(file);
        channel.lock();
        return new FileTurn(file, channel);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new StoreUnavailable("the lock on " + file + " cannot be given back", failure);
        } finally {
            HELD.remove(file);
        }
    }
}

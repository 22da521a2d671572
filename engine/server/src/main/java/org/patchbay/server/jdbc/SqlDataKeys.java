package org.patchbay.server.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.patchbay.store.StoreUnavailable;

/** The keys of owners in their table, each sealed under the store's own; those that were asked for once are in memory. */
final class SqlDataKeys implements DataKeys {
    private static final byte HOW = 2;

    private final SecretKey wrapping;
    private final Writer writer;
    private final Readers readers;
    private final Map<String, SecretKey> known = new ConcurrentHashMap<>();

    /** Reads on readers of its own: a key may be asked for in the middle of another reading. */
    SqlDataKeys(SecretKey wrapping, Writer writer, Readers readers) {
        this.wrapping = wrapping;
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public SecretKey of(String owner) {
        return known(owner).orElseGet(() -> made(owner));
    }

    @Override
    public Optional<SecretKey> known(String owner) {
        return Optional.ofNullable(known.get(owner))
                .or(() -> kept(owner).map(bytes -> known.computeIfAbsent(owner, _ -> opened(owner, bytes))));
    }

    private Optional<byte[]> kept(String owner) {
        return readers.read(session ->
                session.first("select sealed from data_key where owner = ?", row -> row.bytes("sealed"), owner));
    }

    private SecretKey opened(String owner, byte[] sealed) {
        return Aes.open(wrapping, place(owner), sealed)
                .map(Aes::key)
                .orElseThrow(() -> new StoreUnavailable("a data key was sealed under another key or changed since"));
    }

    /** Another process may have been faster: what counts is what stands there. */
    private SecretKey made(String owner) {
        var sealed = Aes.seal(wrapping, HOW, place(owner), Aes.random(Aes.KEY_BYTES));
        var kept = writer.write(session -> {
            session.add("data_key (owner, sealed) values (?, ?)", owner, sealed);
            return session.first("select sealed from data_key where owner = ?", row -> row.bytes("sealed"), owner)
                    .orElseThrow();
        });
        return known.computeIfAbsent(owner, _ -> opened(owner, kept));
    }

    private static byte[] place(String owner) {
        return ("data_key|" + owner).getBytes(StandardCharsets.UTF_8);
    }
}

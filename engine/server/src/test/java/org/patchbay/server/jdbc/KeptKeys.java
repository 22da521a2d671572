package org.patchbay.server.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import javax.crypto.SecretKey;

/** The keys of owners that are in the table, read on one session. */
record KeptKeys(Session session, SecretKey wrapping) implements DataKeys {
    @Override
    public SecretKey of(String owner) {
        return known(owner).orElseThrow();
    }

    @Override
    public Optional<SecretKey> known(String owner) {
        try {
            return session.first("select sealed from data_key where owner = ?", row -> row.bytes("sealed"), owner)
                    .flatMap(bytes -> Aes.open(wrapping, ("data_key|" + owner).getBytes(StandardCharsets.UTF_8), bytes))
                    .map(Aes::key);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}

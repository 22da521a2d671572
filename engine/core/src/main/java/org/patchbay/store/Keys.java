package org.patchbay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys that callers of the API show, kept as hashes. */
public interface Keys {
    /** The key with that SHA-256 hash (lower-case hex of the whole key text), unless revoked. */
    Optional<Key> find(String hash);

    /** The key of that id, unless revoked. */
    Optional<Key> withId(String id);

    /** Keeps a key; one with the same id is replaced. */
    void put(Key key);

    /** Revokes by id; false when there was none. */
    boolean revoke(String id);

    /** All keys that are not revoked, the oldest first. */
    List<Key> list();

    /**
     * A key.
     *
     * @param kind what it may do
     * @param callCentre the only call centre it speaks for; empty: the whole installation
     * @param role role of an admin key
     * @param origins web origins that may use a publishable key
     */
    record Key(
            String id,
            String hash,
            Kind kind,
            Optional<String> callCentre,
            Optional<String> role,
            List<String> origins,
            Instant createdAt) {}

    /** Kinds of key by their prefix (interfaces, section 3.1). */
    enum Kind {
        PK,
        SK,
        AK
    }
}

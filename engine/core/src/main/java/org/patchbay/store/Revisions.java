package org.patchbay.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every accepted revision of the configuration. */
public interface Revisions {
    /** Keeps an accepted set of documents and gives it the next number; durable when this returns. */
    long keep(String hash, Map<String, String> documents, String author, Instant acceptedAt);

    /** The newest accepted revision. */
    Optional<Kept> newest();

    /** The revision of that number. */
    Optional<Kept> find(long number);

    /** Newest first, without documents. */
    List<Kept> list(int limit);

    /** Lets go of revisions accepted before then, but not of the newest, nor of those numbers. */
    void forgetBefore(Instant time, Set<Long> needed);

    /** A kept revision. */
    record Kept(long number, String hash, String author, Instant acceptedAt, Map<String, String> documents) {
        public Kept {
            documents = Map.copyOf(documents);
        }
    }
}

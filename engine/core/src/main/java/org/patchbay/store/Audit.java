package org.patchbay.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Who changed what. Entries are never changed: each has the hash of the one before it in its own, so that an entry that was altered,
 * left out or put in shows; the head, which is kept beside them, shows when the newest are missing.
 */
public interface Audit {
    /** What the first entry follows. */
    String BEGINNING = "0".repeat(64);

    /** Adds an entry; durable when this returns. */
    void add(Deed deed);

    /**
     * Entries, newest first.
     *
     * @param before only those with a smaller number
     */
    List<Entry> list(long before, int limit);

    /** What the trail ends with, as it was kept beside the entries. */
    Head head();

    /** Looks through all of the trail, also while entries are added. */
    default TrailReview review() {
        return TrailReview.of(this);
    }

    /** Entries after that number, oldest first. */
    List<Entry> oldest(long after, int limit);

    /**
     * Something that was done.
     *
     * @param who name of the key or the user, or of the program itself
     * @param what in the words of the API, without bodies: {@code PUT /secrets/acme-key}
     * @param outcome status it was answered with, or what came of it
     */
    record Deed(Instant at, String who, String what, String outcome) {
        /** SHA-256, in hex, over what was before and all of this. */
        public String hash(long number, String before) {
            var text = String.join("\n", before, Long.toString(number), at.toString(), who, what, outcome);
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** An entry of the trail; numbers begin with 1 and leave nothing out. */
    record Entry(long number, Deed deed, String hash) {}

    /**
     * The end of the trail.
     *
     * @param number of the newest entry, which is how many there are; 0 without any
     * @param hash of that entry
     * @param genuine false when somebody else than this program has written it
     */
    record Head(long number, String hash, boolean genuine) {
        /** Of a trail without entries. */
        public static final Head NONE = new Head(0, BEGINNING, true);
    }
}

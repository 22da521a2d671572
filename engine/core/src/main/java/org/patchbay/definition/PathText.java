package org.patchbay.definition;

/** A path as written, for example {@code items.0.id}, {@code body.phone} or, for replies, {@code $.items[?(@.main)].id}. */
public record PathText(At at, String text) {
    /** A path that no document holds. */
    public static PathText of(String text) {
        return new PathText(At.NOWHERE, text);
    }

    @Override
    public String toString() {
        return text;
    }
}

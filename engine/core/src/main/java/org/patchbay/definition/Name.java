package org.patchbay.definition;

import java.util.regex.Pattern;

/** A name in a document together with its place: the name of a thing, or a reference to one. */
public record Name(At at, String text) {
    /** Names as the format allows them: a letter, then up to 63 letters, digits, {@code _} or {@code -}. */
    public static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    /** A name that no document holds. */
    public static Name of(String text) {
        return new Name(At.NOWHERE, text);
    }

    /** True when the text is this one, wherever both stand. */
    public boolean is(String other) {
        return text.equals(other);
    }

    @Override
    public String toString() {
        return text;
    }
}

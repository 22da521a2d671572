package org.patchbay.definition;

/**
 * A text with {@code {{…}}} in it, as written.
 *
 * @param secret whether a {@code ${…}} put a secret into the text, so that nothing made of it may be shown
 */
public record TextTemplate(At at, String text, boolean secret) {
    /** A template that no document holds. */
    public static TextTemplate of(String text) {
        return new TextTemplate(At.NOWHERE, text, false);
    }

    @Override
    public String toString() {
        return secret ? Secret.MASK : text;
    }
}

package org.patchbay.definition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that nothing prints: every way of showing it shows {@link #MASK}. */
public final class Secret {
    /** What stands where a secret would. */
    public static final String MASK = "••••••";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Keeps a text from being shown. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The text itself, for the one place that sends, signs or encrypts it. */
    public String reveal() {
        return value;
    }

    /** Whether that is the text. Takes as long for a nearly right text as for a wrong one: the one place that compares secrets. */
    public boolean isSame(String text) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return MASK;
    }
}

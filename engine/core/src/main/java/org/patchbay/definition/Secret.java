package org.patchbay.definition;

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

    @Override
    public String toString() {
        return MASK;
    }
}

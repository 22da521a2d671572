package org.patchbay.definition;

/** What logs and lists show of people. */
public record Privacy(
        @Doc("phone numbers in logs and lists") @Default("masked")
        Phones phones,

        @Doc("bodies in executions") @Default("masked") Bodies bodies) {
    /** How phone numbers are shown. */
    public enum Phones {
        SHOWN,
        MASKED,
        HASHED
    }

    /** How bodies are kept. */
    public enum Bodies {
        MASKED,
        NONE,
        FULL
    }
}

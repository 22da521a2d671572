package org.patchbay.format;

/** A date pattern that cannot be what was meant. */
final class BadPattern extends Exception {
    private static final long serialVersionUID = 1L;

    private final String help;

    /** @param message continues a sentence that begins with the pattern */
    BadPattern(String message, String help) {
        super(message, null, false, false);
        this.help = help;
    }

    String help() {
        return help;
    }
}

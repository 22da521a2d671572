package org.patchbay.mapping;

/** Ends the reading of a reply that cannot be read or does not fit; the message says why, without anything the partner wrote. */
final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** No stack trace is taken: it is not a bug. */
    Misfit(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}

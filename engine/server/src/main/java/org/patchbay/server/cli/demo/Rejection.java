package org.patchbay.server.cli.demo;

/** A pretend partner does not accept what it received. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** Refuses with that status of HTTP; the sentence says what was wrong with the request. */
    Rejection(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}

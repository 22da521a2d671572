package org.patchbay.workbench.imports;

/** What was to be imported is not what it was said to be. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message, null, false, false);
    }
}

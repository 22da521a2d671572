package org.patchbay.engine;

/** So much of a call centre waits already that no more is taken; nothing of it was kept, and what waits goes on. */
public final class Crowded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crowded(String message) {
        super(message, null, false, false);
    }
}

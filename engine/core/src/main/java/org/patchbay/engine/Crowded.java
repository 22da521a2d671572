package org.patchbay.engine;

/** So much of a call centre waits or is being done already that no more is taken; nothing of it was kept, and what is there goes on. */
public final class Crowded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says of what there is too much. */
    public Crowded(String message) {
        super(message, null, false, false);
    }
}

package org.patchbay.store;

/** The store cannot keep what it was given: disk full, read-only, not reachable. Nothing of it was kept. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Fails with a sentence for admins. */
    public StoreUnavailable(String message) {
        super(message);
    }

    /** Fails with a sentence for admins and what lies behind it. */
    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}

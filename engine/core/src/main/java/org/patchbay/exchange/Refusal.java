package org.patchbay.exchange;

/** Ends a step before anything was sent: a value is missing, unfit for its place, or goes where it may not. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /** Refuses for this reason; no stack trace is taken, it is not a bug. */
    public Refusal(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    /** The reason. */
    public Failure failure() {
        return failure;
    }
}

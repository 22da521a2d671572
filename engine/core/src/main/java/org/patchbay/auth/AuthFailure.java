package org.patchbay.auth;

import org.patchbay.exchange.Failure;

/** There is no token, and asking for one did not bring one. */
public final class AuthFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final boolean passing;

    /** Fails for this reason; {@code passing} when a later try may bring a token. */
    public AuthFailure(Failure failure, Passing passing) {
        super(failure.message(), null, false, false);
        this.failure = failure;
        this.passing = passing == Passing.YES;
    }

    /** The reason. */
    public Failure failure() {
        return failure;
    }

    /** True when a later try may bring a token. */
    public boolean isPassing() {
        return passing;
    }

    /** Whether the cause may pass by itself. */
    public enum Passing {
        YES,
        NO
    }
}

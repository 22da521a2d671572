package org.patchbay.auth;

import java.time.Duration;
import java.util.Optional;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;

/** There is no token, and asking for one did not bring one. */
public final class AuthFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    private AuthFailure(Outcome outcome, Failure failure) {
        super(failure.message(), null, false, false);
        this.outcome = outcome;
    }

    /** A later try will not help either. */
    static AuthFailure lasting(Failure failure) {
        return new AuthFailure(new Outcome.Fail(failure), failure);
    }

    /** A try after that time may help. */
    static AuthFailure passing(Failure failure, Duration wait) {
        return new AuthFailure(new Outcome.Retry(failure, Optional.of(wait)), failure);
    }

    /** A person must connect. */
    static AuthFailure reauth(String message) {
        return lasting(Failure.of(FailureCode.REAUTH_REQUIRED, message));
    }

    /** What it means for the call that needed the token. */
    public Outcome outcome() {
        return outcome;
    }

    /** The reason. */
    public Failure failure() {
        return outcome.reason().orElseThrow();
    }

    /** The same with another time to wait, where waiting helps. */
    AuthFailure after(Duration wait) {
        return outcome instanceof Outcome.Retry(var failure, var _) ? passing(failure, wait) : this;
    }
}

package org.patchbay.auth;

import java.time.Duration;
import java.time.Instant;
import org.patchbay.definition.Auth;
import org.patchbay.exchange.Outcome;
import org.patchbay.store.Tokens.Token;

/** When a token ends, when it is renewed, and how long nobody asks after a failure. */
final class Lifetime {
    private static final Duration WIDEST_MARGIN = Duration.ofSeconds(60);

    private Lifetime() {}

    /** True until the token ends; one without an end lives until it is refused. */
    static boolean isAlive(Token token, Instant now) {
        return token.expiresAt().map(now::isBefore).orElse(true);
    }

    /** True when it is time for a new one although this one may still serve. */
    static boolean isLate(Token token, Auth policy, Instant now) {
        return token.expiresAt()
                .map(end -> !now.isBefore(end.minus(margin(token.obtainedAt(), end, policy))))
                .orElse(false);
    }

    /** 60 s or a tenth of the life unless the endpoint says otherwise, at most half of it. */
    private static Duration margin(Instant from, Instant end, Auth policy) {
        var life = Duration.between(from, end);
        var tenth = life.dividedBy(10);
        var wanted = policy.margin().orElse(tenth.compareTo(WIDEST_MARGIN) < 0 ? tenth : WIDEST_MARGIN);
        var half = life.dividedBy(2);
        return wanted.compareTo(half) < 0 ? wanted : half;
    }

    /** At least the cool-down; longer where the partner asks for it. */
    static Duration pause(Auth policy, AuthFailure failure) {
        var asked = failure.outcome() instanceof Outcome.Retry(var _, var wait)
                ? wait.orElse(Duration.ZERO)
                : Duration.ZERO;
        return asked.compareTo(policy.coolDown()) > 0 ? asked : policy.coolDown();
    }
}

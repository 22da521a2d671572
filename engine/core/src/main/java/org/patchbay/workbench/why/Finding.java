package org.patchbay.workbench.why;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One reason.
 *
 * @param about what it is a reason for
 * @param detail a sentence without its subject, which is the endpoint or else the integrator; never with a secret in it
 * @param due when it goes on by itself
 * @param next commands that can be pasted, the first is to be tried first; none where nothing is to be done
 */
public record Finding(
        About about,
        Cause cause,
        Optional<String> integrator,
        Optional<String> endpoint,
        String detail,
        Optional<Instant> due,
        List<String> next) {
    public Finding {
        next = List.copyOf(next);
    }

    /** The same, going on at that time. */
    Finding at(Instant time) {
        return new Finding(about, cause, integrator, endpoint, detail, Optional.of(time), next);
    }
}

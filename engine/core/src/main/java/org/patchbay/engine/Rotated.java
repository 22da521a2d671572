package org.patchbay.engine;

import java.time.Instant;
import org.patchbay.definition.Secret;

/** What became of the exchange of a secret. */
public sealed interface Rotated {
    /**
     * The new one is used from now on.
     *
     * @param value the new one, for who has to tell it to the partner
     * @param until the old one is still good
     */
    record Done(Secret value, Instant until) implements Rotated {}

    /** Nothing is changed. */
    record Refused(String why) implements Rotated {}
}

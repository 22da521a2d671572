package org.patchbay.flow;

import java.util.Optional;

/** Is told how far an attempt of a step is, before it goes further. */
public interface Headway {
    /** Nobody has to know. */
    Headway UNHEEDED = (_, _) -> true;

    /**
     * A request that may not be repeated is about to leave for the first time in this attempt.
     *
     * @return how the step ends instead; empty when the request may leave
     */
    default Optional<Ending> begins() {
        return Optional.empty();
    }

    /**
     * An element of a list needs no further try.
     *
     * @param element counts from 0
     * @return whether to go on with the next one; when not, the step goes on in another attempt, maybe elsewhere
     */
    boolean made(int element, Ending ending);

    /** No further attempt is made here. */
    default void ended(Ending ending) {}
}

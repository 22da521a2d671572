package org.patchbay.flow;

/** Is told of each element of a list that a step has dealt with, before it begins with the next one. */
@FunctionalInterface
public interface Headway {
    /** Nobody has to know. */
    Headway UNHEEDED = (_, _) -> true;

    /**
     * An element needs no further try.
     *
     * @param element counts from 0
     * @return whether to go on; when not, the step goes on in another attempt, maybe elsewhere
     */
    boolean made(int element, Ending ending);
}

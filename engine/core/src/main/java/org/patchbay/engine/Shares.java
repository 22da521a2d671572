package org.patchbay.engine;

import java.util.function.Supplier;

/** Of the places where work is done each call centre has a part. */
public interface Shares {
    /** All that comes is done. */
    Shares UNBOUNDED = new Shares() {
        @Override
        public <T> T of(String callCentre, Supplier<T> work) {
            return work.get();
        }
    };

    /**
     * Does a piece of work at a place of that call centre.
     *
     * @throws Crowded it has none free; nothing was done
     */
    <T> T of(String callCentre, Supplier<T> work);
}

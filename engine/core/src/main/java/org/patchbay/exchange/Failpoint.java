package org.patchbay.exchange;

import java.util.Optional;

/**
 * Named places where a process can be made to stop, so that what is left behind can be looked at. In production each is one read of a
 * constant.
 */
public final class Failpoint {
    private static final Optional<String> HALT_AT = Optional.ofNullable(System.getProperty("patchbay.halt-at"));
    private static final boolean ARMED = HALT_AT.isPresent();
    private static final int HALTED = 75;

    private Failpoint() {}

    /** Ends the process at once, as a kill would, when it was started to be stopped here. */
    public static void hit(String name) {
        if (ARMED && HALT_AT.get().equals(name)) {
            Runtime.getRuntime().halt(HALTED);
        }
    }
}

package org.patchbay.exchange;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named places where a process can be made to stop, so that what is left behind can be looked at: {@code -Dpatchbay.halt-at=NAME}, or
 * {@code NAME#7} for the seventh time it comes there. In production each is one read of a constant.
 */
public final class Failpoint {
    private static final Optional<String> HALT_AT = Optional.ofNullable(System.getProperty("patchbay.halt-at"));
    private static final boolean ARMED = HALT_AT.isPresent();
    private static final String NAME =
            HALT_AT.map(text -> text.split("#", 2)[0]).orElse("");
    private static final AtomicInteger LEFT = new AtomicInteger(HALT_AT.filter(text -> text.contains("#"))
            .map(text -> Integer.parseInt(text.substring(text.indexOf('#') + 1)))
            .orElse(1));
    private static final int HALTED = 75;

    private Failpoint() {}

    /** True when this process was started to be stopped somewhere. */
    public static boolean isArmed() {
        return ARMED;
    }

    /** Ends the process at once, as a kill would, when it was started to be stopped here. */
    public static void hit(String name) {
        if (ARMED && NAME.equals(name) && LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(HALTED);
        }
    }
}

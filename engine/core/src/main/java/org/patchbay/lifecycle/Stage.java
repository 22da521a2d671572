package org.patchbay.lifecycle;

import java.util.Optional;

/** How far a call has come. */
enum Stage {
    RINGING,
    UNDER_WAY,
    OVER,
    AFTER;

    /** Where an event takes its call; empty for triggers that are no part of a call's life. */
    static Optional<Stage> of(String trigger) {
        return switch (trigger) {
            case "call-start" -> Optional.of(RINGING);
            case "call-ring", "call-connect", "call-transfer" -> Optional.of(UNDER_WAY);
            case "call-end", "call-missed" -> Optional.of(OVER);
            case "call-wrapup", "call-recorded" -> Optional.of(AFTER);
            default -> Optional.empty();
        };
    }

    boolean isBefore(Stage other) {
        return compareTo(other) < 0;
    }
}

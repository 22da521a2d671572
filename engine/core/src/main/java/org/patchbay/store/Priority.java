package org.patchbay.store;

/** Which work of a call centre goes first: what somebody looks at, then what is live, then messages, then what fills up stocks. */
public enum Priority {
    POP(0),
    LIVE(1),
    MESSAGE(2),
    BACKFILL(3);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** The smaller goes first. */
    public int rank() {
        return rank;
    }

    /** The priority of work that this trigger makes (format reference, section 7.4). */
    public static Priority of(String trigger) {
        return switch (trigger) {
            case "call-start", "call-ring", "contact-view" -> POP;
            case "sms-send", "sms-received" -> MESSAGE;
            case "contacts-sync", "agents-sync", "schedule" -> BACKFILL;
            default -> LIVE;
        };
    }
}

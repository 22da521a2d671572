package org.patchbay.definition;

import java.time.Duration;

/** Rules for the events of one call. */
public record Calls(
        @Doc("life of what is remembered for a call") @Default("24h") @Range(min = 1_000, max = 604_800_000)
        Duration memory,

        @Doc("an event that comes before the one it belongs after waits so long, then runs alone")
        @Default("2s")
        @Range(min = 0, max = 60_000)
        Duration reorder,

        @Doc("what runs on an event that is older than the state of its call") @Default("log-only")
        Late late,

        @Doc("so long the same event counts as repeated: the first answer again, nothing runs")
        @Default("24h")
        @Range(min = 0, max = 604_800_000)
        Duration duplicates,

        @Doc("what the legs of a queue or of a ring-all are to each other") @Default("one")
        Legs legs,

        @Doc("whose memory a transferred leg has") @Default("same")
        Transfer transfer,

        @Doc("a call whose end does not come is ended so long after its last event: call-end with what its events"
                + " said, and closed: true; an end that comes still later runs nothing")
        @Default("12h")
        @Range(min = 1_000, max = 604_800_000)
        Duration closeAfter) {
    /** What holds where a template says nothing. */
    public static final Calls USUAL = new Calls(
            Duration.ofHours(24),
            Duration.ofSeconds(2),
            Late.LOG_ONLY,
            Duration.ofHours(24),
            Legs.ONE,
            Transfer.SAME,
            Duration.ofHours(12));

    /** What runs on an event that is older than the state of its call. */
    public enum Late {
        @Doc("GetData is skipped, the rest runs")
        LOG_ONLY,
        @Doc("everything")
        RUN,
        @Doc("nothing")
        SKIP
    }

    /** What the legs of a queue or of a ring-all are to each other. */
    public enum Legs {
        @Doc("one interaction: one memory, one end")
        ONE,
        @Doc("each an interaction of its own")
        EACH
    }

    /** Whose memory a transferred leg has. */
    public enum Transfer {
        @Doc("that of its parent")
        SAME,
        @Doc("one of its own")
        NEW
    }
}

package org.patchbay.definition;

import java.time.Duration;

/** Rules for the events of one call. */
@Planned({"reorder", "late", "duplicates", "legs", "transfer", "closeAfter"})
public record Calls(
        @Doc("life of what is remembered for a call") @Default("24h") @Range(min = 1_000, max = 604_800_000)
        Duration memory) {}

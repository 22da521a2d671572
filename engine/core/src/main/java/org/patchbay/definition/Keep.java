package org.patchbay.definition;

import java.time.Duration;

/** How long things are kept. */
@Planned({"deadLetters", "revisions"})
public record Keep(
        @Doc("executions") @Default("30d") Duration executions,
        @Doc("bodies inside executions") @Default("7d") Duration bodies) {}

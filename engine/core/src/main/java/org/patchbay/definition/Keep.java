package org.patchbay.definition;

import java.time.Duration;

/** How long things are kept. */
@Planned({"revisions"})
public record Keep(
        @Doc("executions") @Default("30d") Duration executions,
        @Doc("bodies inside executions") @Default("7d") Duration bodies,

        @Doc("work that could not be delivered") @Default("90d")
        Duration deadLetters) {}

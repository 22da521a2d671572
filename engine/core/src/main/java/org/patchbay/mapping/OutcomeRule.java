package org.patchbay.mapping;

import java.time.Duration;
import java.util.Optional;
import org.patchbay.definition.OutcomeKind;

/** A compiled rule of {@code outcomes}. */
record OutcomeRule(
        Question when, OutcomeKind is, Optional<AgentText> message, Optional<Duration> delay, Stores stores) {}

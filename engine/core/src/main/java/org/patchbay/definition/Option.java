package org.patchbay.definition;

import java.util.Optional;

/** A tick box that every agent has for an integration. */
public record Option(
        At at,
        @Doc("read as options.<name>") Name name,
        @Doc("text beside the box") Optional<Label> label,

        @Doc("ticked before the agent has said anything") @Default("false") @Key("default")
        boolean ticked) {}

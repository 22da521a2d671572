package org.patchbay.definition;

import java.util.Optional;

/** How an endpoint with the trigger {@code action} is offered. */
public record Action(
        @Doc(value = "short, lower case, read after \"Then\"", example = "create a ticket")
        String display,

        @Doc("one sentence") Optional<Label> description) {}

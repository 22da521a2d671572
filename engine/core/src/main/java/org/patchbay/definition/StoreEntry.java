package org.patchbay.definition;

import java.util.Optional;

/** What is written into a field of the integrator; nothing to read from means that the field is cleared. */
@Shorthand("from")
public record StoreEntry(
        At at,
        @Doc("name of a result, or a path") Optional<PathText> from,

        @Doc("lay a map over the one that is there") @Default("false")
        boolean merge) {}

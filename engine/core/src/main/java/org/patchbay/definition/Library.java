package org.patchbay.definition;

import java.util.Map;

/** Signatures that templates share. */
@Doc("signatures that templates share")
public record Library(
        At at,
        @Doc("unique among libraries") Name name,
        @Doc("signatures by name") Map<String, Signature> signatures) implements Document {}

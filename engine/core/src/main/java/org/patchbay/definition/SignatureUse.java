package org.patchbay.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A signature by name, by use and with, or written in place. */
@Shorthand("use")
public record SignatureUse(
        At at,

        @Doc("name of a signature of this template or of a library")
        Optional<Name> use,

        @Doc(value = "what the block asks for", example = "{ secret: \"{{integrator.s}}\" }")
        Map<String, TextTemplate> with,

        @Doc("values in order, when written in place") Map<String, Tree> values,

        @Doc("place.key to text; replaces the carry of the named block")
        Map<String, Tree> carry,

        @Doc("compare without regard to case when verifying") @Default("false")
        boolean ignoreCase,

        @Doc("known answers, computed at load") List<Signature.Vector> vectors) {}

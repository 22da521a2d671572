package org.patchbay.definition;

/** What one part of a document declares: one of the four kinds. */
public sealed interface Document permits Template, Integrator, Library, Installation {
    /** Where the part begins. */
    At at();
}

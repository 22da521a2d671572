package org.patchbay.definition;

/** Lifecycle state of a template. */
public enum TemplateState {
    @Doc("loaded and checked, does not run")
    DRAFT,
    @Doc("runs, for the call centres in owner or for all")
    ACTIVE,
    @Doc("runs, takes no new integrators")
    DEPRECATED
}

package org.patchbay.definition;

/** Lifecycle state of a template. */
public enum TemplateState {
    @Doc("loaded and checked, does not run")
    DRAFT,
    @Doc("runs, for the call centres in owner or for all")
    ACTIVE,
    @Doc("runs as active does, and waits for somebody to publish it")
    REVIEW,
    @Doc("shared, its text is frozen; another text needs another version")
    PUBLISHED,
    @Doc("runs, takes no new integrators")
    DEPRECATED,
    @Doc("does not run; refused while integrators use it")
    REMOVED
}

package org.patchbay.definition;

/** Who fills a field in. */
public enum FilledBy {
    @Doc("a person, in the form")
    FORM,
    @Doc("an endpoint, by its store key")
    STORE
}

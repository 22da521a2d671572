package org.patchbay.definition;

/** What a query parameter of a link page holds. */
public enum Received {
    @Doc("a JSON Web Token; its claims are read, not trusted")
    JWT,
    @Doc("a text")
    TEXT
}

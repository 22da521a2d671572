package org.patchbay.definition;

/** How a reply body is read. */
public enum ResponseFormat {
    AUTO,
    JSON,
    XML,
    FORM,
    CSV,
    TEXT,
    EMPTY
}

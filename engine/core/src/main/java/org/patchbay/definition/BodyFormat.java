package org.patchbay.definition;

/** How a request body is written. */
public enum BodyFormat {
    JSON,
    FORM,
    MULTIPART,
    XML,
    TEXT,
    NONE
}

package org.patchbay.definition;

/** A part of a request that values are put into. */
public enum Place {
    HEADER,
    BODY,
    QUERY,
    PATH,
    COOKIE
}

package org.patchbay.definition;

/** How a token is asked for. */
public enum Grant {
    @Doc("the request as written")
    LOGIN
}

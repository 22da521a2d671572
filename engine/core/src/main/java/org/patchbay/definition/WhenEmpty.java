package org.patchbay.definition;

/** What happens to a missing, null or empty value. */
public enum WhenEmpty {
    @Doc("left out")
    OMIT,
    @Doc("JSON null, else left out")
    NULL,
    @Doc("an empty text")
    EMPTY,
    @Doc("the endpoint is not sent")
    FAIL
}

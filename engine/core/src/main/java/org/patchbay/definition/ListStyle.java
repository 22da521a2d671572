package org.patchbay.definition;

/** How a list is written in a query or a form. */
public enum ListStyle {
    @Doc("k=a&k=b")
    REPEAT,
    @Doc("k=a,b")
    COMMA,
    @Doc("k=a|b")
    PIPE,
    @Doc("k[]=a&k[]=b")
    BRACKETS
}

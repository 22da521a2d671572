package org.patchbay.definition;

/** Where a parameter goes; {@code md5} goes where {@code in} says, after it was hashed. */
public enum ParameterType {
    HEADER,
    BODY,
    QUERY,
    PATH,
    MD5,
    COOKIE
}

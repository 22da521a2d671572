package org.patchbay.definition;

/** Request method (RFC 9110 §9.3, RFC 5789). */
public enum Method {
    @Key("GET")
    GET,
    @Key("POST")
    POST,
    @Key("PUT")
    PUT,
    @Key("PATCH")
    PATCH,
    @Key("DELETE")
    DELETE,
    @Key("HEAD")
    HEAD;

    /** Idempotent by definition (RFC 9110 §9.2.2). */
    public boolean isIdempotent() {
        return switch (this) {
            case GET, HEAD, PUT, DELETE -> true;
            case POST, PATCH -> false;
        };
    }
}

package org.patchbay.definition;

/** How a token is asked for. */
public enum Grant {
    @Doc("the request as written")
    LOGIN,

    @Doc("for the client itself (RFC 6749 §4.4)")
    @Key("client_credentials")
    CLIENT_CREDENTIALS,

    @Doc("a person agrees on the partner's page, once (RFC 6749 §4.1)")
    @Key("authorization_code")
    AUTHORIZATION_CODE,

    @Doc("with a user's name and password, which are parameters (RFC 6749 §4.3)")
    PASSWORD
}

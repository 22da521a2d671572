package org.patchbay.definition;

import java.util.List;
import java.util.Optional;

/** The client that an authorization server knows us as (RFC 6749 §2). */
@Planned({"options"})
public record Client(
        At at,

        @Doc(value = "client id", example = "\"${env:CLIENT_ID}\"")
        TextTemplate id,

        @Doc(value = "client secret; public clients have none", example = "\"${env:CLIENT_SECRET}\"")
        Optional<TextTemplate> secret,

        @Doc("how the client shows who it is") @Default("post")
        Proof auth,

        @Doc(value = "scopes that are asked for", example = "[read, write]")
        List<String> scopes,

        @Doc("audience that is asked for") Optional<TextTemplate> audience) {
    /** How a client shows who it is at the token address (RFC 6749 §2.3.1). */
    public enum Proof {
        @Doc("id and secret in the body")
        POST,
        @Doc("id and secret, form-encoded, in the Authorization header")
        BASIC
    }
}

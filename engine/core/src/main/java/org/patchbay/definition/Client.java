package org.patchbay.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The client that an authorization server knows us as (RFC 6749 §2). */
public record Client(
        At at,

        @Doc(value = "client id", example = "\"${env:CLIENT_ID}\"")
        TextTemplate id,

        @Doc(value = "client secret; public clients have none", example = "\"${env:CLIENT_SECRET}\"")
        Optional<TextTemplate> secret,

        @Doc(
                value =
                        "how the client shows who it is: post (id and secret in the body), basic (both, form-encoded, in the Authorization header) or plugin:<id>",
                example = "basic")
        @Default("post")
        Name auth,

        @Doc(value = "scopes that are asked for", example = "[read, write]")
        List<String> scopes,

        @Doc("audience that is asked for") Optional<TextTemplate> audience,

        @Doc(value = "what the plugin of `auth` asks for", example = "{ key: \"${file:/run/secrets/client.pem}\" }")
        Map<String, TextTemplate> options) {
    private static final String PLUGIN = "plugin:";

    /** How a client shows who it is at the token address (RFC 6749 §2.3). */
    public sealed interface Proof {
        /** Id and secret in the body. */
        record Post() implements Proof {}

        /** Id and secret, form-encoded, in the Authorization header. */
        record Basic() implements Proof {}

        /** As a plugin does it. */
        record Plugin(String id) implements Proof {}
    }

    /** How the client shows who it is; empty when the word is none that is known. */
    public Optional<Proof> proof() {
        return switch (auth.text()) {
            case "post" -> Optional.of(new Proof.Post());
            case "basic" -> Optional.of(new Proof.Basic());
            case String word
            when word.startsWith(PLUGIN) -> Optional.of(new Proof.Plugin(word.substring(PLUGIN.length())));
            default -> Optional.empty();
        };
    }
}

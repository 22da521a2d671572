package org.patchbay.definition;

import java.util.Optional;

/** How a token is read from the reply of an Auth endpoint (Gcalls "Response Type"). */
@Shorthand("token")
public record ResponseType(
        At at,

        @Doc("how the reply is read, or header or cookie") @Default("json")
        TokenFormat format,

        @Doc("path of the token, or the name of the header or cookie; not needed for text")
        Optional<PathText> token,

        @Doc(value = "path of the life, in seconds, or with a unit", example = "{ path: ttl, unit: ms }")
        Optional<ExpiresIn> expiresIn,

        @Doc("path of the end of life: a date, epoch seconds or milliseconds")
        Optional<PathText> expiresAt,

        @Doc("path of the refresh token") Optional<PathText> refreshToken,
        @Doc("path of the granted scopes") Optional<PathText> scope) {
    /** Where a token can be. */
    public enum TokenFormat {
        JSON,
        FORM,
        XML,
        TEXT,
        HEADER,
        COOKIE
    }

    /** Unit of a life. */
    public enum Unit {
        @Key("s")
        SECONDS,
        @Key("ms")
        MILLISECONDS,
        @Key("min")
        MINUTES
    }

    /** Path of the life of a token. */
    @Shorthand("path")
    public record ExpiresIn(
            @Doc("path in the reply") PathText path,
            @Doc("unit of the number") @Default("s") Unit unit) {}
}

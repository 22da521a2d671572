package org.patchbay.definition;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What only Auth endpoints have (format reference, section 8); expiredWhen is allowed on the others too. */
public record Auth(
        @Doc("how the token is asked for") @Default("login") Grant grant,

        @Doc(value = "page where a person agrees", example = "/oauth/authorize")
        Optional<TextTemplate> authorizeUrl,

        @Doc("address that takes refresh tokens; url when absent, and none for grant: login")
        Optional<TextTemplate> refreshUrl,

        @Doc("address that takes tokens back (RFC 7009), asked when an integrator is disconnected")
        Optional<TextTemplate> revokeUrl,

        @Doc("the client that the partner knows; for every grant but login")
        Optional<Client> client,

        @Doc("prove that who asked for the code is who shows it (RFC 7636, S256)") @Default("true")
        boolean pkce,

        @Doc(value = "extra query of the authorization page", example = "{ prompt: consent }")
        Map<String, TextTemplate> authorizeParams,

        @Doc(
                value = "where the token is in the reply",
                example = "{ token: data.accessToken, expiresIn: data.expiresIn }")
        Optional<ResponseType> responseType,

        @Doc(
                "a reply to a call that used this token which means that it is no longer good; { status: 401 } when absent")
        Optional<Condition> expiredWhen,

        @Doc("fetch a new one this early; 60 s or a tenth of the life, at most half of it")
        Optional<Duration> margin,

        @Doc("wait so long after a failed token request") @Default("30s")
        Duration coolDown,

        @Doc("who has authorised: tokens then belong to that identity, which may have many integrators")
        Optional<PrincipalSource> principal) {
    private static final Duration USUAL_COOL_DOWN = Duration.ofSeconds(30);

    /** A token by the request as written, read so. */
    public static Auth login(Optional<ResponseType> type) {
        return new Auth(
                Grant.LOGIN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Map.of(),
                type,
                Optional.empty(),
                Optional.empty(),
                USUAL_COOL_DOWN,
                Optional.empty());
    }

    /** The same, with the token read so. */
    public Auth reading(ResponseType type) {
        return with(client, Optional.of(type));
    }

    /** The same for a request in which no client shows who it is. */
    public Auth withoutClient() {
        return with(Optional.empty(), responseType);
    }

    /** The same for a request whose reply holds no token. */
    public Auth readingNothing() {
        return with(client, Optional.empty());
    }

    private Auth with(Optional<Client> who, Optional<ResponseType> type) {
        return new Auth(
                grant,
                authorizeUrl,
                refreshUrl,
                revokeUrl,
                who,
                pkce,
                authorizeParams,
                type,
                expiredWhen,
                margin,
                coolDown,
                principal);
    }
}

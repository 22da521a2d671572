package org.patchbay.definition;

import java.time.Duration;
import java.util.Optional;

/** What only Auth endpoints have (format reference, section 8); expiredWhen is allowed on the others too. */
public record Auth(
        @Doc("how the token is asked for") @Default("login") Grant grant,

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
        Duration coolDown) {}

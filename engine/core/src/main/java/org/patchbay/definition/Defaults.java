package org.patchbay.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What endpoints do that do not say it themselves; the reader lays it under each of them. */
public record Defaults(
        At at,

        @Doc("sent with every endpoint whose url begins with /, Auth excepted")
        List<Parameter> parameters,

        @Doc("as in endpoints") Optional<Duration> timeout,
        @Doc("as in endpoints") Optional<Retry> retry,
        @Doc("as in endpoints") Optional<BodyFormat> bodyFormat,
        @Doc("asked after those of the endpoint") Outcomes outcomes,
        @Doc("as in endpoints") Optional<Condition> expiredWhen,
        @Doc("as in endpoints") Optional<SignatureUse> sign,
        @Doc("as in endpoints") Optional<Rate> rate,

        @Doc(value = "keys of hooks", example = "{ address: shared }")
        Optional<Listening> hook) {}

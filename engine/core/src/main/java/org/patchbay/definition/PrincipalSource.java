package org.patchbay.definition;

import java.util.List;
import java.util.Optional;

/** How it is known who has authorised: the results of an endpoint that is asked with the new token. */
@Shorthand("endpoint")
public record PrincipalSource(
        At at,

        @Doc(value = "endpoint that says who it is", example = "whoAmI")
        Name endpoint,

        @Doc(value = "results that tell one identity from another", example = "[team, id]") @Default("id") @OneOrMany
        List<Name> key,

        @Doc("result that people know it by; the key when absent")
        Optional<Name> label) {}

package org.patchbay.definition;

import java.util.Optional;

/** Where a person is sent instead of being shown a form. */
public record SendTo(
        At at,
        @Doc("address") TextTemplate url,
        @Doc("signature over the address") Optional<SignatureUse> sign) {}

package org.patchbay.definition;

import java.util.Optional;

/** Where a person is sent instead of to a form. */
public record SendTo(
        At at,

        @Doc(value = "address of the page", example = "\"{{template.manifest.callbacks.channelCreation}}\"")
        TextTemplate url,

        @Doc("signature over the address, carried in it") Optional<SignatureUse> sign) {}

package org.patchbay.definition;

import java.util.Optional;

/** Pictures and colour of a template. */
public record Branding(
        @Doc("address of a wide picture, https") Optional<String> logo,
        @Doc("address of a square picture, https") Optional<String> icon,

        @Doc("address of the picture shown when the icon cannot be, https")
        Optional<String> fallback,

        @Doc(value = "colour of the card", example = "\"#0a7\"")
        Optional<String> color) {}

package org.patchbay.definition;

/** A step that runs once per element of a list. */
@Shorthand("list")
public record Each(
        At at,

        @Doc(value = "path of a list, read as item.…", example = "body.recipients") @Key("in")
        PathText list,

        @Doc("more elements than this are refused before anything is sent") @Default("50") @Range(min = 1, max = 1_000)
        int max) {}

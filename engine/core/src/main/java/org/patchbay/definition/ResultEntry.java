package org.patchbay.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One named result of a reply. */
@Shorthand(value = "path", list = "present")
public record ResultEntry(
        At at,

        @Doc(value = "path in the reply", example = "items.0.id")
        Optional<PathText> path,

        @Doc("several paths: a list of those that are present")
        List<PathText> present,

        @Doc(value = "name of a reply header", example = "Location")
        Optional<String> header,

        @Doc("name of a cookie that the reply sets") Optional<String> cookie,
        @Doc("constant, or text with {{…}}") Optional<Tree> value,

        @Doc("used when the value is missing or null") @Key("default")
        Optional<Tree> fallback,

        @Doc("without it the reply does not fit: mapping-failed") @Default("false")
        boolean required,

        @Doc("formats, applied left to right") @OneOrMany List<Name> format,
        @Doc("translation, \"*\" is any other") Optional<Tree> map,

        @Doc(value = "RE2 pattern; its first group is the value", example = "\"^(\\\\d+): \"")
        Optional<String> match,

        @Doc("entries for every element of the list at path")
        Map<String, ResultEntry> each) {}

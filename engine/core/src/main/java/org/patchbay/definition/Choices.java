package org.patchbay.definition;

import java.util.List;
import java.util.Optional;

/** What a field can be chosen from: fixed values, or what a GetData endpoint says when the form is shown. */
@Shorthand(value = "endpoint", list = "listed")
public record Choices(
        At at,

        @Doc(value = "fixed choices", example = "[low, normal, high]")
        List<Tree> listed,

        @Doc(value = "GetData endpoint that is asked live; its result options", example = "listRepos")
        Optional<Name> endpoint,

        @Doc("path of the value in each element; the element itself when absent")
        Optional<PathText> value,

        @Doc("path of the text in each element; the value when absent")
        Optional<PathText> label,

        @Doc(value = "fields of the form that must be filled in before", example = "[org]") @OneOrMany
        List<Name> dependsOn) {}

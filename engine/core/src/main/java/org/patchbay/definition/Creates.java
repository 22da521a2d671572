package org.patchbay.definition;

import java.util.Map;
import java.util.Optional;

/** Several integrators made by one authorization: one for each element of a list. */
public record Creates(
        At at,

        @Doc(value = "path of the list; its elements are read as item.…", example = "result.pages.pages")
        PathText each,

        @Doc("how many of them the person chooses") @Default("many")
        Choose choose,

        @Doc(value = "text of an element in the form", example = "\"{{item.name}}\"")
        Optional<TextTemplate> name,

        @Doc(value = "fields of each integrator by path", example = "{ page: item.id }")
        Map<String, PathText> fields) {
    /** How many elements become integrators. */
    public enum Choose {
        @Doc("one that the person chooses")
        ONE,
        @Doc("those that the person chooses")
        MANY,
        @Doc("all, without a question")
        ALL
    }
}

package org.patchbay.definition;

import java.util.Map;
import java.util.Optional;

/** What a partner is answered. */
@Shorthand("status")
public record Response(
        At at,

        @Doc("status") @Default("200") @Range(min = 200, max = 599)
        int status,

        @Doc(value = "headers", example = "{ X-Challenge: \"{{verify.challenge}}\" }")
        Map<String, TextTemplate> header,

        @Doc(value = "JSON body, as the body of an endpoint", example = "{ id: { $from: run.id } }")
        Optional<Tree> json,

        @Doc("text body") Optional<TextTemplate> text,
        @Doc("XML body") Optional<TextTemplate> xml) {}

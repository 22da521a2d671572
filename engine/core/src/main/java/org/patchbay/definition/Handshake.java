package org.patchbay.definition;

import java.util.Map;
import java.util.Optional;

/** A special request to a hook: answered, and never run. */
public record Handshake(
        At at,

        @Doc(value = "which requests", example = "{ body.type: url_verification }")
        Condition when,

        @Doc("false: answered before its signature is verified") @Default("true")
        boolean verified,

        @Doc(value = "answer; 200 without a body when absent", example = "{ text: \"{{body.challenge}}\" }")
        Optional<Response> reply,

        @Doc(
                value = "keeps a received secret, only while the integrator is pending or our registration is open",
                example = "{ hookSecret: request.header.X-Hook-Secret }")
        Map<String, StoreEntry> store) {}

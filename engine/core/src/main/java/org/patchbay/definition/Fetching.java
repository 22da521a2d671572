package org.patchbay.definition;

import java.util.Optional;

/** What an endpoint fetches beyond one reply (format reference, section 7.3). */
public record Fetching(
        @Doc(
                value = "fetches page after page and joins their lists",
                example = "{ by: cursor, next: meta.next, max: 50 }")
        Optional<Pages> pages,

        @Doc(
                value = "fetches contacts or agents and keeps them",
                example = "{ every: 15m, items: contacts.*, nextOffset: next_offset }")
        Optional<Sync> sync) {}

package org.patchbay.definition;

import java.time.Duration;
import java.util.Optional;

/** A fetch of contacts or agents, page by page, that goes on where it stood when it was cut off. */
@Doc("a fetch of contacts or agents that can be resumed")
public record Sync(
        At at,

        @Doc(value = "time from one beginning to the next; only when asked for when absent", example = "15m")
        @Range(min = 1_000, max = 31_622_400_000L)
        Optional<Duration> every,

        @Doc(
                value = "the contacts or agents in the reply; contacts need id and name, agents id, name and email",
                example = "contacts.*")
        ResultEntry items,

        @Doc(value = "where the next page begins; the last page has none", example = "next_offset")
        Optional<ResultEntry> nextOffset,

        @Doc(
                value = "where the next synchronization begins, kept when the last page was",
                example = "synchronization_checkpoint")
        Optional<ResultEntry> checkpoint,

        @Doc(value = "goes with the request for the next page only", example = "context")
        Optional<ResultEntry> context) {}

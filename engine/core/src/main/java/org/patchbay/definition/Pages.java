package org.patchbay.definition;

import java.util.Optional;

/** How the replies of an endpoint go on: pages that are fetched one after the other, their lists joined. */
@Doc("how the reply goes on")
public record Pages(
        At at,
        @Doc("how the next page is asked for") By by,

        @Doc(
                value = "where the reply says how it goes on: the cursor, the address, or that there is more; of `link`"
                        + " the Link header when absent",
                example = "meta.next")
        Optional<ResultEntry> next,

        @Doc("how far the offset moves with each page; as far as elements came when absent, read as page.size")
        @Range(min = 1, max = 100_000)
        Optional<Long> size,

        @Doc("offset or number of the first page; offset 0, page 1 when absent") @Range(min = 0, max = 1_000_000)
        Optional<Long> first,

        @Doc(value = "where the reply says how many elements all pages have", example = "{ header: X-Total-Count }")
        Optional<ResultEntry> total,

        @Doc("pages at most; a synchronization goes on to the last") @Default("20") @Range(min = 1, max = 1_000)
        int max) {
    /** How the next page is asked for. */
    public enum By {
        @Doc("at the address that the reply names")
        LINK,
        @Doc("with the cursor that the reply names, as page.next")
        CURSOR,
        @Doc("with the number of elements before it, as page.offset")
        OFFSET,
        @Doc("with its number, as page.number")
        PAGE
    }
}

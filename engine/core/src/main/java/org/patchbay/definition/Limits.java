package org.patchbay.definition;

/** Upper bounds for everyone (format reference, section 16). */
public record Limits(
        At at,

        @Doc("largest request body, 4MiB at most") @Default("1MiB") @Range(min = 1_024, max = Limits.LARGEST_REQUEST)
        Size requestBody,

        @Doc("largest reply body after decompression") @Default("2MiB") @Range(min = 1_024, max = 10_485_760)
        Size replyBody,

        @Doc("largest text made of one template") @Default("256KiB") @Range(min = 1_024, max = 1_048_576)
        Size templateOutput,

        @Doc("background work of one call centre that may wait; what comes beyond it is answered 429")
        @Default("100000")
        @Range(min = 1, max = 10_000_000)
        long waiting) {
    /** What a server reads of one request at the very most, in bytes. */
    public static final long LARGEST_REQUEST = 4 << 20;
}

package org.patchbay.mapping;

/** Counts what a tree takes of memory while it is made of a body, and ends the making when that is too much. Not thread-safe. */
final class Scales {
    /** Eight kilobytes can be made to take a megabyte: how long a body is says little. */
    private static final long MOST = 14 << 20;

    /** What ordinary bodies take for each of their bytes, where a larger limit lets in larger ones. */
    private static final int USUAL = 6;

    private final long most;
    private long weight;

    /** For a body of so many bytes. */
    Scales(int bytes) {
        this.most = Math.max(MOST, (long) USUAL * bytes);
    }

    /** @throws Misfit with these bytes it is too much */
    void add(long more) {
        weight += more;
        if (weight > most) {
            throw new Misfit("not readable: as a tree it takes more than " + (most >> 20) + " MiB of memory");
        }
    }
}

package org.patchbay.engine;

import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Ids of executions: 26 characters that sort by time, 48 bits of milliseconds and 80 random bits in Crockford's Base32. */
final class Ids implements Supplier<String> {
    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private final InstantSource clock;
    private final RandomGenerator random;

    Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String get() {
        var id = new char[26];
        write(id, 0, 10, clock.millis());
        write(id, 10, 8, random.nextLong());
        write(id, 18, 8, random.nextLong());
        return new String(id);
    }

    private static void write(char[] id, int from, int length, long bits) {
        var left = bits;
        for (var i = from + length - 1; i >= from; i--) {
            id[i] = DIGITS[(int) (left & 31)];
            left >>>= 5;
        }
    }
}

package org.patchbay.engine;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Ids of executions: 26 characters that sort by time, 48 bits of milliseconds and 80 random bits in Crockford's Base32. Of those that it
 * gives within one millisecond the first 40 of these bits count up, so that they sort too. Thread-safe.
 */
public final class Ids implements Supplier<String> {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final char[] DIGITS = ALPHABET.toCharArray();
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{26}");

    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicReference<Moment> last = new AtomicReference<>(new Moment(Long.MIN_VALUE, 0));

    Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Whether a text has the form of an id. */
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    /** When an id was given, and what the first of its bits were. */
    private record Moment(long millis, long count) {
        Moment next(long now, long drawn) {
            return now == millis ? new Moment(millis, count + 1) : new Moment(now, drawn);
        }
    }

    @Override
    public String get() {
        var drawn = random.nextLong();
        var moment = last.updateAndGet(before -> before.next(clock.millis(), drawn));
        var id = new char[26];
        write(id, 0, 10, moment.millis());
        write(id, 10, 8, moment.count());
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

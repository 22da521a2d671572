package org.patchbay.server.jdbc;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Times as numbers: nanoseconds since 1970, which reach from 1677 to 2262; what lies beyond becomes the end. */
final class Times {
    private Times() {}

    static long nanos(Instant time) {
        var wholeSeconds = TimeUnit.SECONDS.toNanos(time.getEpochSecond());
        var ends = wholeSeconds == Long.MAX_VALUE || wholeSeconds == Long.MIN_VALUE;
        return ends || wholeSeconds > Long.MAX_VALUE - time.getNano() ? wholeSeconds : wholeSeconds + time.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }
}

package org.patchbay.server.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes times of a server for people.
 *
 * @param zone in which they read
 */
record Clock(ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** The time of day; dashes for an empty text. */
    String time(String instant) {
        return instant.isEmpty()
                ? "--:--:--"
                : TIME.format(Instant.parse(instant).atZone(zone));
    }

    /** The day and the time of day. */
    String day(String instant) {
        return DAY.format(Instant.parse(instant).atZone(zone));
    }
}

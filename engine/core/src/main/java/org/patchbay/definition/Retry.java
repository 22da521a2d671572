package org.patchbay.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How often and how long a failed call is repeated; a bare number is the count of further tries, {@code none} is zero. */
public record Retry(
        At at,

        @Doc(value = "waits before each further try", example = "[10m, 1h]")
        List<Duration> schedule,

        @Doc("no further try after so long") Optional<Duration> within,

        @Doc(value = "what is repeated", example = "[timeout, 429, 5xx]")
        List<String> causes,

        @Doc("how waits are spread, so that partners who come back are not flooded") @Default("full")
        Jitter jitter) {
    /** How waits are spread. */
    public enum Jitter {
        @Doc("anything between nothing and the whole wait")
        FULL,
        @Doc("each wait as it is written")
        NONE
    }

    /** What is repeated where nothing else is said. */
    public static final Retry USUAL = of("24h", "5s", "30s", "2m", "10m", "30m", "2h", "6h");

    /** The same for text messages: a late one is worse than none. */
    public static final Retry USUAL_SMS = of("15m", "5s", "30s", "2m");

    private static Retry of(String within, String... schedule) {
        return new Retry(
                At.NOWHERE,
                Stream.of(schedule)
                        .flatMap(text -> Durations.parse(text).stream())
                        .toList(),
                Durations.parse(within),
                List.of("timeout", "408", "425", "429", "5xx"),
                Jitter.FULL);
    }

    /** Number of further tries. */
    public int tries() {
        return schedule.size();
    }
}

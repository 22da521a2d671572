package org.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    private static long passing(Pace pace, LongStream times) {
        return times.filter(pace::pass).count();
    }

    @Test
    void a_burst_is_let_through_up_to_twice_the_rate() {
        var pace = new Pace(20, 0);

        assertThat(passing(pace, LongStream.range(0, 1_000).map(_ -> 0))).isBetween(40L, 41L);
    }

    @Test
    void the_rate_is_kept_for_ever() {
        var pace = new Pace(20, 0);

        var asked = LongStream.range(0, 100_000).map(i -> i * SECOND / 1_000);

        assertThat(passing(pace, asked)).isBetween(2_000L, 2_041L);
    }

    @Test
    void one_who_keeps_to_the_rate_is_never_stopped() {
        var pace = new Pace(20, 0);

        assertThat(passing(pace, LongStream.range(0, 5_000).map(i -> i * SECOND / 20)))
                .isEqualTo(5_000);
    }

    @Test
    void a_clock_that_is_negative_makes_no_difference() {
        var pace = new Pace(20, Long.MIN_VALUE + 1);

        assertThat(passing(pace, LongStream.range(0, 100).map(i -> Long.MIN_VALUE + 1 + i * SECOND / 20)))
                .isEqualTo(100);
    }
}

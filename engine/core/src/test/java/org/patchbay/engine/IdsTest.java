package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void ids_of_one_millisecond_sort_in_the_order_in_which_they_were_given() {
        var ids = new Ids(InstantSource.fixed(Instant.EPOCH.plusMillis(1)), new Random(7));

        var given = IntStream.range(0, 1_000).mapToObj(_ -> ids.get()).toList();

        assertThat(given)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("0000000001[0-9A-HJKMNP-TV-Z]{16}"));
    }
}

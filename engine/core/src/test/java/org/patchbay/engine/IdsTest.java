package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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

    @Test
    void ids_for_many_at_the_same_time_are_different() throws Exception {
        var ids = new Ids(InstantSource.system(), new Random(7));
        Callable<List<String>> takes =
                () -> IntStream.range(0, 20_000).mapToObj(_ -> ids.get()).toList();
        var given = new HashSet<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var some : threads.invokeAll(Collections.nCopies(8, takes))) {
                assertThat(some.get()).isSorted();
                given.addAll(some.get());
            }
        }

        assertThat(given).hasSize(8 * 20_000);
    }
}

package org.patchbay.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrongRandomTest {
    private static final int THREADS = 8;
    private static final int EACH = 20_000;

    private final StrongRandom random = new StrongRandom();

    @Test
    void no_bits_are_given_twice_however_many_ask_at_the_same_time() throws Exception {
        Callable<List<Long>> asks =
                () -> IntStream.range(0, EACH).mapToObj(_ -> random.nextLong()).toList();
        Set<Long> given = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var some : threads.invokeAll(Collections.nCopies(THREADS, asks))) {
                given.addAll(some.get());
            }
        }

        assertThat(given).hasSize(THREADS * EACH);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4_095, 4_096, 4_097, 10_000})
    void the_last_byte_of_so_many_is_random_as_well(int length) {
        var last = IntStream.range(0, 4_096)
                .map(_ -> {
                    var bytes = new byte[length];
                    random.nextBytes(bytes);
                    return bytes[length - 1];
                })
                .distinct()
                .count();

        assertThat(last).isGreaterThan(250);
    }

    @Test
    void about_half_of_all_bits_are_set() {
        var set = IntStream.range(0, 100_000)
                .mapToLong(_ -> Long.bitCount(random.nextLong()))
                .sum();

        // Six standard deviations of 1,265 bits.
        assertThat(set).isBetween(3_200_000L - 7_590, 3_200_000L + 7_590);
    }
}

package org.patchbay.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> WORDS =
            List.of("header", "body", "query", "path", "md5", "cookie", "call-start", "timeout");

    @Test
    void offers_the_word_with_one_slip() {
        assertThat(Nearest.to("heder", WORDS)).contains("header");
        assertThat(Nearest.to("qeury", WORDS)).contains("query");
        assertThat(Nearest.to("timeot", WORDS)).contains("timeout");
    }

    @Test
    void does_not_mind_case_hyphens_and_the_turkish_i() {
        assertThat(Nearest.to("TIMEOUT", WORDS)).contains("timeout");
        assertThat(Nearest.to("callStart", WORDS)).contains("call-start");
    }

    @Test
    void offers_nothing_that_is_far() {
        assertThat(Nearest.to("url", WORDS)).isEmpty();
        assertThat(Nearest.to("x", WORDS)).isEmpty();
        assertThat(Nearest.to("", WORDS)).isEmpty();
    }

    @Test
    void of_two_that_are_equally_near_the_choice_is_always_the_same() {
        assertThat(Nearest.to("loga", List.of("logb", "logc"))).contains("logb");
        assertThat(Nearest.to("loga", List.of("logc", "logb"))).contains("logb");
    }

    @Test
    void does_not_work_itself_to_death() {
        var many =
                IntStream.range(0, 100_000).mapToObj(number -> "word" + number).toList();

        assertThat(Nearest.to("wort1", many)).isEmpty();
        assertThat(Nearest.to("a".repeat(1_000_000), WORDS)).isEmpty();
    }

    @Test
    void a_swap_of_neighbours_counts_once() {
        assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }
}

package org.patchbay.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChanceTest {
    @Test
    void a_property_that_does_not_hold_is_found_and_the_seed_repeats_it() {
        assertThatThrownBy(
                        () -> Chance.often(chance -> assertThat(chance.text(12)).doesNotContain("\uD83D")))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s)-Dpatchbay\\.seed=\\d+: .*");
    }

    @Test
    void the_same_values_come_each_time() {
        assertThat(drawn()).isEqualTo(drawn());
    }

    private static List<String> drawn() {
        var drawn = new ArrayList<String>();
        Chance.times(50, chance -> drawn.add(chance.text(20) + chance.integer()));
        return drawn;
    }

    @Test
    void edges_come_often_and_everything_between_comes_too() {
        var numbers = new HashSet<Integer>();
        var texts = new HashSet<String>();
        Chance.often(chance -> {
            numbers.add(chance.integer(0, 9));
            texts.add(chance.text("ab", 0, 2));
        });

        assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(texts).containsExactlyInAnyOrder("", "a", "b", "aa", "ab", "ba", "bb");
    }
}

package org.patchbay.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskerTest {
    private static final String SECRET = "a-long-token-".repeat(200);

    @Test
    void a_text_that_was_cut_within_a_secret_shows_nothing_of_it() {
        var text = "x".repeat(900) + SECRET;
        var cut = text.substring(0, 1_100);

        var shown = Masker.of(List.of(SECRET)).maskCut(cut, 1_000);

        assertThat(shown).matches("x{0,900}");
    }

    @Test
    void the_beginning_of_a_whole_text_ends_before_a_secret_that_does_not_fit() {
        var text = "x".repeat(900) + SECRET + "y".repeat(5_000);

        assertThat(Masker.of(List.of(SECRET)).maskBeginning(text, 1_000)).doesNotContain("a-lo");
    }
}

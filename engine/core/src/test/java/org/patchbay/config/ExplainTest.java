package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.StandardTrigger;

class ExplainTest {
    @Test
    void every_code_in_the_sources_has_a_page_with_an_example() throws IOException {
        for (var code : Codes.inAllSources()) {
            assertThat(Explain.of(code))
                    .as(code)
                    .hasValueSatisfying(page -> assertThat(page).contains("wrong: ", "right: "));
        }
    }

    @Test
    void every_trigger_has_a_page() {
        for (var trigger : StandardTrigger.values()) {
            assertThat(Explain.of(trigger.word()))
                    .as(trigger.word())
                    .hasValueSatisfying(page -> assertThat(page).contains("fires when"));
        }
    }

    @Test
    void a_format_is_explained_with_its_argument() {
        assertThat(Explain.of("last:9"))
                .hasValueSatisfying(page -> assertThat(page).startsWith("format last"));
    }

    @Test
    void a_key_is_explained_wherever_it_stands() {
        assertThat(Explain.of("timeout"))
                .hasValueSatisfying(
                        page -> assertThat(page).contains("in an endpoint", "in a defaults", "default 10s"));
    }

    @Test
    void a_word_of_another_system_leads_to_ours() {
        assertThat(Explain.of("saveLogCRM"))
                .hasValueSatisfying(page -> assertThat(page).startsWith("call-end"));
    }

    @Test
    void a_code_may_be_written_in_small_letters_whatever_the_language_of_the_machine() {
        assertThat(Explain.of("pb101")).isEqualTo(Explain.of("PB101"));
    }

    @Test
    void everything_that_can_be_asked_for_has_an_answer() {
        for (var topic : Explain.words()) {
            assertThat(Explain.of(topic).isPresent()).as(topic).isTrue();
        }
    }
}

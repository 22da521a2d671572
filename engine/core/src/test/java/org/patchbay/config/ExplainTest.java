package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.OutcomeKind;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.exchange.Root;

class ExplainTest {
    /** Of synchronizations, token requests and signatures, where they are explained, and values without a word. */
    private static final Set<String> OF_OTHER_PAGES = Set.of("sync", "grant", "with", "request", "sign", "verify", "");

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

    @Test
    void who_has_no_word_yet_is_told_which_pages_there_are() {
        assertThat(Explain.index())
                .containsPattern("(?m)^about .* sources .*condition.* triggers$")
                .contains("call-start", "e164", "PB101", "PB9");
    }

    @Test
    void the_page_about_sources_has_every_root_that_a_document_may_name() {
        assertThat(Explain.of("sources"))
                .hasValueSatisfying(page -> assertThat(
                                Stream.of(Root.values()).map(Root::word).filter(word -> !OF_OTHER_PAGES.contains(word)))
                        .allSatisfy(word -> assertThat(page).containsPattern("(?m)(^|  |, )" + word + "(\\.|,)")));
    }

    @Test
    void the_page_about_outcomes_has_every_one_of_them() {
        assertThat(Explain.of("outcomes"))
                .hasValueSatisfying(page -> assertThat(OutcomeKind.values())
                        .allSatisfy(
                                kind -> assertThat(page).containsPattern("(?m)^([a-z-]+, )?" + word(kind) + "[, ]")));
    }

    private static String word(OutcomeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

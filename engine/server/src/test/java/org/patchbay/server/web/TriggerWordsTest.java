package org.patchbay.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.definition.Aliases;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.server.http.Declined;

class TriggerWordsTest {
    @ParameterizedTest
    @EnumSource(StandardTrigger.class)
    void standard_words_stay_what_they_are(StandardTrigger trigger) {
        assertThat(TriggerWords.standard(trigger.word())).contains(trigger.word());
    }

    @Test
    void each_alias_means_its_trigger_when_it_is_written_in_full() {
        assertThat(Aliases.all())
                .allSatisfy(alias -> assertThat(TriggerWords.standard(alias.full()))
                        .contains(alias.trigger().word()));
    }

    @Test
    void a_name_that_means_different_things_is_not_guessed() {
        assertThatThrownBy(() -> TriggerWords.resolve("call.ended", Optional.empty(), "CC-1"))
                .isInstanceOf(Declined.class)
                .hasMessageContaining("aircall:call.ended or didww:call.ended");
    }
}

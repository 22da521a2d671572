package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.SecretNode;
import org.patchbay.store.CallMemory.CallKey;

/** What every call memory does. */
public abstract class CallMemoryContract extends StoreContract {
    private static final CallKey CALL = new CallKey("42", "acme", "call-7");

    @Test
    void recalls_an_empty_object_when_nothing_is_remembered() {
        assertThat(store.calls().recall(CALL, NOON)).isEmpty();
    }

    @Test
    void recalls_what_was_remembered() {
        store.calls().remember(CALL, object("contact", "7"), NOON.plusSeconds(1));

        assertThat(store.calls().recall(CALL, NOON)).isEqualTo(object("contact", "7"));
    }

    @Test
    void knows_which_calls_should_have_ended() {
        var other = new CallKey("42", "acme", "call-8");
        var third = new CallKey("42", "other", "call-8");
        store.calls().open(CALL, NOON.plusSeconds(20));
        store.calls().open(other, NOON.plusSeconds(10));
        store.calls().open(third, NOON.plusSeconds(10));
        store.calls().close(third);
        store.calls().remember(CALL, object("contact", "7"), NOON.plusSeconds(1));

        assertThat(store.calls().overdue(NOON.plusSeconds(10), 9)).isEmpty();
        assertThat(store.calls().overdue(NOON.plusSeconds(11), 9)).containsExactly(other);
        assertThat(store.calls().overdue(NOON.plusSeconds(30), 9)).containsExactly(other, CALL);
        assertThat(store.calls().overdue(NOON.plusSeconds(30), 1)).containsExactly(other);

        store.calls().open(other, NOON.plusSeconds(60));
        store.calls().remember(CALL, object("contact", "8"), NOON.plusSeconds(1));
        assertThat(store.calls().overdue(NOON.plusSeconds(30), 9)).containsExactly(CALL);
    }

    @Test
    void lays_new_names_over_old_ones() {
        store.calls().remember(CALL, object("contact", "7").put("ticket", "1"), NOON.plusSeconds(1));
        store.calls().recall(CALL, NOON);

        store.calls().remember(CALL, object("ticket", "2").put("note", "3"), NOON.plusSeconds(1));

        assertThat(store.calls().recall(CALL, NOON))
                .isEqualTo(object("contact", "7").put("ticket", "2").put("note", "3"));
    }

    @Test
    void lets_each_name_live_as_long_as_it_was_given() {
        store.calls().remember(CALL, object("contact", "7"), NOON.plusSeconds(1));
        store.calls().remember(CALL, object("ticket", "1"), NOON.plusSeconds(2));

        assertThat(store.calls().recall(CALL, NOON.plusMillis(999))).hasSize(2);
        assertThat(store.calls().recall(CALL, NOON.plusSeconds(1))).isEqualTo(object("ticket", "1"));
        assertThat(store.calls().recall(CALL, NOON.plusSeconds(2))).isEmpty();
    }

    @Test
    void what_was_noted_is_still_recalled_when_it_has_been_written() {
        store.calls().recall(CALL, NOON);

        store.calls().note(CALL, object("seen", "1"), NOON.plusSeconds(1));
        store.calls().remember(new CallKey("CC-1", "acme", "written after it"), object("a", "b"), NOON.plusSeconds(1));

        assertThat(store.calls().recall(CALL, NOON)).isEqualTo(object("seen", "1"));
    }

    @Test
    void recalls_what_was_noted_at_once_and_ever_after() {
        store.calls().remember(CALL, object("contact", "7"), NOON.plusSeconds(1));
        store.calls().recall(CALL, NOON);

        store.calls().note(CALL, object("seen", "1"), NOON.plusSeconds(1));
        store.calls().note(CALL, object("seen", "2"), NOON.plusSeconds(1));

        assertThat(store.calls().recall(CALL, NOON))
                .isEqualTo(object("contact", "7").put("seen", "2"));
        store.calls().remember(CALL, object("ticket", "1"), NOON.plusSeconds(1));
        assertThat(store.calls().recall(CALL, NOON))
                .isEqualTo(object("contact", "7").put("seen", "2").put("ticket", "1"));
    }

    @Test
    void gives_a_copy_that_may_be_changed() {
        store.calls().remember(CALL, object("contact", "7"), NOON.plusSeconds(1));

        store.calls().recall(CALL, NOON).put("contact", "8");

        assertThat(store.calls().recall(CALL, NOON)).isEqualTo(object("contact", "7"));
    }

    @Test
    void keeps_calls_integrators_and_call_centres_apart() {
        store.calls().remember(CALL, object("contact", "7"), NOON.plusSeconds(1));

        assertThat(store.calls().recall(new CallKey("42", "acme", "call-8"), NOON))
                .isEmpty();
        assertThat(store.calls().recall(new CallKey("42", "globex", "call-7"), NOON))
                .isEmpty();
        assertThat(store.calls().recall(new CallKey("43", "acme", "call-7"), NOON))
                .isEmpty();
    }

    @Test
    void keeps_a_secret_a_secret() {
        var values = object("contact", "7");
        values.putObject("deep").set("pin", SecretNode.of("1234"));

        store.calls().remember(CALL, values, NOON.plusSeconds(1));

        JsonNode pin = store.calls().recall(CALL, NOON).at("/deep/pin");
        assertThat(pin.asText()).doesNotContain("1234");
        assertThat(SecretNode.reveal(pin).asText()).isEqualTo("1234");
    }

    @Test
    void forgets_what_is_over_and_nothing_else() {
        store.calls().remember(CALL, object("contact", "7"), NOON.plusSeconds(1));
        var later = new CallKey("42", "acme", "call-8");
        store.calls().remember(later, object("contact", "8"), NOON.plusSeconds(2));

        store.calls().forgetBefore(NOON.plusSeconds(1));

        assertThat(store.calls().recall(CALL, NOON)).isEmpty();
        assertThat(store.calls().recall(later, NOON)).isEqualTo(object("contact", "8"));
    }

    @Test
    void loses_nothing_of_what_many_remember_at_once() {
        IntStream.range(0, 64).parallel().forEach(number -> {
            store.calls().recall(CALL, NOON);
            store.calls().remember(CALL, object("name" + number, "7"), NOON.plusSeconds(1));
            assertThat(store.calls().recall(CALL, NOON).has("name" + number)).isTrue();
        });

        assertThat(store.calls().recall(CALL, NOON)).hasSize(64);
    }
}

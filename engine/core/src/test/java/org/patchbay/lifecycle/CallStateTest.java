package org.patchbay.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.chance.Chance;
import org.patchbay.definition.Calls;
import org.patchbay.exchange.Trigger;

class CallStateTest {
    private static final List<String> TRIGGERS = List.of(
            "call-start",
            "call-ring",
            "call-connect",
            "call-transfer",
            "call-end",
            "call-missed",
            "call-wrapup",
            "call-recorded",
            "ticket-create");

    private static Event event(String trigger, String leg, boolean answered) {
        return new Event(trigger, trigger + leg, leg, Optional.of("c"), trigger.equals("call-transfer"), answered);
    }

    private static List<Event> events(Chance chance) {
        return chance.list(0, 20, () -> event(chance.of(TRIGGERS), chance.of("c", "a", "b"), chance.yes()));
    }

    @Test
    void what_is_kept_is_read_back() {
        Chance.times(500, chance -> {
            var events = events(chance);
            var state = CallState.NEW;
            for (var event : events) {
                var taken = events.indexOf(event) % 2 == 0;
                var seen = new CallState.Seen("e", Instant.ofEpochMilli(events.size() + 5L), "one", taken);
                state = state.sees(event, seen, Instant.EPOCH)
                        .holds(event)
                        .take(event, "c")
                        .state()
                        .overWith(event.trigger());
            }

            assertThat(CallState.of(state.json())).isEqualTo(state);
        });
    }

    @Test
    void every_answered_call_ends_exactly_once_when_all_legs_have_ended() {
        Chance.times(500, chance -> {
            var events = events(chance);
            var state = CallState.NEW;
            for (var event : events) {
                state = state.take(event, "c").state();
            }
            var ends = state.end() == CallState.End.TALK ? 1 : 0;
            for (var leg : List.of("a", "b", "c")) {
                var step = state.take(event("call-end", leg, true), "c");
                ends += step.decision() instanceof Decision.Run && state.end() == CallState.End.NONE ? 1 : 0;
                state = step.state();
            }

            assertThat(ends).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_end_waits_for_a_connect_that_itself_waits_for_a_start_that_never_comes(boolean tellsOfTalk) {
        var rules = new Rules(Calls.USUAL, Set.of("call-start", "call-connect", "call-end"));
        var connect = new Event("call-connect", "1", "c", Optional.empty(), false, true);
        var end = new Event("call-end", "2", "c", Optional.empty(), false, tellsOfTalk);
        var state = CallState.NEW.holds(connect).holds(end);

        assertThat(state.held(connect, rules)).isEmpty();
        assertThat(state.held(end, rules)).contains("call-connect");
        assertThat(state.take(connect, "c").state().held(end, rules)).isEmpty();
    }

    @Test
    void a_call_whose_end_was_made_up_takes_no_other_end_and_what_has_ended_takes_none_that_is_made_up() {
        Chance.times(500, chance -> {
            var state = CallState.NEW;
            for (var event : events(chance)) {
                state = state.take(event, "c").state();
            }
            var wasOpen = state.isOpen("c");

            var closed = state.take(madeUp(), "c");
            if (wasOpen) {
                assertThat(closed.decision()).isInstanceOf(Decision.Run.class);
            }
            if (closed.state().end() != CallState.End.MADE_UP) {
                assertThat(closed.decision()).isInstanceOf(Decision.Absorbed.class);
                return;
            }
            assertThat(CallState.of(closed.state().json())).isEqualTo(closed.state());
            for (var leg : List.of("a", "b", "c")) {
                for (var trigger : List.of("call-end", "call-missed")) {
                    var later = closed.state().take(event(trigger, leg, true), "c");
                    assertThat(later.decision()).isInstanceOf(Decision.Absorbed.class);
                    assertThat(later.state().isOpen("c")).isFalse();
                }
            }
            assertThat(closed.state().forgets(event("call-end", "c", true)).end())
                    .isEqualTo(CallState.End.MADE_UP);
            assertThat(closed.state().forgets(madeUp()).end()).isEqualTo(CallState.End.NONE);
        });
    }

    private static Event madeUp() {
        var body = JsonNodeFactory.instance.objectNode().put("callId", "c");
        return Event.of(new Trigger(
                        "call-end", "CC-1", body, Optional.empty(), Optional.of(Event.MADE_UP), Instant.EPOCH))
                .orElseThrow();
    }

    @Test
    void an_end_that_an_older_version_has_noted_counts() {
        var json = CallState.NEW.json().deepCopy();
        ((ObjectNode) json).put("answeredEnd", true).remove("end");

        assertThat(CallState.of(json).end()).isEqualTo(CallState.End.TALK);
    }

    @Test
    void an_event_is_forgotten_when_it_no_longer_counts() {
        var event = event("call-end", "c", true);
        var state =
                CallState.NEW.sees(event, CallState.Seen.begun("e-1", Instant.ofEpochSecond(10), "one"), Instant.EPOCH);

        assertThat(state.earlier(event, Instant.ofEpochSecond(9)).map(CallState.Seen::execution))
                .contains("e-1");
        assertThat(state.earlier(event, Instant.ofEpochSecond(10))).isEmpty();
        assertThat(state.forgets(event).earlier(event, Instant.EPOCH)).isEmpty();
    }
}

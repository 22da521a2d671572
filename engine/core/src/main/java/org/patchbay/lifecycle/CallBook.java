package org.patchbay.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.patchbay.definition.Calls;
import org.patchbay.exchange.Trigger;
import org.patchbay.lifecycle.CallState.Seen;
import org.patchbay.lifecycle.CallState.Step;
import org.patchbay.store.CallMemory.CallKey;
import org.patchbay.store.Store;
import org.patchbay.store.StoreUnavailable;

/** What is known of calls, kept in the store: which events came, which legs belong together, what steps remember. Thread-safe. */
public final class CallBook {
    /** What names begin with under which others than steps keep something; no result can be called so. */
    private static final String OWN = "~";

    private static final String STATE = OWN + "state";
    private static final String PART_OF = OWN + "partOf";
    private static final String SAID = OWN + "said";
    private static final String END = "call-end";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Store store;

    /** Keeps what it knows there. */
    public CallBook(Store store) {
        this.store = store;
    }

    /** The interaction that a trigger belongs to: its call, unless that is a leg of another one; empty without a call. */
    public Optional<CallKey> interaction(Trigger trigger, String integrator) {
        return leg(trigger, integrator)
                .map(leg -> whole(leg, trigger.receivedAt()).orElse(leg));
    }

    private static Optional<CallKey> leg(Trigger trigger, String integrator) {
        return trigger.callId().map(leg -> new CallKey(trigger.callCentre(), integrator, leg));
    }

    /**
     * What steps have remembered of an interaction.
     *
     * @param values by name, an own copy
     */
    public record Recalled(CallKey interaction, ObjectNode values) {}

    /** The interaction that a trigger belongs to, and what steps have remembered of it; empty without a call. */
    public Optional<Recalled> recall(Trigger trigger, String integrator) {
        var now = trigger.receivedAt();
        return leg(trigger, integrator).map(leg -> {
            var values = store.calls().recall(leg, now);
            return part(leg, values.path(PART_OF))
                    .map(whole -> new Recalled(whole, recall(whole, now)))
                    .orElseGet(() -> new Recalled(leg, ofSteps(values)));
        });
    }

    private Optional<CallKey> whole(CallKey leg, Instant now) {
        return part(leg, store.calls().recall(leg, PART_OF, now));
    }

    private static Optional<CallKey> part(CallKey leg, JsonNode part) {
        return part.isTextual() ? Optional.of(sibling(leg, part.asText())) : Optional.empty();
    }

    private static CallKey sibling(CallKey leg, String callId) {
        return new CallKey(leg.callCentre(), leg.integrator(), callId);
    }

    /** What steps have remembered of an interaction. */
    public ObjectNode recall(CallKey interaction, Instant now) {
        return ofSteps(store.calls().recall(interaction, now));
    }

    private static ObjectNode ofSteps(ObjectNode values) {
        var own = values.propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith(OWN))
                .toList();
        return values.remove(own);
    }

    /** Keeps something about an interaction that no step reads. */
    public void keep(CallKey interaction, String name, JsonNode value, Instant until) {
        var values = JsonNodeFactory.instance.objectNode();
        values.set(OWN + name, value);
        store.calls().remember(interaction, values, until);
    }

    /** What was kept about an interaction under that name; missing when nothing was, or no more. */
    public JsonNode kept(CallKey interaction, String name, Instant now) {
        return store.calls().recall(interaction, OWN + name, now);
    }

    /**
     * Lets in an event that has just come, for this execution unless it came before. It is this execution's from {@link #taken} or
     * {@link #over} on; until then a process that ends leaves it {@link Decision.Unfinished}.
     */
    public Decision arrive(Arrival arrival, String execution) {
        var now = arrival.trigger().receivedAt();
        var event = arrival.event();
        var calls = arrival.rules().calls();
        var interaction = join(arrival);
        return change(interaction, arrival, state -> {
            var before = state.earlier(event, now);
            var own = before.filter(seen -> !seen.taken() && seen.execution().equals(execution));
            if (before.isPresent() && own.isEmpty()) {
                return new Step(known(before.get()), state);
            }
            var seen = own.map(_ -> state.forgets(event))
                    .orElse(state)
                    .sees(event, Seen.begun(execution, now.plus(calls.duplicates()), owner()), now);
            return seen.missing(event, arrival.rules())
                    .filter(_ -> !calls.reorder().isZero())
                    .map(missing -> new Step(new Decision.Early(missing), seen.holds(event)))
                    .orElseGet(() -> seen.take(event, interaction.callId()));
        });
    }

    private String owner() {
        return store.nodes().own();
    }

    private static Decision known(Seen before) {
        return before.taken()
                ? new Decision.Repeated(before.execution())
                : new Decision.Unfinished(before.execution(), before.owner());
    }

    /** Takes note of an event that nothing listens to, so that what comes after it is understood; the first execution when it came before. */
    public Optional<String> witness(Arrival arrival, String execution) {
        var now = arrival.trigger().receivedAt();
        var event = arrival.event();
        var interaction = join(arrival);
        var decision = change(interaction, arrival, state -> {
            var before = state.earlier(event, now);
            if (before.isPresent()) {
                return new Step(new Decision.Repeated(before.get().execution()), state);
            }
            var until = now.plus(arrival.rules().calls().duplicates());
            var seen = state.sees(event, Seen.begun(execution, until, owner()).asTaken(), now);
            return seen.overWith(event.trigger()).take(event, interaction.callId());
        });
        return decision instanceof Decision.Repeated(var first) ? Optional.of(first) : Optional.empty();
    }

    /** Looks once more at an event that was early; it may be so still. */
    public Decision again(Arrival arrival) {
        var interaction = join(arrival);
        return change(
                interaction,
                arrival,
                state -> state.missing(arrival.event(), arrival.rules())
                        .map(missing -> new Step(new Decision.Early(missing), state))
                        .orElseGet(() -> state.take(arrival.event(), interaction.callId())));
    }

    /** Takes an event that was early and has waited long enough, unless it waits for one that was early itself. */
    public Decision anyway(Arrival arrival) {
        var interaction = join(arrival);
        return change(
                interaction,
                arrival,
                state -> state.held(arrival.event(), arrival.rules())
                        .map(missing -> new Step(new Decision.Early(missing), state))
                        .orElseGet(() -> state.take(arrival.event(), interaction.callId())));
    }

    /** All that follows from this event is kept: nothing of it is lost any more. */
    public void taken(Arrival arrival) {
        alter(arrival, state -> state.takes(arrival.event()));
    }

    /** The same, and the trigger of this event is over as far as later ones have to wait for it. */
    public void over(Arrival arrival) {
        alter(
                arrival,
                state -> state.takes(arrival.event()).overWith(arrival.event().trigger()));
    }

    /** The event was not taken after all by that execution; when it comes again it is the first. */
    public void forget(Arrival arrival, String execution) {
        alter(arrival, state -> state.isOf(arrival.event(), execution) ? state.forgets(arrival.event()) : state);
    }

    /** Nobody knows whether the event was taken; whoever it comes to again goes on with that execution. */
    public void leave(Arrival arrival, String execution) {
        alter(arrival, state -> state.isOf(arrival.event(), execution) ? state.leaves(arrival.event()) : state);
    }

    private void alter(Arrival arrival, UnaryOperator<CallState> change) {
        change(join(arrival), arrival, state -> new Step(new Decision.Run(), change.apply(state)));
    }

    private interface Change {
        Step of(CallState state);
    }

    private Decision change(CallKey interaction, Arrival arrival, Change change) {
        var lock = "call/" + interaction.callCentre() + "/" + interaction.integrator() + "/" + interaction.callId();
        return store.locks()
                .alone(lock, PATIENCE, () -> {
                    var now = arrival.trigger().receivedAt();
                    var before = store.calls().recall(interaction, STATE, now);
                    var state = before.isObject() ? CallState.of(before) : CallState.NEW;
                    var step = change.of(state);
                    if (!step.state().equals(state)) {
                        note(interaction, STATE, step.state().json(), arrival);
                        watch(interaction, arrival, state, step.state());
                    }
                    return step.decision();
                })
                .orElseThrow(() -> new StoreUnavailable(
                        "the state of a call was locked for " + PATIENCE.toSeconds() + " s; the event was not taken"));
    }

    /** An end that never comes is made up for; see {@link Calls#closeAfter}. */
    private void watch(CallKey interaction, Arrival arrival, CallState before, CallState after) {
        if (!arrival.rules().heard().contains(END)) {
            return;
        }
        if (!after.isOpen(interaction.callId())) {
            if (before.isOpen(interaction.callId())) {
                store.calls().close(interaction);
            }
        } else if (!after.legs().equals(before.legs())) {
            var now = arrival.trigger().receivedAt();
            note(interaction, SAID, said(interaction, arrival), arrival);
            store.calls().open(interaction, now.plus(arrival.rules().calls().closeAfter()));
        }
    }

    private ObjectNode said(CallKey interaction, Arrival arrival) {
        var said = JsonNodeFactory.instance.objectNode();
        if (store.calls().recall(interaction, SAID, arrival.trigger().receivedAt()) instanceof ObjectNode before) {
            said.setAll(before);
        }
        arrival.trigger().body().forEachEntry(said::set);
        return said.put("callId", interaction.callId()).without(List.of("parentCallId", "transfer", "eventId"));
    }

    /** What is to be said in place of the end of a call that has not come. */
    public Trigger makeshiftEnd(CallKey interaction, Instant now) {
        var said = store.calls().recall(interaction, SAID, now);
        var body = JsonNodeFactory.instance.objectNode();
        if (said.isObject()) {
            said.forEachEntry(body::set);
        }
        body.put("callId", interaction.callId()).put("closed", true);
        return new Trigger(
                END,
                interaction.callCentre(),
                body,
                Optional.of(interaction.integrator()),
                Optional.of(Event.MADE_UP),
                now);
    }

    private void note(CallKey key, String name, JsonNode value, Arrival arrival) {
        var calls = arrival.rules().calls();
        var life = calls.memory().compareTo(calls.duplicates()) < 0 ? calls.duplicates() : calls.memory();
        var values = JsonNodeFactory.instance.objectNode();
        values.set(name, value);
        store.calls().note(key, values, arrival.trigger().receivedAt().plus(life));
    }

    /** The interaction of an event; a leg joins that of its parent when the rules say so. */
    private CallKey join(Arrival arrival) {
        var now = arrival.trigger().receivedAt();
        var leg = new CallKey(
                arrival.trigger().callCentre(),
                arrival.integrator(),
                arrival.event().leg());
        var known = whole(leg, now);
        if (known.isPresent() || arrival.event().parent().isEmpty() || !joins(arrival)) {
            return known.orElse(leg);
        }
        var parent = sibling(leg, arrival.event().parent().get());
        var interaction = whole(parent, now).orElse(parent);
        note(leg, PART_OF, JsonNodeFactory.instance.textNode(interaction.callId()), arrival);
        return interaction;
    }

    private static boolean joins(Arrival arrival) {
        var calls = arrival.rules().calls();
        return arrival.event().handsOver() ? calls.transfer() == Calls.Transfer.SAME : calls.legs() == Calls.Legs.ONE;
    }
}

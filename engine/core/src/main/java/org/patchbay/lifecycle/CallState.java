package org.patchbay.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.store.Nodes;

/**
 * Where an interaction stands: which events it has had, which are over, and its legs. Immutable.
 *
 * @param seen by fingerprint of the event
 * @param early events that wait for others
 * @param over triggers that have run as far as later ones have to wait for them
 * @param legs by call id
 * @param end which end of the whole has run
 */
record CallState(Map<String, Seen> seen, Set<String> early, Set<String> over, Map<String, Leg> legs, End end) {
    static final CallState NEW = new CallState(Map.of(), Set.of(), Set.of(), Map.of(), End.NONE);
    private static final int MOST_SEEN = 256;

    CallState {
        seen = Map.copyOf(seen);
        early = Set.copyOf(early);
        over = Set.copyOf(over);
        legs = Map.copyOf(legs);
    }

    /** The end that has run, as far as later ends depend on it. */
    enum End {
        NONE,
        /** That of a talk. */
        TALK,
        /** One that was made up because none came. */
        MADE_UP
    }

    /**
     * An event that came, and the execution that it runs in.
     *
     * @param until when it may come again as another one
     * @param owner the process that is at it
     * @param taken whether nothing of it is lost any more if the process ends
     */
    record Seen(String execution, Instant until, String owner, boolean taken) {
        /** Has come, and is not yet taken. */
        static Seen begun(String execution, Instant until, String owner) {
            return new Seen(execution, until, owner, false);
        }

        Seen asTaken() {
            return new Seen(execution, until, owner, true);
        }

        Seen asLeft() {
            return new Seen(execution, until, Nodes.NOBODY, taken);
        }
    }

    /** A decision and what it makes of the state. */
    record Step(Decision decision, CallState state) {}

    /** When the event came before, if that still counts. */
    Optional<Seen> earlier(Event event, Instant now) {
        return Optional.ofNullable(seen.get(event.fingerprint())).filter(known -> now.isBefore(known.until()));
    }

    CallState takes(Event event) {
        var next = new LinkedHashMap<>(seen);
        next.computeIfPresent(event.fingerprint(), (_, how) -> how.asTaken());
        return new CallState(next, early, over, legs, end);
    }

    /** True when that execution is the one that the event came to. */
    boolean isOf(Event event, String execution) {
        return Optional.ofNullable(seen.get(event.fingerprint()))
                .filter(known -> known.execution().equals(execution))
                .isPresent();
    }

    /** No process is at the event any more, unless it is taken. */
    CallState leaves(Event event) {
        var next = new LinkedHashMap<>(seen);
        next.computeIfPresent(event.fingerprint(), (_, how) -> how.asLeft());
        return new CallState(next, early, over, legs, end);
    }

    CallState sees(Event event, Seen how, Instant now) {
        var next = new LinkedHashMap<String, Seen>();
        seen.entrySet().stream()
                .filter(known -> now.isBefore(known.getValue().until()))
                .sorted(Map.Entry.comparingByValue((one, other) -> other.until().compareTo(one.until())))
                .limit(MOST_SEEN - 1)
                .forEach(known -> next.put(known.getKey(), known.getValue()));
        next.put(event.fingerprint(), how);
        return new CallState(next, early, over, legs, end);
    }

    CallState forgets(Event event) {
        var next = new LinkedHashMap<>(seen);
        next.remove(event.fingerprint());
        return new CallState(next, early, over, legs, isOf(event) ? End.NONE : end);
    }

    private boolean isOf(Event event) {
        return switch (end) {
            case NONE -> false;
            case TALK -> Stage.of(event.trigger()).filter(Stage.OVER::equals).isPresent();
            case MADE_UP -> event.isMadeUp();
        };
    }

    CallState overWith(String trigger) {
        var next = new LinkedHashSet<>(over);
        next.add(trigger);
        return new CallState(seen, early, next, legs, end);
    }

    CallState holds(Event event) {
        var next = new LinkedHashSet<>(early);
        next.add(place(event));
        return new CallState(seen, next, over, legs, end);
    }

    private static String place(Event event) {
        return event.trigger() + " " + event.leg();
    }

    private static Set<String> without(Set<String> all, String gone) {
        var left = new LinkedHashSet<>(all);
        left.remove(gone);
        return left;
    }

    /** What the event has to wait for although it has waited long: what has come, and waits itself. */
    Optional<String> held(Event event, Rules rules) {
        var missing = allMissing(event, rules);
        return early.stream()
                .map(place -> place.substring(0, place.indexOf(' ')))
                .filter(other -> missing.contains(other) || isEarlierStage(other, event))
                .min(Comparator.naturalOrder());
    }

    private static boolean isEarlierStage(String other, Event event) {
        return Stage.of(event.trigger())
                .flatMap(stage -> Stage.of(other).filter(found -> found.isBefore(stage)))
                .isPresent();
    }

    /** What the event has to wait for. */
    Optional<String> missing(Event event, Rules rules) {
        return allMissing(event, rules).stream().findFirst();
    }

    private List<String> allMissing(Event event, Rules rules) {
        if (rules.waitsForEnd(event) && !over.contains("call-end") && !over.contains("call-missed")) {
            return List.of("call-end");
        }
        return rules.before(event, leg(event)).stream()
                .filter(before -> !over.contains(before) || lacks(event, before))
                .toList();
    }

    /** A part of a call has events of its own, some of which tell what it is a part of. */
    private boolean lacks(Event event, String before) {
        return event.parent().isPresent()
                && switch (before) {
                    case "call-start" -> !legs.containsKey(event.leg());
                    case "call-connect" -> !leg(event).talked();
                    default -> false;
                };
    }

    private Leg leg(Event event) {
        return legs.getOrDefault(event.leg(), Leg.NEW);
    }

    /** Takes the event as it comes, whatever it should have waited for. */
    Step take(Event event, String root) {
        var stage = Stage.of(event.trigger());
        if (stage.isEmpty()) {
            return new Step(new Decision.Run(), this);
        }
        var isLate = isLate(event, stage.get(), root);
        var next = new CallState(seen, without(early, place(event)), over, moved(event, stage.get()), end);
        if (isLate) {
            return new Step(new Decision.Late(newest(event, root)), next);
        }
        if (stage.get() != Stage.OVER) {
            return new Step(new Decision.Run(), next);
        }
        return event.isMadeUp() ? next.endUnheard(hasEnded(root)) : next.end(event, root);
    }

    /** An end is never late: what follows an end does not stand for it. */
    private boolean isLate(Event event, Stage stage, String root) {
        return stage.isBefore(Stage.OVER) && (stage.isBefore(leg(event).stage()) || hasEnded(root));
    }

    private boolean hasEnded(String root) {
        return end != End.NONE || !legs.getOrDefault(root, Leg.NEW).stage().isBefore(Stage.OVER);
    }

    /** True while somebody talks, or it rings, and the end of the call has not come. */
    boolean isOpen(String root) {
        return !hasEnded(root) && legs.values().stream().anyMatch(Leg::goesOn);
    }

    private String newest(Event event, String root) {
        return hasEnded(root) || !leg(event).stage().isBefore(Stage.OVER) ? "the end of the call" : "call-connect";
    }

    private Map<String, Leg> moved(Event event, Stage stage) {
        var next = new LinkedHashMap<>(legs);
        next.put(event.leg(), leg(event).after(event, stage));
        if (event.handsOver()) {
            var from = event.parent()
                    .filter(legs::containsKey)
                    .or(() ->
                            Optional.of(event.leg()).filter(_ -> event.trigger().equals("call-transfer")));
            from.ifPresent(leg -> next.computeIfPresent(leg, (_, known) -> known.handOver()));
        }
        return next;
    }

    /** The end of a leg is that of the call when nobody talks on another leg and nobody has talked in vain. */
    private Step end(Event event, String root) {
        if (end == End.MADE_UP) {
            return absorbed("this call was ended before, as its end had not come");
        }
        var talked = leg(event).talked();
        var others = others(event.leg());
        if (others.stream().anyMatch(Leg::talks)) {
            return absorbed("somebody talks on another leg of this call");
        }
        var goesOnElsewhere = !event.leg().equals(root) || others.stream().anyMatch(Leg::talked);
        if (end == End.TALK && goesOnElsewhere && !leg(event).transferred()) {
            return absorbed("the end of this call was taken before");
        }
        if (!talked && !event.leg().equals(root)) {
            if (others.stream().anyMatch(Leg::goesOn)) {
                return absorbed("another leg of this call goes on");
            }
            if (others.stream().anyMatch(Leg::talked)) {
                return absorbed("another leg of this call was answered");
            }
        }
        return new Step(new Decision.Run(), new CallState(seen, early, over, legs, talked ? End.TALK : end));
    }

    /** An end that is made up is that of the whole call, unless its own has come meanwhile. */
    private Step endUnheard(boolean hasEnded) {
        return hasEnded
                ? absorbed("the end of this call has come")
                : new Step(new Decision.Run(), new CallState(seen, early, over, legs, End.MADE_UP));
    }

    private Collection<Leg> others(String leg) {
        var others = new LinkedHashMap<>(legs);
        others.remove(leg);
        return others.values();
    }

    private Step absorbed(String reason) {
        return new Step(new Decision.Absorbed(reason), this);
    }

    /** Reads what {@link #json} has written. */
    static CallState of(JsonNode json) {
        return StateJson.read(json);
    }

    JsonNode json() {
        return StateJson.write(this);
    }
}

package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Reference;
import org.patchbay.trip.Loops;

/**
 * Runs a step once per element of a list, one after the other. Another attempt goes on with those that are not done, so that no element
 * that is done is done again.
 */
final class Repeater {
    private final InstantSource clock;

    Repeater(InstantSource clock) {
        this.clock = clock;
    }

    Ending repeat(Turn turn, Values values, Loops.Each each, Function<Values, Ending> once) {
        var list = each.list().in(values);
        var name = turn.step().name();
        if (Reference.isAbsent(list)) {
            return Ending.skipped(name, each.list().text() + " is missing", turn.begun());
        }
        if (!list.isArray() || list.size() > each.max()) {
            return Ending.failed(name, unfit(each, list), turn.begun());
        }
        var done = turn.run().elements(name);
        done.tailMap(list.size(), true).clear();
        for (var i = 0; i < list.size(); i++) {
            if (done.containsKey(i)) {
                continue;
            }
            var ending = once.apply(element(values, list.get(i), i));
            turn.run().note(ending);
            done.put(i, ending);
            if (passes(ending)) {
                return together(turn, done.values());
            }
            turn.run().end(i, ending);
            var goesOn = turn.headway().made(i, ending);
            if (done.size() < list.size()) {
                if (!goesOn) {
                    return together(turn, done.values()).as(Step.Status.ACCEPTED);
                }
                if (turn.deadline().passed()) {
                    done.put(list.size(), late(turn, done.size(), list.size()));
                    return together(turn, done.values());
                }
            }
        }
        return done.values().stream().anyMatch(Ending::isUnknown)
                ? together(turn, done.values(), Ending::isUnknown)
                : together(turn, done.values());
    }

    private Ending late(Turn turn, int done, int all) {
        var failure = Failure.of(
                FailureCode.UPSTREAM_TIMEOUT, done + " of " + all + " elements were done in the time that there was");
        return Ending.failed(turn.step().name(), failure, clock.instant())
                .as(Step.Status.TIMED_OUT)
                .meaning(new Outcome.Retry(failure, Optional.empty()));
    }

    private static Failure unfit(Loops.Each each, JsonNode list) {
        var what = "`" + each.list().text() + "` "
                + (list.isArray() ? "has " + list.size() + " elements, more than " + each.max() : "is not a list");
        return Failure.ofInput(FailureCode.BAD_INPUT, each.list().text(), what);
    }

    private static Values element(Values values, JsonNode element, int index) {
        ObjectNode run = values.root(Root.RUN).deepCopy();
        var key = run.path("key").asText();
        run.put("key", key + (key.contains(".") ? "." : "-") + (index + 1));
        return values.with(Root.ITEM, element).with(Root.RUN, run);
    }

    /** True when it is better to go on later. */
    private static boolean passes(Ending ending) {
        return !ending.status().succeeded()
                && ending.outcome()
                        .map(outcome -> switch (outcome) {
                            case Outcome.Retry _, Outcome.Reauth _, Outcome.Disable _, Outcome.Remove _ -> true;
                            case Outcome.Ok _,
                                    Outcome.AlreadyDone _,
                                    Outcome.Refresh _,
                                    Outcome.Fail _,
                                    Outcome.Unknown _ -> false;
                        })
                        .orElse(false);
    }

    /** One ending for all: the last one that did not succeed says how it went. */
    private Ending together(Turn turn, Collection<Ending> all) {
        return together(turn, all, ending -> !ending.status().succeeded());
    }

    /** The same, told by the last one that is such. */
    private Ending together(Turn turn, Collection<Ending> all, Predicate<Ending> telling) {
        var endings = List.copyOf(all);
        var results = JsonNodeFactory.instance.arrayNode();
        var remembered = JsonNodeFactory.instance.objectNode();
        for (var ending : endings) {
            results.add(ending.status().succeeded() ? ending.result() : JsonNodeFactory.instance.nullNode());
            ending.remembered()
                    .properties()
                    .forEach(entry ->
                            remembered.withArrayProperty(entry.getKey()).add(entry.getValue()));
        }
        var worst = endings.reversed().stream().filter(telling).findFirst();
        return new Ending(
                turn.step().name(),
                worst.map(Ending::status).orElse(Step.Status.SUCCEEDED),
                worst.flatMap(Ending::reason),
                turn.attempt(),
                turn.begun(),
                Duration.between(turn.begun(), clock.instant()),
                worst.map(Ending::outcome).orElseGet(() -> Optional.of(ok())),
                Optional.empty(),
                results,
                remembered,
                endings.isEmpty() ? java.util.Map.of() : endings.getLast().stored(),
                Optional.empty(),
                worst.flatMap(Ending::problem),
                List.of());
    }

    private static Outcome ok() {
        return new Outcome.Ok(JsonNodeFactory.instance.objectNode());
    }
}

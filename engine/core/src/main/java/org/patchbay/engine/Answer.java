package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Weight;

/**
 * What the front-end that fired a trigger is told (interfaces, section 3.3).
 *
 * @param match none, one or many, where a step looked for somebody
 * @param partial whether something is missing that may still come
 * @param reason why there was nothing to do
 * @param results by integrator and endpoint
 * @param iframe one card per integrator that has one
 * @param refusals why it was refused before any traffic, for status rejected
 */
public record Answer(
        String executionId,
        String trigger,
        Optional<String> callId,
        Execution.Status status,
        Optional<String> match,
        Duration took,
        long revision,
        boolean partial,
        Optional<String> reason,
        Map<String, Map<String, StepAnswer>> results,
        List<ObjectNode> iframe,
        Optional<ObjectNode> pop,
        List<StepAnswer> refusals) {
    public Answer {
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        iframe = List.copyOf(iframe);
        refusals = List.copyOf(refusals);
    }

    /** The same with other cards. */
    public Answer showing(List<ObjectNode> cards) {
        return new Answer(
                executionId,
                trigger,
                callId,
                status,
                match,
                took,
                revision,
                partial,
                reason,
                results,
                cards,
                pop,
                refusals);
    }

    /** What it takes of memory, in bytes, as an estimate. */
    long weight() {
        var steps = results.values().stream().flatMap(one -> one.values().stream());
        return Weight.MAP
                + steps.mapToLong(step -> Weight.MAP + Weight.of(step.data())).sum()
                + iframe.stream().mapToLong(Weight::of).sum();
    }

    /** What a step left. */
    public record StepAnswer(
            String integrator,
            String endpoint,
            Step.Status status,
            JsonNode data,
            Optional<String> reason,
            Optional<Failure> problem) {}

    /** Steps that say what is wrong with what was asked. */
    static List<StepAnswer> refusals(Map<String, Map<String, StepAnswer>> results) {
        return results.values().stream()
                .flatMap(steps -> steps.values().stream())
                .filter(step -> step.problem().isPresent())
                .toList();
    }
}

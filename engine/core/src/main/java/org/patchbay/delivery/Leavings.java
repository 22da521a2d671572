package org.patchbay.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Ending;
import org.patchbay.store.Lanes;

/** What a step has left for the later ones of its execution, as the store keeps it. */
public final class Leavings {
    private static final String REMEMBERED = "remembered";

    private static final String CUT = "cut";

    private Leavings() {}

    /** What the store keeps of an ending. */
    public static ObjectNode of(Ending ending) {
        var kept = JsonNodeFactory.instance.objectNode();
        kept.put("status", ending.status().word());
        kept.set("result", ending.result());
        ending.problem().ifPresent(problem -> {
            var about = kept.putObject("problem");
            about.put("code", problem.code().word());
            about.put("message", problem.message());
        });
        return kept;
    }

    /** What the store keeps of how an element of a list ended. */
    public static JsonNode ofElement(Ending ending) {
        var kept = of(ending);
        return ending.remembered().isEmpty() ? kept : kept.set(REMEMBERED, ending.remembered());
    }

    /** What the store keeps of an element of a list that is to be done again. */
    static JsonNode undone() {
        return JsonNodeFactory.instance.objectNode().put("status", Step.Status.RETRYING.word());
    }

    /** Adds to what is kept of a step which element of its list was under way when nothing more was heard of it. */
    static void cut(ObjectNode kept, int element) {
        kept.put(CUT, element);
    }

    /** That element, of what is kept of an execution. */
    static Optional<Integer> cut(String name, JsonNode results) {
        return Optional.of(results.path(name).path(CUT)).filter(JsonNode::isInt).map(JsonNode::asInt);
    }

    /** How the elements of the list of a step ended that are not to be done again, of what is kept of an execution; by index. */
    public static NavigableMap<Integer, Ending> elements(String name, JsonNode results, Instant now) {
        var elements = new TreeMap<Integer, Ending>();
        results.properties().stream()
                .filter(kept -> kept.getKey().startsWith(name + Lanes.ELEMENT))
                .filter(kept -> !kept.getValue().equals(undone()))
                .forEach(kept -> elements.put(
                        Integer.valueOf(kept.getKey().substring(name.length() + 1)), read(name, kept.getValue(), now)));
        return elements;
    }

    /** The ending of which that was kept. */
    public static Ending read(String name, JsonNode kept, Instant now) {
        var word = kept.path("status").asText();
        var status = Arrays.stream(Step.Status.values())
                .filter(found -> found.word().equals(word))
                .findFirst()
                .orElse(Step.Status.FAILED);
        var result =
                kept.path("result").isContainerNode() ? kept.path("result") : JsonNodeFactory.instance.objectNode();
        var problem = problem(kept);
        return new Ending(
                name,
                status,
                Optional.empty(),
                1,
                now,
                Duration.ZERO,
                problem.map(Outcome.Fail::new),
                Optional.empty(),
                result,
                kept.path(REMEMBERED) instanceof ObjectNode remembered
                        ? remembered
                        : JsonNodeFactory.instance.objectNode(),
                Map.of(),
                Optional.empty(),
                problem,
                List.of());
    }

    private static Optional<Failure> problem(JsonNode kept) {
        var about = kept.path("problem");
        return about.isObject()
                ? Optional.of(Failure.of(
                        code(about.path("code").asText()), about.path("message").asText()))
                : Optional.empty();
    }

    private static FailureCode code(String word) {
        return Arrays.stream(FailureCode.values())
                .filter(code -> code.word().equals(word))
                .findFirst()
                .orElse(FailureCode.INTERNAL);
    }
}

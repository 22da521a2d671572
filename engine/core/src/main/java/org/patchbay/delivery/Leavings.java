package org.patchbay.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Ending;

/** What a step has left for the later ones of its execution, as the store keeps it. */
public final class Leavings {
    private Leavings() {}

    /** What the store keeps of an ending. */
    public static JsonNode of(Ending ending) {
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
                JsonNodeFactory.instance.objectNode(),
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

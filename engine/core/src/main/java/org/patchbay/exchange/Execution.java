package org.patchbay.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The journal entry of one run of a trigger: what was asked, what every step did, what came out. Nothing in it is secret: values are
 * masked before an execution is made.
 *
 * @param id sorts by time of start
 * @param match none, one or many, where a step looks for somebody
 * @param reason why there was nothing to do or why it was refused
 * @param body client body as it may be kept
 */
public record Execution(
        String id,
        String trigger,
        Optional<String> callId,
        String callCentre,
        Instant startedAt,
        Duration took,
        Status status,
        Optional<String> match,
        Optional<String> reason,
        boolean partial,
        long revision,
        JsonNode body,
        List<Step> steps,
        JsonNode iframe,
        JsonNode pop) {
    public Execution {
        steps = List.copyOf(steps);
    }

    /** One of which nothing has ended yet. */
    public static Execution accepted(String id, Trigger trigger, long revision) {
        return new Execution(
                id,
                trigger.name(),
                trigger.callId(),
                trigger.callCentre(),
                trigger.receivedAt(),
                Duration.ZERO,
                Status.ACCEPTED,
                Optional.empty(),
                Optional.empty(),
                false,
                revision,
                trigger.body(),
                List.of(),
                JsonNodeFactory.instance.arrayNode(),
                JsonNodeFactory.instance.nullNode());
    }

    /** The same with other steps, and what they came to. */
    public Execution with(Status other, List<Step> otherSteps) {
        return new Execution(
                id,
                trigger,
                callId,
                callCentre,
                startedAt,
                took,
                other,
                match,
                reason,
                partial,
                revision,
                body,
                otherSteps,
                iframe,
                pop);
    }

    /** The same without the bodies that were sent and received. */
    public Execution withoutBodies() {
        return withBody(JsonNodeFactory.instance.objectNode())
                .with(status, steps.stream().map(Step::withoutBodies).toList());
    }

    /** The same with another client body. */
    public Execution withBody(JsonNode other) {
        return new Execution(
                id,
                trigger,
                callId,
                callCentre,
                startedAt,
                took,
                status,
                match,
                reason,
                partial,
                revision,
                other,
                steps,
                iframe,
                pop);
    }

    /** What became of a run (interfaces, section 3.3). */
    public enum Status {
        SUCCEEDED("succeeded"),
        PARTIAL("partial"),
        FAILED("failed"),
        TIMED_OUT("timed-out"),
        REJECTED("rejected"),
        ACCEPTED("accepted"),
        NOTHING_TO_DO("nothing-to-do");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** The status as it is written. */
        public String word() {
            return word;
        }
    }
}

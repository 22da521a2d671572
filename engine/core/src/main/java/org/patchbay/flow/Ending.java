package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Weight;
import org.patchbay.mapping.FieldChange;
import org.patchbay.trip.Trip;

/**
 * How one attempt of a step ended, with everything in the clear: never leaves the engine except through {@link Recorder}.
 *
 * @param reason why it was skipped
 * @param outcome what the trip meant; empty when nothing was tried
 * @param trip the trip, where one was begun
 * @param result named results; a list of them where the step ran once per element
 * @param secrets values of tokens that were used
 */
public record Ending(
        String endpoint,
        Step.Status status,
        Optional<String> reason,
        int attempt,
        Instant startedAt,
        Duration took,
        Optional<Outcome> outcome,
        Optional<Trip.Ended> trip,
        JsonNode result,
        ObjectNode remembered,
        Map<String, FieldChange> stored,
        Optional<String> match,
        Optional<Failure> problem,
        List<String> secrets) {
    /** What one takes of memory besides what is sent and found, in bytes. */
    private static final int BARE = 4 << 10;

    public Ending {
        stored = Map.copyOf(stored);
        secrets = List.copyOf(secrets);
    }

    /** A step that was not run. */
    public static Ending skipped(String endpoint, String reason, Instant now) {
        return bare(endpoint, Step.Status.SKIPPED, Optional.of(reason), Optional.empty(), now);
    }

    /** A step that failed before there was a trip. */
    public static Ending failed(String endpoint, Failure failure, Instant now) {
        return bare(endpoint, Step.Status.FAILED, Optional.empty(), Optional.of(failure), now);
    }

    /** A step of which it is not known whether it happened. */
    public static Ending unknown(String endpoint, Failure failure, Instant now) {
        return bare(endpoint, Step.Status.UNKNOWN, Optional.empty(), Optional.of(failure), now);
    }

    /** True when nobody knows whether it happened. */
    public boolean isUnknown() {
        return status == Step.Status.UNKNOWN;
    }

    /** A step whose result was known from before. */
    public static Ending known(
            String endpoint, Step.Status status, JsonNode result, Optional<Failure> problem, Instant now) {
        return new Ending(
                endpoint,
                status,
                Optional.empty(),
                0,
                now,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                result,
                nothing(),
                Map.of(),
                Optional.empty(),
                problem,
                List.of());
    }

    /** A step that found many, of which an agent has chosen one. */
    static Ending chosen(String endpoint, JsonNode result, ObjectNode remembered, Instant now) {
        return new Ending(
                endpoint,
                Step.Status.CACHED,
                Optional.of("chosen by the agent"),
                0,
                now,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                result,
                remembered,
                Map.of(),
                Optional.of("one"),
                Optional.empty(),
                List.of());
    }

    /** A call that is no step of the trigger. */
    static Ending noted(String endpoint, Trip.Ended ended, Instant now, Duration took, List<String> secrets) {
        return new Ending(
                endpoint,
                ended.outcome().succeeded() ? Step.Status.SUCCEEDED : Step.Status.FAILED,
                Optional.empty(),
                1,
                now.minus(took),
                took,
                Optional.of(ended.outcome()),
                Optional.of(ended),
                nothing(),
                nothing(),
                Map.of(),
                Optional.empty(),
                ended.outcome().reason(),
                secrets);
    }

    private static Ending bare(
            String endpoint, Step.Status status, Optional<String> reason, Optional<Failure> problem, Instant now) {
        return new Ending(
                endpoint,
                status,
                reason,
                0,
                now,
                Duration.ZERO,
                problem.map(Outcome.Fail::new),
                Optional.empty(),
                nothing(),
                nothing(),
                Map.of(),
                Optional.empty(),
                problem,
                List.of());
    }

    /** The same with another status. */
    public Ending as(Step.Status other) {
        return new Ending(
                endpoint,
                other,
                reason,
                attempt,
                startedAt,
                took,
                outcome,
                trip,
                result,
                remembered,
                stored,
                match,
                problem,
                secrets);
    }

    /** The same as the ending of another step: what one endpoint did for another one, whose own trip it was not. */
    Ending of(String other) {
        return new Ending(
                other,
                status,
                reason,
                attempt,
                startedAt,
                took,
                outcome,
                Optional.empty(),
                result,
                remembered,
                stored,
                match,
                problem,
                List.of());
    }

    /** The same with another meaning. */
    Ending meaning(Outcome other) {
        return new Ending(
                endpoint,
                status,
                reason,
                attempt,
                startedAt,
                took,
                Optional.of(other),
                trip,
                result,
                remembered,
                stored,
                match,
                problem,
                secrets);
    }

    /** The same with another result. */
    Ending bringing(JsonNode other) {
        return new Ending(
                endpoint,
                status,
                reason,
                attempt,
                startedAt,
                took,
                outcome,
                trip,
                other,
                remembered,
                stored,
                match,
                problem,
                secrets);
    }

    /** The same remembering something else. */
    Ending remembering(ObjectNode other) {
        return new Ending(
                endpoint, status, reason, attempt, startedAt, took, outcome, trip, result, other, stored, match,
                problem, secrets);
    }

    /** What it takes of memory, in bytes, as an estimate: with what was sent as text and as bytes. */
    long weight() {
        var sent =
                trip.flatMap(Trip.Ended::prepared).map(found -> found.request().body().length);
        var received = trip.flatMap(Trip.Ended::reply).map(found -> found.body().length);
        return BARE + 2L * sent.orElse(0) + received.orElse(0) + Weight.of(result) + Weight.of(remembered);
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}

package org.patchbay.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Provenance;
import org.patchbay.exchange.SignatureTrace;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Lanes.Job;

/** Values for the contract suites. */
public final class Samples {
    /** When everything in the suites starts. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private Samples() {}

    /** A JSON object with one text in it. */
    public static ObjectNode object(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    /** An execution of call-start in call centre 42. */
    public static Execution execution(String id, Step... steps) {
        return execution(id, Execution.Status.SUCCEEDED, steps);
    }

    /** The same with another status. */
    public static Execution execution(String id, Execution.Status status, Step... steps) {
        return new Execution(
                id,
                "call-start",
                Optional.of("call-7"),
                "42",
                NOON,
                Duration.ofMillis(120),
                status,
                Optional.of("one"),
                Optional.empty(),
                false,
                3,
                object("phone", "+84901"),
                List.of(steps),
                MissingNode.getInstance(),
                object("title", "Ngọc 📞"));
    }

    /** A step that failed, with everything in it that a step can have. */
    public static Step step(String integrator, String endpoint) {
        return new Step(
                integrator,
                endpoint,
                Step.Status.FAILED,
                Optional.of("partner said no"),
                2,
                NOON.plusMillis(5),
                Duration.ofNanos(1_234_567),
                List.of(new Provenance("phone", "query", "p", "body.phone", object("a", "b"), true)),
                Optional.of(new Step.Sent("GET", "https://x.test/a?b=c", List.of(new Pair("Accept", "a/b")), "")),
                Optional.of(new Step.Received(503, List.of(new Pair("Retry-After", "3")), "{\"no\":1}")),
                object("ticket", "7"),
                object("contact", "8"),
                MissingNode.getInstance(),
                Optional.of(new SignatureTrace(
                        List.of(new SignatureTrace.Piece("sign", "acme · ‹integrator.salt›")),
                        Optional.of(Duration.ofMillis(-7_200)))),
                Optional.of(Failure.ofReply(FailureCode.UPSTREAM_REJECTED, 503, "answered 503")),
                3);
    }

    /** A job of call centre 42 that is due at noon. */
    public static Job job(String id, String lane) {
        return job(id, lane, "42");
    }

    /** A job of another call centre. */
    public static Job job(String id, String lane, String callCentre) {
        return job(id, lane, callCentre, object("callId", "call-7"));
    }

    /** A job that needs more than one place where work is done. */
    public static Job large(String id, String lane) {
        var text = "x".repeat(16 << 10);
        var large = job(id, lane);
        while (large.places() == 1) {
            text += text;
            large = job(id, lane, "42", object("text", text));
        }
        return large;
    }

    private static Job job(String id, String lane, String callCentre, ObjectNode body) {
        var trigger = new Trigger(
                "call-end", callCentre, body, Optional.empty(), Optional.of("event-" + id), NOON.minusMillis(3));
        return new Job(id, lane, "execution", "acme", "savelog", trigger, 3, 0, NOON.minusMillis(2), NOON);
    }

    /** A job of another execution. */
    public static Job elsewhere(String id, String lane) {
        var job = job(id, lane);
        return new Job(id, lane, "another", "acme", "savelog", job.trigger(), 3, 0, job.acceptedAt(), NOON);
    }
}

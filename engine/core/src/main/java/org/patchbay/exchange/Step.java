package org.patchbay.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one endpoint did in one attempt, masked.
 *
 * @param reason why it was skipped
 * @param attempt counts from 1; 0 when nothing was tried
 * @param result named results, a JSON object
 * @param remembered what it left for the call, a JSON object
 * @param stored what it wrote into fields of the integrator, a JSON object
 * @param signature what was signed, where the partner refused a signed request
 */
public record Step(
        String integrator,
        String endpoint,
        Status status,
        Optional<String> reason,
        int attempt,
        Instant startedAt,
        Duration took,
        List<Provenance> parameters,
        Optional<Sent> request,
        Optional<Received> response,
        JsonNode result,
        JsonNode remembered,
        JsonNode stored,
        Optional<SignatureTrace> signature,
        Optional<Failure> problem,
        long revision) {
    /** The same with another status. */
    public Step as(Status other) {
        return new Step(
                integrator,
                endpoint,
                other,
                reason,
                attempt,
                startedAt,
                took,
                parameters,
                request,
                response,
                result,
                remembered,
                stored,
                signature,
                problem,
                revision);
    }

    /** The same without the bodies that were sent and received. */
    public Step withoutBodies() {
        return with(
                request.map(sent -> new Sent(sent.method(), sent.url(), sent.headers(), "")),
                response.map(received -> new Received(received.status(), received.headers(), "")));
    }

    /** The same with another request and reply. */
    public Step with(Optional<Sent> otherRequest, Optional<Received> otherResponse) {
        return new Step(
                integrator,
                endpoint,
                status,
                reason,
                attempt,
                startedAt,
                took,
                parameters,
                otherRequest,
                otherResponse,
                result,
                remembered,
                stored,
                signature,
                problem,
                revision);
    }

    public Step {
        parameters = List.copyOf(parameters);
    }

    /** A request as it may be shown; the body is cut at 16 KiB. */
    public record Sent(String method, String url, List<Pair> headers, String body) {}

    /** A reply as it may be shown; the body is cut at 16 KiB. */
    public record Received(int status, List<Pair> headers, String body) {}

    /** What became of a step (interfaces, section 3.3). */
    public enum Status {
        SUCCEEDED("succeeded"),
        ALREADY_DONE("already-done"),
        CACHED("cached"),
        FALLBACK("fallback"),
        FAILED("failed"),
        SKIPPED("skipped"),
        RETRYING("retrying"),
        TIMED_OUT("timed-out"),
        UNKNOWN("unknown"),
        ACCEPTED("accepted");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** The status as it is written. */
        public String word() {
            return word;
        }

        /** True when later steps may build on it. */
        public boolean succeeded() {
            return switch (this) {
                case SUCCEEDED, ALREADY_DONE, CACHED, FALLBACK -> true;
                case FAILED, SKIPPED, RETRYING, TIMED_OUT, UNKNOWN, ACCEPTED -> false;
            };
        }
    }
}

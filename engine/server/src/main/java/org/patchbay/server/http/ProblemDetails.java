package org.patchbay.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a request was not answered with what it asked for (RFC 9457).
 *
 * @param detail what was wrong this time, a sentence
 * @param instance address of the execution that it belongs to
 * @param errors parts of the request that are to blame
 * @param more further members
 */
public record ProblemDetails(
        ProblemCode code, String detail, Optional<String> instance, List<Fault> errors, Map<String, JsonNode> more) {
    private static final String RETRY_AFTER = "retryAfter";
    private static final String RETRYABLE = "retryable";
    private static final long MOMENT = 1;

    /**
     * A part of a request that is to blame.
     *
     * @param pointer JSON pointer (RFC 6901) into the body
     */
    public record Fault(String pointer, String detail) {}

    public ProblemDetails {
        errors = List.copyOf(errors);
        more = Map.copyOf(more);
    }

    /** A problem that one sentence says all about. */
    public static ProblemDetails of(ProblemCode code, String detail) {
        return new ProblemDetails(code, detail, Optional.empty(), List.of(), Map.of());
    }

    /** The same, belonging to an execution. */
    public ProblemDetails in(String execution) {
        return new ProblemDetails(code, detail, Optional.of("/api/v1/executions/" + execution), errors, more);
    }

    /** The same with one more part of the body to blame. */
    public ProblemDetails at(String pointer, String what) {
        var faults = new ArrayList<>(errors);
        faults.add(new Fault(pointer, what));
        return new ProblemDetails(code, detail, instance, faults, more);
    }

    /** The same with one more member. */
    public ProblemDetails with(String name, JsonNode value) {
        var members = new LinkedHashMap<>(more);
        members.put(name, value);
        return new ProblemDetails(code, detail, instance, errors, members);
    }

    /** The same with one more member. */
    public ProblemDetails with(String name, String value) {
        return with(name, JsonNodeFactory.instance.textNode(value));
    }

    /** The same, where it is known how long it will be so: in whole seconds, rounded up, as {@code retryAfter}. */
    public ProblemDetails after(Duration wait) {
        return with(
                RETRY_AFTER,
                JsonNodeFactory.instance.numberNode(wait.plusNanos(999_999_999).toSeconds()));
    }

    /** The same of what may have happened all the same: however soon its cause passes, it is not to be sent again. */
    public ProblemDetails open() {
        var problem = new ProblemDetails(code, detail + "; it may have happened", instance, errors, more);
        return problem.with(RETRYABLE, JsonNodeFactory.instance.booleanNode(false));
    }

    /** Seconds after which it may be tried again; a moment unless said otherwise. */
    long patience() {
        return Optional.ofNullable(more.get(RETRY_AFTER)).map(JsonNode::asLong).orElse(MOMENT);
    }

    /** To be thrown where a request cannot go on. */
    public Declined declined() {
        return new Declined(this);
    }

    /** The document. */
    ObjectNode toJson(String traceId) {
        var document = JsonNodeFactory.instance.objectNode();
        document.put("type", code.page());
        document.put("title", code.title());
        document.put("status", code.status());
        document.put("detail", detail);
        instance.ifPresent(address -> document.put("instance", address));
        if (!errors.isEmpty()) {
            var list = document.putArray("errors");
            errors.forEach(
                    fault -> list.addObject().put("pointer", fault.pointer()).put("detail", fault.detail()));
        }
        document.put(RETRYABLE, code.retryable());
        document.setAll(more);
        document.put("traceId", traceId);
        return document;
    }
}

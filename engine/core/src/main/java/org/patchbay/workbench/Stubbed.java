package org.patchbay.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.patchbay.definition.TestCase;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.spi.TransportFailure;
import org.patchbay.trip.Sender;

/** Partners that answer as a test says; a call that the test does not know is a difference, nothing goes out. */
final class Stubbed implements Sender {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, List<TestCase.Stub>> stubs;
    private final TestClock clock;
    private final Map<String, Integer> asked = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    Stubbed(Map<String, List<TestCase.Stub>> stubs, TestClock clock) {
        this.stubs = stubs;
        this.clock = clock;
    }

    record Sent(String endpoint, Request request) {}

    /** Requests in the order in which they were made. */
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** Endpoints that were called although the test gives them no reply. */
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    @Override
    public Reply send(String endpoint, Request request, Deadline deadline) {
        sent.add(new Sent(endpoint, request));
        var replies = stubs.getOrDefault(endpoint, List.of());
        if (replies.isEmpty()) {
            unknown.add(endpoint);
            throw new TransportFailure(TransportFailure.Kind.NOT_SENT, "the test has no stub for `" + endpoint + "`");
        }
        var turn = asked.merge(endpoint, 1, Integer::sum);
        return answer(replies.get(Math.min(turn, replies.size()) - 1));
    }

    private Reply answer(TestCase.Stub stub) {
        stub.delay().ifPresent(clock::advance);
        if (stub.fault().isPresent()) {
            throw switch (stub.fault().get()) {
                case TIMEOUT -> new TransportFailure(TransportFailure.Kind.TIMEOUT, "no answer in time");
                case RESET ->
                    new TransportFailure(
                            TransportFailure.Kind.BROKEN, "the connection broke after the request was sent");
                case BEFORE_SEND -> new TransportFailure(TransportFailure.Kind.NOT_SENT, "no connection");
            };
        }
        return reply(stub);
    }

    /** The reply that a stub describes. */
    static Reply reply(TestCase.Stub stub) {
        var headers = new ArrayList<Pair>();
        stub.header().forEach((name, value) -> headers.add(new Pair(name, value)));
        var body = body(stub);
        if (!body.type.isEmpty()
                && headers.stream().noneMatch(header -> header.name().equalsIgnoreCase("Content-Type"))) {
            headers.add(new Pair("Content-Type", body.type));
        }
        return new Reply(stub.status(), headers, body.text.getBytes(StandardCharsets.UTF_8));
    }

    private record Typed(String type, String text) {}

    private static Typed body(TestCase.Stub stub) {
        if (stub.json().isPresent()) {
            return new Typed("application/json", json(stub));
        }
        if (!stub.form().isEmpty()) {
            return new Typed("application/x-www-form-urlencoded", form(stub.form()));
        }
        if (stub.xml().isPresent()) {
            return new Typed("application/xml", stub.xml().get());
        }
        return stub.text()
                .map(text -> new Typed("text/plain; charset=utf-8", text))
                .orElse(new Typed("", ""));
    }

    private static String json(TestCase.Stub stub) {
        try {
            return JSON.writeValueAsString(stub.json().orElseThrow().toJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

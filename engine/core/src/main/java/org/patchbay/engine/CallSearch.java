package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.exchange.Execution;
import org.patchbay.format.PhoneTrace;
import org.patchbay.store.Journal.Filter;

/**
 * Which calls are looked for; empty means any.
 *
 * @param phone a number of somebody who called, was called or got a message, however it is written
 * @param agent what the agent is called: an id, an address or another value of {@code agent}
 * @param values results, or what steps have remembered, by name
 * @param before calls whose newest execution that fits has a smaller id: the cursor of the next page
 * @param limit how many, 1 to 500
 */
public record CallSearch(
        Optional<String> callCentre,
        Optional<String> integrator,
        Optional<String> callId,
        Optional<String> phone,
        Optional<String> agent,
        Map<String, String> values,
        Optional<Instant> since,
        Optional<String> before,
        int limit) {
    private static final int PAGE = 500;

    /** More executions are not looked at for one page: what is asked for may be rare. */
    private static final int MOST_LOOKED_AT = 5_000;

    private static final List<String> NUMBERS = List.of("phone", "to", "from");

    public CallSearch {
        values = Map.copyOf(values);
    }

    /**
     * A page of calls, the one with the newest execution first.
     *
     * @param calls their executions alone; what they stand in is looked up one by one
     * @param next cursor of the next page; empty when all was looked at
     */
    public record Page(List<CallFile> calls, Optional<String> next) {
        public Page {
            calls = List.copyOf(calls);
        }
    }

    /** Looks for them. */
    public Page in(Engine engine) {
        var files = new CallFiles(engine);
        var country =
                engine.live().flatMap(live -> live.definitions().installation().country());
        var wanted = new Wanted(this, phone.flatMap(number -> PhoneTrace.of(number, country)));
        var found = new ArrayList<CallFile>();
        var decided = new HashSet<List<String>>();
        var cursor = before;
        for (var looked = 0; looked < MOST_LOOKED_AT; looked += PAGE) {
            var page = engine.journal().list(filter(cursor));
            for (var execution : page) {
                cursor = Optional.of(execution.id());
                if (wanted.accepts(execution)
                        && decided.add(call(execution))
                        && (before.isEmpty() || wanted.isNewest(execution, files))) {
                    files.heard(execution.callCentre(), execution.callId().orElseThrow())
                            .ifPresent(found::add);
                }
                if (found.size() == limit) {
                    return new Page(found, cursor);
                }
            }
            if (page.size() < PAGE) {
                return new Page(found, Optional.empty());
            }
        }
        return new Page(found, cursor);
    }

    private static List<String> call(Execution execution) {
        return List.of(execution.callCentre(), execution.callId().orElseThrow());
    }

    private Filter filter(Optional<String> cursor) {
        return new Filter(
                callCentre,
                integrator,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                callId,
                since,
                Optional.empty(),
                false,
                cursor,
                PAGE);
    }

    /** What an execution is compared with. */
    private record Wanted(CallSearch search, Optional<PhoneTrace> trace) {
        /** A call stands where its newest execution that fits is, and nowhere else. */
        boolean isNewest(Execution execution, CallFiles files) {
            return files
                    .kept(
                            Optional.of(execution.callCentre()),
                            execution.callId().orElseThrow())
                    .reversed()
                    .stream()
                    .filter(other -> search.filter(Optional.empty()).accepts(other) && accepts(other))
                    .findFirst()
                    .map(newest -> newest.id().equals(execution.id()))
                    .orElse(false);
        }

        private boolean accepts(Execution execution) {
            return execution.callId().isPresent()
                    && hasNumber(execution)
                    && hasAgent(execution.body().path("agent"))
                    && hasValues(execution);
        }

        private boolean hasNumber(Execution execution) {
            return search.phone()
                    .map(number -> NUMBERS.stream()
                            .map(name -> execution.body().path(name).asText(""))
                            .anyMatch(
                                    text -> trace.map(person -> person.in(text)).orElseGet(() -> text.equals(number))))
                    .orElse(true);
        }

        private boolean hasAgent(JsonNode agent) {
            return search.agent()
                    .map(name -> leaves(agent).anyMatch(name::equalsIgnoreCase))
                    .orElse(true);
        }

        private static Stream<String> leaves(JsonNode node) {
            return node.isContainerNode()
                    ? node.valueStream().flatMap(Wanted::leaves)
                    : Stream.of(node.asText("")).filter(text -> !text.isEmpty());
        }

        private boolean hasValues(Execution execution) {
            return search.values().entrySet().stream()
                    .allMatch(value -> execution.steps().stream()
                            .flatMap(step -> Stream.of(step.result(), step.remembered()))
                            .anyMatch(values ->
                                    values.path(value.getKey()).asText("").equals(value.getValue())));
        }
    }
}

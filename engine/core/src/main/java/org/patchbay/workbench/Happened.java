package org.patchbay.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;

/** What happened in a test, in the words of its expectations. */
record Happened(
        String status,
        String match,
        List<Stubbed.Sent> sent,
        List<String> unknownCalls,
        Optional<Reply> reply,
        JsonNode results,
        JsonNode iframe,
        JsonNode pop,
        JsonNode remembered,
        JsonNode stored,
        JsonNode sync,
        JsonNode integrator,
        Map<String, String> skipped,
        JsonNode error) {
    /** Names of the endpoints in the order in which they were called. */
    List<String> calls() {
        return sent.stream().map(Stubbed.Sent::endpoint).toList();
    }

    /** Requests of one endpoint. */
    List<Request> requests(String endpoint) {
        return sent.stream()
                .filter(one -> one.endpoint().equals(endpoint))
                .map(Stubbed.Sent::request)
                .toList();
    }
}

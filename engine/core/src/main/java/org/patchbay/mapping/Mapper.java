package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Guard;
import org.patchbay.expression.Scope;
import org.patchbay.format.Locality;

/** Reads what a reply meant and what is kept of it. Compiled once, thread-safe. */
public final class Mapper {
    private Mapper() {}

    /**
     * Compiles the reply side of an endpoint.
     *
     * @param scope names that templates in results may use (integrator, body, run, …); status, header and the reply's body are added here
     */
    public static Mapper compile(Endpoint endpoint, Scope scope, Problems problems) {
        throw new UnsupportedOperationException();
    }

    /** The scope of conditions about a reply: {@code status}, {@code header.…}, {@code body.…} and what the given scope knows. */
    public static Scope replyScope(Scope scope) {
        throw new UnsupportedOperationException();
    }

    /**
     * What the reply meant.
     *
     * @param expired what makes a token count as expired; asked first, empty when the request used none
     * @param values as the request saw them
     */
    public Mapped read(Reply reply, Optional<Guard> expired, Values values, Locality locality) {
        throw new UnsupportedOperationException();
    }

    /** The result that stands in when there is none, as the fallback of the endpoint says. */
    public Optional<ObjectNode> fallback() {
        throw new UnsupportedOperationException();
    }

    /** The token in the reply of an Auth endpoint, by its response type; empty when there is none. */
    public Optional<TokenReply> token(Reply reply, Values values) {
        throw new UnsupportedOperationException();
    }

    /**
     * A mapped reply.
     *
     * @param match none, one or many, where the endpoint says what it looks for
     * @param remembered names and values to remember for the call
     * @param stored fields to write; empty clears
     */
    public record Mapped(
            Outcome outcome, Optional<String> match, ObjectNode remembered, Map<String, Optional<JsonNode>> stored) {
        public Mapped {
            stored = Map.copyOf(stored);
        }
    }
}

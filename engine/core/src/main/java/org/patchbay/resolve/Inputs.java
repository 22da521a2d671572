package org.patchbay.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Failure;

/** The contract of an endpoint's client body: what {@code inputs} demand. */
public final class Inputs {
    private Inputs() {}

    /** Compiles the inputs of an endpoint. */
    public static Inputs compile(Endpoint endpoint, Problems problems) {
        throw new UnsupportedOperationException();
    }

    /** What is missing or unfit in this client body (or in its {@code data} for actions), all of it; empty when it is fine. */
    public List<Failure> check(JsonNode body) {
        throw new UnsupportedOperationException();
    }

    /** The client body with the defaults of absent inputs filled in. */
    public JsonNode withDefaults(JsonNode body) {
        throw new UnsupportedOperationException();
    }
}

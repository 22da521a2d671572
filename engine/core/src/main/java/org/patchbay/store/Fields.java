package org.patchbay.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the engine itself writes about an integrator: fields that endpoints store, its state, the agents' tick boxes. That a field was written
 * is among the changes of {@link Integrators}.
 */
public interface Fields {
    /** Fields written by endpoints; secrets as secret nodes. */
    Map<String, JsonNode> stored(String integrator);

    /** Writes a field, or clears it when the value is empty. Durable when this returns; secret nodes are encrypted. */
    void store(String integrator, String field, Optional<JsonNode> value);

    /**
     * Changes a field by what it holds now; who clears it returns nothing. One at a time, on all nodes: no change is lost.
     *
     * @param change may be asked more than once
     * @return what it holds then; durable when this returns
     */
    Optional<JsonNode> change(String integrator, String field, UnaryOperator<Optional<JsonNode>> change);

    /** State that differs from what the configuration says: reauth-required, disabled, removed. */
    Optional<State> state(String integrator);

    /** Sets or, when empty, clears the state. */
    void setState(String integrator, Optional<State> state);

    /** Tick boxes that the agent has set. */
    Map<String, Boolean> options(String callCentre, String agent);

    /** Sets these tick boxes of an agent; the others stay as they are. */
    void setOptions(String callCentre, String agent, Map<String, Boolean> options);

    /** A state of an integrator and why. */
    record State(String word, String reason) {}
}

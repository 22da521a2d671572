package org.patchbay.store.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.patchbay.store.Fields;

/** Fields, states and tick boxes of this process. */
final class MemoryFields implements Fields {
    private final Map<String, Map<String, JsonNode>> fields = new ConcurrentHashMap<>();
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final Map<Agent, Map<String, Boolean>> options = new ConcurrentHashMap<>();
    private final MemoryIntegrators integrators;

    /** Tells those of what is written. */
    MemoryFields(MemoryIntegrators integrators) {
        this.integrators = integrators;
    }

    private record Agent(String callCentre, String name) {}

    @Override
    public Map<String, JsonNode> stored(String integrator) {
        return fields.getOrDefault(integrator, Map.of());
    }

    @Override
    public void store(String integrator, String field, Optional<JsonNode> value) {
        fields.merge(integrator, laid(Map.of(), field, value), (before, _) -> laid(before, field, value));
        integrators.changed(integrator);
    }

    @Override
    public Optional<JsonNode> change(String integrator, String field, UnaryOperator<Optional<JsonNode>> change) {
        var all = fields.compute(integrator, (_, before) -> {
            var known = Optional.ofNullable(before).orElseGet(Map::of);
            return laid(
                    known,
                    field,
                    change.apply(Optional.ofNullable(known.get(field)).map(JsonNode::deepCopy)));
        });
        integrators.changed(integrator);
        return Optional.ofNullable(all.get(field));
    }

    private static Map<String, JsonNode> laid(Map<String, JsonNode> before, String field, Optional<JsonNode> value) {
        var all = new HashMap<>(before);
        all.remove(field);
        value.ifPresent(given -> all.put(field, given.deepCopy()));
        return Map.copyOf(all);
    }

    @Override
    public Optional<State> state(String integrator) {
        return Optional.ofNullable(states.get(integrator));
    }

    @Override
    public void setState(String integrator, Optional<State> state) {
        state.ifPresentOrElse(given -> states.put(integrator, given), () -> states.remove(integrator));
    }

    @Override
    public Map<String, Boolean> options(String callCentre, String agent) {
        return options.getOrDefault(new Agent(callCentre, agent), Map.of());
    }

    @Override
    public void setOptions(String callCentre, String agent, Map<String, Boolean> set) {
        options.merge(new Agent(callCentre, agent), Map.copyOf(set), (before, more) -> {
            var all = new HashMap<>(before);
            all.putAll(more);
            return Map.copyOf(all);
        });
    }
}

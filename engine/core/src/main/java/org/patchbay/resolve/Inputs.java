package org.patchbay.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Failure;

/** The contract of an endpoint's client body: what {@code inputs} demand. Compiled once, thread-safe. */
public final class Inputs {
    private final List<Input> inputs;
    private final boolean inData;

    private Inputs(List<Input> inputs, boolean inData) {
        this.inputs = List.copyOf(inputs);
        this.inData = inData;
    }

    /** Compiles the inputs of an endpoint. */
    public static Inputs compile(Endpoint endpoint, Problems problems) {
        var inputs = endpoint.request().inputs().stream()
                .map(parameter -> Input.compile(parameter, problems))
                .toList();
        return new Inputs(inputs, endpoint.trigger().stream().anyMatch(name -> name.is("action")));
    }

    /** What is missing or unfit in this client body (or in its {@code data} for actions), all of it; empty when it is fine. */
    public List<Failure> check(JsonNode body) {
        var values = inData ? body.path("data") : body;
        return inputs.stream()
                .flatMap(input -> input.check(values.path(input.name())).stream())
                .toList();
    }

    /** The client body with the defaults of absent inputs filled in. */
    public JsonNode withDefaults(JsonNode body) {
        if (inputs.stream().allMatch(input -> input.fallback().isEmpty())) {
            return body;
        }
        var copy = object(body.deepCopy());
        var values = inData ? data(copy) : copy;
        for (var input : inputs) {
            if (Found.isEmpty(values.path(input.name()))) {
                input.fallback().ifPresent(value -> values.set(input.name(), value.deepCopy()));
            }
        }
        return copy;
    }

    private static ObjectNode data(ObjectNode body) {
        return body.path("data") instanceof ObjectNode data ? data : body.putObject("data");
    }

    private static ObjectNode object(JsonNode body) {
        return body instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }
}

package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import org.patchbay.spi.SignatureMethod;

/** A value that a plugin computes. */
record Foreign(SignatureMethod method, Map<String, Input> inputs) implements Recipe {
    Foreign {
        inputs = Map.copyOf(inputs);
    }

    @Override
    public JsonNode compute(Run run) {
        var bytes = bytes(run);
        return TextNode.valueOf(
                run.values().moment().isStill() ? Methods.standIn(bytes) : Methods.ask(() -> method.sign(bytes)));
    }

    boolean verifies(String carried, Run run) {
        var bytes = bytes(run);
        return Methods.ask(() -> method.verifies(carried, bytes));
    }

    private Map<String, byte[]> bytes(Run run) {
        var bytes = new HashMap<String, byte[]>();
        inputs.forEach((name, input) -> bytes.put(name, input.bytes(run)));
        return bytes;
    }

    @Override
    public Needs needs() {
        return inputs.values().stream().map(Input::needs).reduce(Needs.NOTHING, Needs::and);
    }
}

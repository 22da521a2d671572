package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;

/** One computation of a block: the request as far as it is signed and the values as far as they are computed. */
final class Run {
    private final Sheet sheet;
    private final Values values;
    private final ObjectNode computed = JsonNodeFactory.instance.objectNode();
    private final ObjectNode request = JsonNodeFactory.instance.objectNode();

    Run(Sheet sheet, Values values) {
        this.sheet = sheet;
        this.values = values.with(Root.VALUE, computed).with(Root.REQUEST, request);
    }

    Sheet sheet() {
        return sheet;
    }

    /** Everything that can be read now; what was asked for with {@link #look} included. */
    Values values() {
        return values;
    }

    /** Reads parts of the request as it is now. */
    void look(Needs needs) {
        for (var part : needs.request()) {
            part.read(sheet, request);
        }
    }

    void keep(String name, JsonNode value) {
        computed.set(name, value);
    }

    JsonNode kept(String name) {
        return computed.path(name);
    }

    /** Everything that was computed. */
    ObjectNode kept() {
        return computed;
    }

    /** The exact bytes of the body as it is now. */
    byte[] body() {
        return sheet.bytes();
    }
}

package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.patchbay.definition.SecretNode;

/**
 * What one run is told and nothing keeps.
 *
 * @param fields values of fields, by name
 * @param link what {@code link.…} reads
 */
public record Told(Map<String, JsonNode> fields, ObjectNode link) {
    /** Nothing. */
    public static final Told NOTHING = new Told(Map.of(), JsonNodeFactory.instance.objectNode());

    public Told {
        fields = Map.copyOf(fields);
    }

    /** Texts that nothing may show. */
    List<String> secrets() {
        var secrets = new ArrayList<String>();
        fields.values().forEach(value -> collect(value, secrets));
        collect(link, secrets);
        return secrets;
    }

    private static void collect(JsonNode node, List<String> secrets) {
        if (node instanceof SecretNode hidden) {
            secrets.add(hidden.secret().reveal());
        }
        node.forEach(child -> collect(child, secrets));
    }
}

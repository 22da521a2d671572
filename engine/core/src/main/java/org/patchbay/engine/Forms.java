package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import org.patchbay.definition.Parameter;
import org.patchbay.flow.Tenant;
import org.patchbay.render.Form;
import org.patchbay.trip.Plan;

/** Puts the form of what a button runs beside the button: its fields become the client body. */
final class Forms {
    private Forms() {}

    static void add(ObjectNode card, Tenant tenant, String language) {
        card.path("buttons").forEach(button -> {
            var inputs = Form.of(inputs(button, tenant), language);
            if (button instanceof ObjectNode object && !inputs.isEmpty()) {
                object.set("inputs", inputs);
            }
        });
    }

    private static List<Parameter> inputs(JsonNode button, Tenant tenant) {
        var byName = new LinkedHashMap<String, Parameter>();
        tenant.program().plans().values().stream()
                .filter(plan -> isRun(plan, button))
                .flatMap(plan -> plan.endpoint().request().inputs().stream())
                .forEach(input -> byName.putIfAbsent(input.name().text(), input));
        return List.copyOf(byName.values());
    }

    private static boolean isRun(Plan plan, JsonNode button) {
        var trigger = button.path("trigger").asText();
        return plan.name().equals(button.path("action").asText())
                || plan.endpoint().trigger().stream().anyMatch(name -> name.is(trigger));
    }
}

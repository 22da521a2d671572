package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.patchbay.definition.Template;
import org.patchbay.store.Principals.Principal;
import org.patchbay.store.Store;

/**
 * What the store knows of a tenant.
 *
 * @param fields fields that were stored, by name
 * @param shared asks for the fields that the template has for all of its tenants
 * @param principal the outside identity that authorised it
 */
public record Known(
        Map<String, JsonNode> fields, Supplier<Map<String, JsonNode>> shared, Optional<Principal> principal) {
    /** Nothing. */
    public static final Known NOTHING = new Known(Map.of(), Map::of, Optional.empty());

    public Known {
        fields = Map.copyOf(fields);
    }

    /** What a store knows of the integrator of that name. */
    public static Known of(Store store, String integrator, Template template) {
        var principal = store.integrators()
                .find(integrator)
                .flatMap(kept -> kept.principal())
                .flatMap(store.principals()::find);
        return of(store, integrator, template, principal);
    }

    /** The same for one that belongs to that identity. */
    public static Known of(Store store, String integrator, Template template, Optional<Principal> principal) {
        var place = place(template);
        return new Known(
                store.fields().stored(integrator),
                template.shared().isEmpty() ? Map::of : () -> store.fields().stored(place),
                principal);
    }

    /** The same with other fields. */
    public Known with(Map<String, JsonNode> others) {
        return new Known(others, shared, principal);
    }

    /** The same of one that belongs to that identity. */
    public Known of(Principal other) {
        return new Known(fields, shared, Optional.of(other));
    }

    /** Under which name the fields are kept that a version of a template has for all of its tenants; no integrator is called so. */
    public static String place(Template template) {
        return "template/" + template.name() + "@" + template.version();
    }
}

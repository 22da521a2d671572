package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Principals.Principal;

/**
 * What somebody wants to be connected.
 *
 * @param content keys of the integrator, as a document would hold them; {@code template} and {@code callcenterId} at least. Fields that
 *     are never stored may stand among its fields
 * @param link what {@code link.…} reads while it is connected; kept nowhere
 * @param principal the outside identity that has authorised it
 * @param draft who has had its tokens until now
 * @param generated what becomes of fields that were made up, when it is connected again
 */
public record Wish(
        ObjectNode content,
        ObjectNode link,
        Optional<Principal> principal,
        Optional<Tenant> draft,
        Generated generated) {
    /** What becomes of fields that were made up, when an integrator is connected again. */
    public enum Generated {
        /** They stay: the partner knows them from us. */
        KEPT,
        /** They are made up anew: whoever has the old ones is to be kept out. */
        ANEW
    }

    /** An integrator of these keys, which nobody else knows anything about. */
    public static Wish of(ObjectNode content) {
        return new Wish(
                content, JsonNodeFactory.instance.objectNode(), Optional.empty(), Optional.empty(), Generated.KEPT);
    }

    /** An integrator of a template for a call centre with these fields. */
    public static Wish of(String template, String callCentre, Map<String, JsonNode> fields) {
        var content = JsonNodeFactory.instance.objectNode();
        content.put("template", template);
        content.put("callcenterId", callCentre);
        content.putObject("fields").setAll(fields);
        return of(content);
    }

    /** The same, told that while it is connected. */
    public Wish telling(ObjectNode other) {
        return new Wish(content, other, principal, draft, generated);
    }

    /** The same with everything made up anew that is made up. */
    public Wish anew() {
        return new Wish(content, link, principal, draft, Generated.ANEW);
    }

    String template() {
        return content.path("template").asText();
    }

    String callCentre() {
        return content.path("callcenterId").asText();
    }
}

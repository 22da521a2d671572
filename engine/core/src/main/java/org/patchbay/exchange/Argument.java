package org.patchbay.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.patchbay.definition.ListStyle;
import org.patchbay.definition.Place;

/**
 * A parameter with its final value, on its way into a request.
 *
 * @param place where it goes; empty when it is only read by templates
 * @param key name on the wire
 * @param value the value after default, map and format; missing when it is left out
 * @param style how a list is written in query and form
 * @param source where it came from, for people: {@code integrator.apiKey}, {@code body.phone}, {@code hardParams}
 * @param secret whether the value is or contains a secret
 */
public record Argument(
        String name,
        Optional<Place> place,
        String key,
        JsonNode value,
        ListStyle style,
        String source,
        boolean secret) {
    /** True when it has a value to send; JSON null counts as one. */
    public boolean isThere() {
        return !value.isMissingNode();
    }
}

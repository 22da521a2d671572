package org.patchbay.exchange;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where the value of a parameter came from.
 *
 * @param place header, body, query, path, cookie, or empty when it is only used in templates
 * @param key name on the wire
 * @param source path or kind of the source, for example {@code integrator.apiKey} or {@code hardParams}
 * @param value the value; secrets in it are secret nodes
 * @param masked whether the value is or contains a secret
 */
public record Provenance(String name, String place, String key, String source, JsonNode value, boolean masked) {}

package org.patchbay.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes compact JSON (RFC 8259): every character as itself, numbers with all their digits. */
final class Json {
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

    private Json() {}

    /** As text and not as bytes, because in bytes Jackson escapes what is beyond the basic plane and lets halves pass. */
    static String text(JsonNode tree) {
        try {
            return WRITER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw Characters.refusal("the JSON body is nested too deep");
        }
    }
}

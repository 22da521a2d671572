package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.patchbay.definition.SecretNode;
import org.patchbay.wire.Wire;

/** A signed token: header, claims and signature in base64url, joined by dots (RFC 7515 §3.1, RFC 7519). */
record Jwt(JsonShape header, JsonShape claims, SigningKey key, Seal seal) implements Recipe {
    @Override
    public JsonNode compute(Run run) {
        var signed = part(header, run) + "." + part(claims, run);
        return SecretNode.of(signed + "." + sealed(signed.getBytes(StandardCharsets.US_ASCII), run));
    }

    private String sealed(byte[] signed, Run run) {
        return run.values().moment().isStill()
                ? Methods.standIn(Map.of("input", signed, "key", key.bytes(run)))
                : seal.sign(signed, key.bytes(run));
    }

    private static String part(JsonShape shape, Run run) {
        return Writing.BASE64URL.write(Wire.utf8(Wire.json(shape.in(run))));
    }

    @Override
    public Needs needs() {
        return header.needs().and(claims.needs()).and(key.input().needs());
    }
}

package org.patchbay.sign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Reads a token that came in (RFC 7519 §7.2): its algorithm is the one that was configured, whatever its header says. */
final class Token {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private Token() {}

    /**
     * The claims of a token that is signed with our key and valid now.
     *
     * @throws org.patchbay.exchange.Refusal when it is not
     */
    static JsonNode claims(String token, Jwt jwt, Run run) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw Sheet.refusal("the token does not have three parts");
        }
        var signed = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.UTF_8);
        if (!jwt.seal().alg().equals(json(parts[0]).path("alg").asText())) {
            throw Sheet.refusal("the token is not signed with " + jwt.seal().alg());
        }
        if (!jwt.seal().verifies(parts[2], signed, jwt.key().bytes(run))) {
            throw Sheet.refusal("the signature of the token differs");
        }
        var claims = json(parts[1]);
        var now = run.values().moment().now();
        if (claims.has("exp") && !now.isBefore(time(claims, "exp"))) {
            throw Sheet.refusal("the token expired at " + time(claims, "exp"));
        }
        if (claims.has("nbf") && now.isBefore(time(claims, "nbf"))) {
            throw Sheet.refusal("the token is valid from " + time(claims, "nbf"));
        }
        return claims;
    }

    private static Instant time(JsonNode claims, String claim) {
        var seconds = claims.path(claim);
        if (!seconds.isNumber()
                || seconds.decimalValue().precision() - seconds.decimalValue().scale() > 12) {
            throw Sheet.refusal("`" + claim + "` of the token is not a time");
        }
        return Instant.ofEpochMilli(seconds.decimalValue().movePointRight(3).longValue());
    }

    private static JsonNode json(String part) {
        try {
            var tree = READER.<JsonNode>readValue(new String(Writing.BASE64URL.read(part), StandardCharsets.UTF_8));
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw Sheet.refusal("a part of the token is not JSON in base64url");
        }
        throw Sheet.refusal("a part of the token is not a JSON object");
    }
}

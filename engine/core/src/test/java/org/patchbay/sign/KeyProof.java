package org.patchbay.sign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.patchbay.definition.Secret;
import org.patchbay.spi.ClientProof;

/** A proof of a plugin: private_key_jwt (RFC 7523 §2.2) with ES256, whose signature is another one each time. */
public final class KeyProof implements ClientProof {
    @Override
    public String id() {
        return "test-key";
    }

    @Override
    public Set<String> options() {
        return Set.of("key");
    }

    @Override
    public Set<String> optional() {
        return Set.of("kid");
    }

    @Override
    public Shown show(Claim claim) {
        var kid = claim.options().containsKey("kid")
                ? ",\"kid\":\"" + claim.options().get("kid").reveal() + "\""
                : "";
        var head = part("{\"alg\":\"ES256\"" + kid + "}");
        var until = claim.now().getEpochSecond() + 60;
        var body = part("{\"iss\":\"%1$s\",\"sub\":\"%1$s\",\"aud\":\"%2$s\",\"jti\":\"%3$s\",\"exp\":%4$d}"
                .formatted(claim.id(), claim.url(), claim.nonce(), until));
        var signed = head + "." + body;
        return new Shown(
                Map.of("body.client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                Map.of("body.client_assertion", Secret.of(signed + "." + signature(signed, claim))));
    }

    private static String part(String json) {
        return base64(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String signature(String text, Claim claim) {
        try {
            var key = Base64.getDecoder()
                    .decode(claim.options().getOrDefault("key", Secret.of("")).reveal());
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return base64(signature.sign());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the option `key` is no private key", e);
        }
    }
}

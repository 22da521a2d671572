package org.patchbay.sign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.patchbay.spi.SignatureMethod;

/** A method of a plugin with two halves of a key, {@code private.public}: what one signs, the other verifies (RFC 8032). */
public final class HalvesMethod implements SignatureMethod {
    @Override
    public String id() {
        return "EdDSA";
    }

    @Override
    public Set<String> inputs() {
        return Set.of("input", "key");
    }

    @Override
    public String sign(Map<String, byte[]> inputs) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(half(inputs, 0))));
            signature.update(inputs.getOrDefault("input", new byte[0]));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key is no Ed25519 key", e);
        }
    }

    @Override
    public boolean verifies(String carried, Map<String, byte[]> inputs) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(half(inputs, 1))));
            signature.update(inputs.getOrDefault("input", new byte[0]));
            return signature.verify(Base64.getUrlDecoder().decode(carried));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] half(Map<String, byte[]> inputs, int index) {
        var key = new String(inputs.getOrDefault("key", new byte[0]), StandardCharsets.US_ASCII);
        return Base64.getDecoder().decode(key.split("\\.", 2)[index]);
    }
}

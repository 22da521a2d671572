package org.patchbay.server.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Makes marks: equal for equal texts at one place, and they say nothing about the text to who has not the key (HMAC-SHA256, RFC 2104). */
record Marks(SecretKey key) {
    private static final String DIGEST = "HmacSHA256";

    byte[] of(Vault.Place place, String text) {
        try {
            var mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(key.getEncoded(), DIGEST));
            mac.update(place.bytes());
            mac.update((byte) 0);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC-SHA256 does not work here", impossible);
        }
    }
}

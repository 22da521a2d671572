package org.patchbay.server.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.patchbay.store.StoreUnavailable;

/**
 * Seals and opens what must not be readable in the files of the store: AES-256-GCM (NIST SP 800-38D) under a fresh random nonce of 96
 * bits. What is sealed is bound to its place, so that a value moved to another row does not open. Thread-safe.
 *
 * <p>Sealed bytes: one byte of version, 12 of nonce, the ciphertext with its tag of 128 bits.
 */
public final class Vault {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST = 1 + NONCE + TAG_BITS / 8;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /** A vault under this key of 256 bits. */
    public Vault(SecretKey key) {
        this.key = key;
    }

    /** Where a sealed value stands: table, owner, name. */
    public record Place(List<String> parts) {
        public Place {
            parts = List.copyOf(parts);
        }

        /** The place in that table. */
        public static Place of(String... parts) {
            return new Place(List.of(parts));
        }

        /** Lengths are written out, so that no two places look the same. */
        byte[] bytes() {
            var text = new StringBuilder();
            parts.forEach(part -> text.append(part.length()).append('|').append(part));
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Seals for that place. */
    public byte[] seal(Place place, byte[] plain) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
            return ByteBuffer.allocate(1 + NONCE + cipher.getOutputSize(plain.length))
                    .put(VERSION)
                    .put(nonce)
                    .put(cipher.doFinal(plain))
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM does not work here", impossible);
        }
    }

    /** Opens what was sealed for that place; refuses when a bit of it is different, or the key. */
    public byte[] open(Place place, byte[] sealed) {
        if (sealed.length < SHORTEST || sealed[0] != VERSION) {
            throw new StoreUnavailable(
                    "a value of " + place.parts().getFirst() + " is not sealed as this version does it");
        }
        var buffer = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        var nonce = new byte[NONCE];
        buffer.get(nonce);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(sealed, buffer.position(), buffer.remaining());
        } catch (GeneralSecurityException changed) {
            throw new StoreUnavailable(
                    "a value of " + place.parts().getFirst() + " was sealed under another key or changed since",
                    changed);
        }
    }

    /** Equal for equal texts at one place, and says nothing about the text to who has not the key (HMAC-SHA256, RFC 2104). */
    public byte[] mark(Place place, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            mac.update(place.bytes());
            mac.update((byte) 0);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC-SHA256 does not work here", impossible);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, Place place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.bytes());
        return cipher;
    }
}

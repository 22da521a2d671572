package org.patchbay.server.jdbc;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.patchbay.sign.StrongRandom;

/**
 * AES-256-GCM (NIST SP 800-38D) under a fresh random nonce of 96 bits.
 *
 * <p>Sealed bytes: one byte that says how, 12 of nonce, the ciphertext with its tag of 128 bits.
 */
final class Aes {
    static final int KEY_BYTES = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST = 1 + NONCE + TAG_BITS / 8;
    private static final StrongRandom RANDOM = new StrongRandom();
    /** Looking one up and spreading its key costs more than a short text; one that had the key before keeps it spread. */
    private static final Queue<Cipher> IDLE = new ConcurrentLinkedQueue<>();

    private Aes() {}

    static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, "AES");
    }

    static SecretKey freshKey() {
        return key(random(KEY_BYTES));
    }

    static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Seals; opens only together with the same associated data. */
    static byte[] seal(SecretKey key, byte how, byte[] associated, byte[] plain) {
        var nonce = random(NONCE);
        try {
            var sealed = run(Cipher.ENCRYPT_MODE, key, nonce, associated, ByteBuffer.wrap(plain));
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(how)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM does not work here", impossible);
        }
    }

    /** How bytes were sealed; empty when they are too short for it. */
    static Optional<Byte> how(byte[] sealed) {
        return sealed.length < SHORTEST ? Optional.empty() : Optional.of(sealed[0]);
    }

    /** Opens; empty when a bit of it is different, or the key, or the associated data. */
    static Optional<byte[]> open(SecretKey key, byte[] associated, byte[] sealed) {
        if (sealed.length < SHORTEST) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        var nonce = new byte[NONCE];
        buffer.get(nonce);
        try {
            return Optional.of(run(Cipher.DECRYPT_MODE, key, nonce, associated, buffer));
        } catch (GeneralSecurityException changed) {
            return Optional.empty();
        }
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] associated, ByteBuffer text)
            throws GeneralSecurityException {
        var idle = IDLE.poll();
        var cipher = idle == null ? Cipher.getInstance("AES/GCM/NoPadding") : idle;
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        var done = cipher.doFinal(text.array(), text.arrayOffset() + text.position(), text.remaining());
        IDLE.add(cipher);
        return done;
    }
}

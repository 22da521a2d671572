package org.patchbay.server.http;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.patchbay.definition.Secret;

/** Passwords of people as they are kept: PBKDF2 with HMAC-SHA256 (RFC 8018), each with a salt of its own. */
public final class Passwords {
    /** Shorter ones are guessed. */
    public static final int SHORTEST = 10;

    private static final String SCHEME = "pbkdf2-sha256";
    private static final int ROUNDS = 600_000;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /** What to keep of a password. */
    public static String hash(Secret password) {
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        return SCHEME + "$" + ROUNDS + "$" + base64(salt) + "$" + base64(derived(password, salt, ROUNDS));
    }

    /** Whether that is the password; takes as long for a wrong one. */
    public static boolean fits(Secret password, String kept) {
        var parts = kept.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            return false;
        }
        var decoder = Base64.getDecoder();
        var derived = derived(password, decoder.decode(parts[2]), Integer.parseInt(parts[1]));
        return MessageDigest.isEqual(derived, decoder.decode(parts[3]));
    }

    /** Takes as long as looking at a password, for somebody who has none. */
    static void waste(Secret password) {
        derived(password, new byte[16], ROUNDS);
    }

    private static byte[] derived(Secret password, byte[] salt, int rounds) {
        try {
            var spec = new PBEKeySpec(password.reveal().toCharArray(), salt, rounds, BYTES * Byte.SIZE);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

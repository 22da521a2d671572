package org.patchbay.server.http;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.patchbay.definition.Secret;
import org.patchbay.engine.Engine;
import org.patchbay.store.Secrets;

/**
 * Leave to see one thing for a while, written into an address: the time it ends and an HMAC-SHA256 over what it is for. Their key is made
 * once and kept in the store, so that every node takes the links of the others. Thread-safe.
 */
@Singleton
public final class SignedLinks {
    /** No document can name it: names of secrets have no such character. */
    private static final String KEY = Secrets.OWN + "links";

    private static final String ALGORITHM = "HmacSHA256";

    private final Secrets secrets;
    private final InstantSource clock;

    /** Signs with the key in the engine's store. */
    public SignedLinks(Engine engine) {
        this.secrets = engine.tools().store().secrets();
        this.clock = engine.tools().clock();
    }

    /** What to put into an address so that it opens that thing for so long. */
    public String sign(String thing, Duration life) {
        var until = Long.toString(clock.instant().plus(life).getEpochSecond(), Character.MAX_RADIX);
        return until + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(thing, until));
    }

    /** Whether that was signed for this thing, and is not over. */
    public boolean opens(String thing, String signed) {
        var dot = signed.indexOf('.');
        if (dot < 1 || dot > 12) {
            return false;
        }
        var until = signed.substring(0, dot);
        var isRight = MessageDigest.isEqual(mac(thing, until), decoded(signed.substring(dot + 1)));
        return isRight && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(until, Character.MAX_RADIX)));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException none) {
            return new byte[0];
        }
    }

    private byte[] mac(String thing, String until) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return mac.doFinal((until + "\n" + thing).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] key() {
        return HexFormat.of().parseHex(secrets.find(KEY).orElseGet(this::made).reveal());
    }

    /** When two nodes make one at the same time, both use the one that stayed. */
    private synchronized Secret made() {
        if (secrets.find(KEY).isEmpty()) {
            var bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            secrets.put(KEY, Secret.of(HexFormat.of().formatHex(bytes)), clock.instant());
        }
        return secrets.find(KEY).orElseThrow();
    }
}

package org.patchbay.engine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.patchbay.definition.Secret;
import org.patchbay.store.Secrets;

/**
 * Words that stand for phone numbers, equal for equal numbers. There are so few numbers that a plain digest can be read backwards by
 * trying them all, hence a key (HMAC-SHA256, RFC 2104) that stays in the store. Thread-safe.
 */
final class Pseudonyms {
    private static final String KEY = Secrets.OWN + "pseudonyms";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 16;

    private final Tools tools;

    Pseudonyms(Tools tools) {
        this.tools = tools;
    }

    String of(String number) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            var digest = mac.doFinal(number.getBytes(StandardCharsets.UTF_8));
            return "phone:" + letters(HexFormat.of().formatHex(digest).substring(0, LENGTH));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Without digits, so that nobody takes a part of it for a number. */
    private static String letters(String hex) {
        var word = new StringBuilder();
        hex.chars().forEach(c -> word.append((char) ('a' + Character.digit(c, 16))));
        return word.toString();
    }

    private byte[] key() {
        var secrets = tools.store().secrets();
        return HexFormat.of().parseHex(secrets.find(KEY).orElseGet(this::made).reveal());
    }

    /** When two nodes make one at the same time, both use the one that stayed. */
    private synchronized Secret made() {
        var secrets = tools.store().secrets();
        if (secrets.find(KEY).isEmpty()) {
            var bytes = new byte[32];
            tools.random().nextBytes(bytes);
            secrets.put(
                    KEY,
                    Secret.of(HexFormat.of().formatHex(bytes)),
                    tools.clock().instant());
        }
        return secrets.find(KEY).orElseThrow();
    }
}

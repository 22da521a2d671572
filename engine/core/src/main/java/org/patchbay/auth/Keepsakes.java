package org.patchbay.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;
import org.patchbay.store.Receipts;
import org.patchbay.store.Receipts.Key;
import org.patchbay.store.Receipts.Request;

/**
 * What is remembered for people until they come back with a text that was handed to them: on all nodes and over restarts, until a time. It
 * is locked with that text (AES-256 in Galois/Counter Mode, NIST SP 800-38D), which is kept nowhere here, so nobody who reads the store
 * can read it (decision 0090). Thread-safe.
 */
public final class Keepsakes {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String ANY_NODE = "";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Receipts receipts;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final String kind;

    /** Those of one kind, which know nothing of those of another. */
    public Keepsakes(Receipts receipts, InstantSource clock, RandomGenerator random, String kind) {
        this.receipts = receipts;
        this.clock = clock;
        this.random = random;
        this.kind = kind;
    }

    /** Remembers something in place of what was remembered for that text. */
    public void keep(String text, ObjectNode content, Instant until) {
        receipts.forget(key(text));
        var _ = receipts.begin(new Request(key(text), "", kind, ANY_NODE, until), clock.instant());
        receipts.answer(key(text), ANY_NODE, locked(text, content.toString()));
    }

    /** What is remembered for that text; empty when there is nothing, or its time is over. */
    public Optional<ObjectNode> find(String text) {
        return receipts.answered(key(text), clock.instant()).map(locked -> unlocked(text, locked));
    }

    /** The same for who asks first; nothing is remembered any more. */
    public Optional<ObjectNode> take(String text) {
        var found = find(text).filter(_ -> isFirst(text));
        found.ifPresent(_ -> drop(text));
        return found;
    }

    private boolean isFirst(String text) {
        var now = clock.instant();
        var later = now.plus(Attempts.OPEN);
        var taken = new Key(scope() + "/taken", name(text));
        return receipts.begin(new Request(taken, "", kind, ANY_NODE, later), now) instanceof Receipts.First;
    }

    /** Remembers nothing for that text. */
    public void drop(String text) {
        receipts.forget(key(text));
    }

    private Key key(String text) {
        return new Key(scope(), name(text));
    }

    private String scope() {
        return "keepsake/" + kind;
    }

    private static String name(String text) {
        return DigestUtils.sha256Hex("name\n" + text);
    }

    private String locked(String text, String content) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var locked = crypt(Cipher.ENCRYPT_MODE, text, nonce, content.getBytes(StandardCharsets.UTF_8));
        var whole = Arrays.copyOf(nonce, NONCE_BYTES + locked.length);
        System.arraycopy(locked, 0, whole, NONCE_BYTES, locked.length);
        return Base64.getEncoder().encodeToString(whole);
    }

    private ObjectNode unlocked(String text, String locked) {
        var whole = Base64.getDecoder().decode(locked);
        var nonce = Arrays.copyOf(whole, NONCE_BYTES);
        var plain = crypt(Cipher.DECRYPT_MODE, text, nonce, Arrays.copyOfRange(whole, NONCE_BYTES, whole.length));
        try {
            return JSON.readValue(new String(plain, StandardCharsets.UTF_8), ObjectNode.class);
        } catch (JsonProcessingException changed) {
            throw new IllegalStateException("a keepsake cannot be read", changed);
        }
    }

    private static byte[] crypt(int mode, String text, byte[] nonce, byte[] content) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            var key = new SecretKeySpec(DigestUtils.sha256("key\n" + text), "AES");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException changed) {
            throw new IllegalStateException("a keepsake cannot be opened", changed);
        }
    }
}

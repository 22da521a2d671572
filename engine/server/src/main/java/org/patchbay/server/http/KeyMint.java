package org.patchbay.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.store.Keys.Key;
import org.patchbay.store.Keys.Kind;

/** Makes keys: the text is shown once, only its hash is kept. */
public final class KeyMint {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 32;
    private static final int ID_LENGTH = 12;
    private static final String INSTALLATION = "key_installation";
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyMint() {}

    /**
     * A new key.
     *
     * @param text what its holder sends
     * @param key what is kept
     */
    public record Minted(String text, Key key) {}

    /** A key for the web pages of a call centre. */
    public static Minted publishable(String callCentre, List<String> origins, Instant now) {
        return minted(text(Kind.PK), Kind.PK, Optional.of(callCentre), Optional.empty(), origins, now);
    }

    /** A key for a back end: of one call centre, or of the whole installation. */
    public static Minted secret(Optional<String> callCentre, Instant now) {
        return minted(text(Kind.SK), Kind.SK, callCentre, Optional.empty(), List.of(), now);
    }

    /** A key for people and their tools: for all call centres, or for one. */
    public static Minted admin(Role role, Optional<String> callCentre, Instant now) {
        return minted(text(Kind.AK), Kind.AK, callCentre, Optional.of(role), List.of(), now);
    }

    /** What is kept of an admin key whose text exists already. */
    public static Key adminKnown(String text, Role role, Instant now) {
        return minted(text, Kind.AK, Optional.empty(), Optional.of(role), List.of(), now)
                .key();
    }

    /** What is kept of a key of the whole installation whose text exists already; it replaces the one of before. */
    public static Key installationKnown(String text, Instant now) {
        return new Key(INSTALLATION, hash(text), Kind.SK, Optional.empty(), Optional.empty(), List.of(), now);
    }

    private static Minted minted(
            String text,
            Kind kind,
            Optional<String> callCentre,
            Optional<Role> role,
            List<String> origins,
            Instant now) {
        var id = "key_" + random(ID_LENGTH);
        return new Minted(text, new Key(id, hash(text), kind, callCentre, role.map(Role::word), origins, now));
    }

    private static String text(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + "_" + random(LENGTH);
    }

    private static String random(int length) {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++) {
            text.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return text.toString();
    }

    /** SHA-256 of a key's text, lower-case hex: what the store knows it by. */
    public static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

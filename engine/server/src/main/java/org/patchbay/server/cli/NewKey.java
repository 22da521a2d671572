package org.patchbay.server.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Secret;
import org.patchbay.store.Keys;

/** A key that was just made: what its owner gets, and what is kept of it. */
record NewKey(Secret text, Keys.Key key) {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 4;

    /** What a key shall be good for. */
    record Order(Keys.Kind kind, Optional<String> callCentre, Optional<String> role, List<String> origins) {
        Order {
            origins = List.copyOf(origins);
        }
    }

    static NewKey of(Order order) {
        var random = new byte[BYTES];
        var id = new byte[ID_BYTES];
        var source = new SecureRandom();
        source.nextBytes(random);
        source.nextBytes(id);
        var text = prefix(order.kind()) + "_"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        var key = new Keys.Key(
                HexFormat.of().formatHex(id),
                hash(text),
                order.kind(),
                order.callCentre(),
                order.role(),
                order.origins(),
                Instant.now());
        return new NewKey(Secret.of(text), key);
    }

    static String prefix(Keys.Kind kind) {
        return switch (kind) {
            case PK -> "pk";
            case SK -> "sk";
            case AK -> "ak";
        };
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

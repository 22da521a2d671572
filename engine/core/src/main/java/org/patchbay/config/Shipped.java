package org.patchbay.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** Documents that come with the program: the library {@code well-known}. */
final class Shipped {
    private static final String WELL_KNOWN = "well-known.yaml";

    private Shipped() {}

    static Map<String, String> documents() {
        return Map.of("shipped/" + WELL_KNOWN, text(WELL_KNOWN));
    }

    /** The text of a resource of this room. */
    static String text(String name) {
        try (var stream = Shipped.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}

package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Number and hash of an entry of the trail of changes that somebody kept elsewhere, written {@code 42:6f1e…}. */
record KeptHead(long number, String hash) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    /** Reads what {@code patchbay audit head} wrote. */
    static final class Reader implements ITypeConverter<KeptHead> {
        @Override
        public KeptHead convert(String text) {
            var matcher = WRITTEN.matcher(text.strip());
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is not a number, a colon and a hash of 64 hex digits");
            }
            return new KeptHead(Long.parseLong(matcher.group(1)), matcher.group(2));
        }
    }

    /** What differs where the trail should have it; empty when it does. */
    Optional<String> against(JsonNode entry) {
        if (number == 0) {
            return Optional.empty();
        }
        var found = entry.path("number").asLong() == number ? entry.path("hash").asText() : "no entry " + number;
        return found.equals(hash)
                ? Optional.empty()
                : Optional.of("The trail is not the one that was kept: expected entry " + number + " with the hash "
                        + hash + "; found " + found + ".");
    }
}

package org.patchbay.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Name;
import org.patchbay.definition.Problems;

/** A compiled list of formats, applied left to right. Missing and null values pass through unchanged. */
public interface Format {
    /**
     * The value in its new form; secrets stay secret.
     *
     * @throws org.patchbay.exchange.Refusal when the value cannot be read (bad-phone, bad-input)
     */
    JsonNode apply(JsonNode value, Locality locality);

    /** Compiles format words or date patterns; what is unknown is reported as PB203 or PB608. */
    static Format compile(List<Name> words, Optional<String> readAs, Optional<String> zone, Problems problems) {
        throw new UnsupportedOperationException();
    }

    /** Leaves every value as it is. */
    static Format none() {
        return (value, _) -> value;
    }
}

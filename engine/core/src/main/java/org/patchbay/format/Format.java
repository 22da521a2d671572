package org.patchbay.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.Name;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Problems;

/**
 * A compiled list of formats, applied left to right. Missing and null values pass through unchanged, each element of a list is
 * formatted by itself, and what comes of a secret is secret.
 */
public interface Format {
    /**
     * The value in its new form.
     *
     * @throws org.patchbay.exchange.Refusal when the value cannot be read (bad-phone, bad-input); the message does not repeat it
     */
    JsonNode apply(JsonNode value, Locality locality);

    /** Compiles format words or date patterns; what is unknown is reported as PB203 or PB608. */
    static Format compile(List<Name> words, Optional<String> readAs, Optional<String> zone, Problems problems) {
        var at = words.isEmpty() ? At.NOWHERE : words.getFirst().at();
        return new FormatCompiler(at, problems).compile(words, readAs, zone);
    }

    /** Compiles the formats of a parameter. */
    static Format compile(Parameter parameter, Problems problems) {
        return new FormatCompiler(parameter.at(), problems)
                .compile(parameter.format(), parameter.readAs(), parameter.zone());
    }

    /** Leaves every value as it is. */
    static Format none() {
        return (value, _) -> value;
    }
}

package org.patchbay.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.patchbay.definition.SecretNode;

/** Words one after the other. */
record Pipe(List<Word> words) implements Format {
    Pipe {
        words = List.copyOf(words);
    }

    @Override
    public JsonNode apply(JsonNode value, Locality locality) {
        return SecretNode.isIn(value)
                ? SecretNode.hide(through(SecretNode.revealAll(value), locality))
                : through(value, locality);
    }

    private JsonNode through(JsonNode value, Locality locality) {
        var now = value;
        for (var word : words) {
            if (now.isMissingNode() || now.isNull()) {
                return now;
            }
            now = word.apply(now, locality);
        }
        return now;
    }
}

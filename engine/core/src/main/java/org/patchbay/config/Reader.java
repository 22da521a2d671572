package org.patchbay.config;

import java.util.List;
import java.util.Locale;
import org.patchbay.definition.Problems;

/** Reads the text of a document, YAML 1.2 or JSON, to located trees. */
final class Reader {
    private final Problems problems;

    Reader(Problems problems) {
        this.problems = problems;
    }

    /** The parts of a document; what cannot be read is reported and left out. */
    Reading read(String path, String text) {
        if (!Bounds.allow(path, text, problems)) {
            return new Reading(List.of(), text.length() > Bounds.BYTES ? List.of() : List.of(text));
        }
        return isJson(path) ? new JsonReader(path, problems).read(text) : new YamlReader(path, problems).read(text);
    }

    static boolean isJson(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".json");
    }
}

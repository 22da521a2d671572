package org.patchbay.server.admin;

import java.util.Map;
import java.util.TreeMap;
import org.patchbay.config.Loaded;

/** Documents as they may be shown: without the lines in which a secret stands in clear. */
final class ShownDocuments {
    private static final String HIDDEN = "# a secret stands here in clear: this line is not shown";

    private ShownDocuments() {}

    /** By path, in its order. */
    static Map<String, String> of(Map<String, String> texts, Loaded loaded) {
        var shown = new TreeMap<String, String>();
        texts.forEach((path, text) -> shown.put(path, shown(path, text, loaded)));
        return shown;
    }

    private static String shown(String path, String text, Loaded loaded) {
        var lines = text.split("\n", -1);
        loaded.hidden().stream()
                .filter(line -> line.file().equals(path) && line.number() >= 1 && line.number() <= lines.length)
                .forEach(line -> lines[line.number() - 1] = HIDDEN);
        return String.join("\n", lines);
    }
}

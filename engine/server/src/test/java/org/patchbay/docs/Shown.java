package org.patchbay.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Compares what a page shows with what was printed; {@code …} stands for anything. */
final class Shown {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ANYTHING = "…";

    private Shown() {}

    /** True when the text is the one that is shown; {@code …} stands for a part of a line, alone on a line for any lines. */
    static boolean text(String shown, String printed) {
        var pattern = new StringBuilder();
        for (var line : shown.strip().lines().toList()) {
            pattern.append(line.strip().equals(ANYTHING) ? "(?:.*\\R)*?" : quoted(line) + " *\\R");
        }
        return Pattern.matches(pattern.toString(), printed.strip() + "\n");
    }

    private static String quoted(String line) {
        var parts = new ArrayList<String>();
        for (var part : line.stripTrailing().split(ANYTHING, -1)) {
            parts.add(Pattern.quote(part));
        }
        return String.join(".*", parts);
    }

    /** Where JSON lacks what is shown; more than that may be there. */
    static List<String> json(String shown, String printed) throws JsonProcessingException {
        var missing = new ArrayList<String>();
        compare("", MAPPER.readTree(shown), MAPPER.readTree(printed), missing);
        return missing;
    }

    private static void compare(String at, JsonNode shown, JsonNode printed, List<String> missing) {
        if (shown.isObject()) {
            shown.properties()
                    .forEach(entry -> compare(
                            at + "/" + entry.getKey(), entry.getValue(), printed.path(entry.getKey()), missing));
        } else if (shown.isArray() && printed.size() == shown.size()) {
            for (var i = 0; i < shown.size(); i++) {
                compare(at + "/" + i, shown.get(i), printed.get(i), missing);
            }
        } else if (!shown.asText().equals(ANYTHING) && !shown.equals(printed)) {
            missing.add(at + ": " + shown + " is shown, " + printed + " was printed");
        }
    }
}

package org.patchbay.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.patchbay.definition.At;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;

/** Names that parts of a definition give themselves, and how to say that one of them does not exist. */
final class Names {
    private Names() {}

    /** Names of the maps in a list, with the place of each name, the first of its kind. */
    static Map<String, At> in(Node.Entries map, String key) {
        var names = new LinkedHashMap<String, At>();
        map.list(key).forEach(node -> {
            if (node instanceof Node.Entries entries) {
                entries.text("name").ifPresent(name -> names.putIfAbsent(name.text(), name.at()));
            }
        });
        return names;
    }

    /** Reports a reference to something that does not exist, with the nearest name. */
    static void unknown(Problems problems, String code, At at, String kind, String name, Collection<String> known) {
        var note = known.isEmpty() ? "there is none" : "not found";
        problems.add(code, at, "no " + kind + " called `" + name + "`", note, Nearest.question(name, known));
    }

    /** True when a name matches a pattern such as {@code *.acme.example}; without regard to case. */
    static boolean matchesHost(String pattern, String host) {
        var wanted = pattern.toLowerCase(Locale.ROOT);
        var given = host.toLowerCase(Locale.ROOT);
        return wanted.startsWith("*.")
                ? given.endsWith(wanted.substring(1)) && given.length() > wanted.length() - 1
                : wanted.equals("*") || wanted.equals(given);
    }
}

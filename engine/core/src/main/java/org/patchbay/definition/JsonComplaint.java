package org.patchbay.definition;

import java.util.regex.Pattern;

/** What the reader of JSON says is wrong, in words for people: its first line without advice about the reader itself. */
public final class JsonComplaint {
    /** Where a bracket was opened, which switch would allow it, which method holds the limit. */
    private static final Pattern INTERNALS = Pattern.compile(
            " \\((?:start marker|for |not recognized).*|: enable `.*|, from `[^`]*`|,? ?`[A-Za-z]+[.#][^`]*`");

    private JsonComplaint() {}

    /** The words of that message. */
    public static String of(String message) {
        var first = message.lines().findFirst().orElse("unreadable");
        return INTERNALS.matcher(first).replaceAll("");
    }
}

package org.patchbay.render;

import java.util.regex.Pattern;

/** What a template may look like when it is rendered, without rendering it. */
final class Sections {
    private static final Pattern TAG = Pattern.compile("\\{\\{\\s*([#^/!]?)[^}]*}}");

    private Sections() {}

    /** Every section once, a word for every value. */
    static String kept(String text, String word) {
        return TAG.matcher(text).replaceAll(tag -> tag.group(1).isEmpty() ? word : "");
    }

    /** No section at all, a word for every value. */
    static String dropped(String text, String word) {
        var out = new StringBuilder();
        var depth = 0;
        var start = 0;
        for (var tag = TAG.matcher(text); tag.find(); start = tag.end()) {
            if (depth == 0) {
                out.append(text, start, tag.start());
            }
            switch (tag.group(1)) {
                case "#", "^" -> depth++;
                case "/" -> depth--;
                case "!" -> {}
                default -> out.append(depth == 0 ? word : "");
            }
        }
        return depth == 0 ? out.append(text.substring(start)).toString() : out.toString();
    }
}

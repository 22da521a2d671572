package org.patchbay.config;

import java.util.ArrayList;
import java.util.List;

/** The lines of a text, counted from 0. */
final class Lines {
    private final String text;
    private final List<Integer> starts;

    private Lines(String text, List<Integer> starts) {
        this.text = text;
        this.starts = List.copyOf(starts);
    }

    static Lines of(String text) {
        var starts = new ArrayList<Integer>();
        starts.add(0);
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !text.startsWith("\n", i + 1))) {
                starts.add(i + 1);
            }
        }
        return new Lines(text, starts);
    }

    int count() {
        return starts.size();
    }

    /** The line without its end; empty beyond the last one. */
    String line(int index) {
        return index < 0 || index >= count() ? "" : between(index, index + 1).stripTrailing();
    }

    String between(int first, int next) {
        return text.substring(starts.get(first), next >= count() ? text.length() : starts.get(next));
    }

    /** The first line after this one that begins a part: three dashes (YAML 1.2 §9.2); the count when there is none. */
    int nextPart(int after) {
        for (var i = after + 1; i < count(); i++) {
            if (text.startsWith("---", starts.get(i)) && line(i).matches("---(\\s.*)?")) {
                return i;
            }
        }
        return count();
    }
}

package org.patchbay.render;

import java.util.function.UnaryOperator;
import org.patchbay.definition.TextTemplate;

/**
 * A template beside a copy of it in which every {@code {{…}}} is blotted out, so that signs with a meaning in addresses are only
 * found where the author of the template wrote them.
 */
record Masked(TextTemplate template, String mask) {
    private static final char BLOT = '\0';

    static Masked of(TextTemplate template) {
        var text = template.text();
        var mask = new StringBuilder(text);
        for (var start = text.indexOf("{{"); start >= 0; ) {
            var close = text.indexOf("}}", start + 2);
            var end = close < 0 ? text.length() : close + 2;
            for (var i = start; i < end; i++) {
                mask.setCharAt(i, BLOT);
            }
            start = text.indexOf("{{", end);
        }
        return new Masked(template, mask.toString());
    }

    String text() {
        return template.text();
    }

    int length() {
        return mask.length();
    }

    /** Where a sign stands outside of tags; -1 when nowhere. */
    int indexOf(char sign, int from) {
        return mask.indexOf(sign, from);
    }

    boolean startsWith(String prefix) {
        return mask.startsWith(prefix);
    }

    boolean hasTags() {
        return mask.indexOf(BLOT) >= 0;
    }

    boolean isEmpty() {
        return mask.isEmpty();
    }

    /** True when there is nothing beside tags. */
    boolean isAllTags() {
        return !mask.isEmpty() && mask.chars().allMatch(c -> c == BLOT);
    }

    Masked from(int start) {
        return part(start, length());
    }

    Masked part(int start, int end) {
        var at = template.at().within(start, end - start);
        return new Masked(
                new TextTemplate(at, text().substring(start, end), template.secret()), mask.substring(start, end));
    }

    /** The same with what stands outside of tags written differently. */
    Masked mapped(UnaryOperator<String> change) {
        var out = new StringBuilder();
        var start = 0;
        while (start < length()) {
            var tag = mask.charAt(start) == BLOT;
            var end = start;
            while (end < length() && mask.charAt(end) == BLOT == tag) {
                end++;
            }
            var run = text().substring(start, end);
            out.append(tag ? run : change.apply(run));
            start = end;
        }
        return of(new TextTemplate(template.at(), out.toString(), template.secret()));
    }

    /** The text with a word for every tag: what it would look like. */
    String sample(String word) {
        return mask.replaceAll("\0+", word);
    }
}

package org.patchbay.exchange;

import com.fasterxml.jackson.databind.JsonNode;

/** What trees take of memory, in bytes: estimates, on the large side, of objects on a 64-bit machine with compressed pointers. */
public final class Weight {
    /** Of a map, with the first table of its entries. */
    public static final int MAP = 160;

    /** Of a list, with the first table of its elements. */
    public static final int LIST = 80;

    /** Of a value in a map, besides what it is: its entry and its key. */
    public static final int KEY = 64;

    /** Of a value in a list, besides what it is. */
    public static final int ELEMENT = 8;

    /** Of a text, besides its characters. */
    public static final int TEXT = 64;

    /** Of a number. */
    public static final int NUMBER = 24;

    private Weight() {}

    /** Of a tree. */
    public static long of(JsonNode tree) {
        return switch (tree.getNodeType()) {
            case OBJECT -> {
                long all = MAP;
                for (var entry : tree.properties()) {
                    all += KEY + entry.getKey().length() + of(entry.getValue());
                }
                yield all;
            }
            case ARRAY -> {
                long all = LIST;
                for (var value : tree) {
                    all += ELEMENT + of(value);
                }
                yield all;
            }
            case STRING -> of(tree.asText());
            case NUMBER -> NUMBER;
            case BINARY, BOOLEAN, MISSING, NULL, POJO -> 0;
        };
    }

    /** Of a text. */
    public static long of(String text) {
        return TEXT + (isLatin(text) ? 1L : 2L) * text.length();
    }

    /** A loop, as every event is weighed several times, by the thread that writes too. */
    private static boolean isLatin(String text) {
        for (var index = 0; index < text.length(); index++) {
            if (text.charAt(index) > 0xFF) {
                return false;
            }
        }
        return true;
    }
}

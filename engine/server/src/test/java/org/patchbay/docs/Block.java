package org.patchbay.docs;

import java.util.List;
import java.util.Optional;

/**
 * A fenced block of a page.
 *
 * @param language first word of the fence
 * @param words the other words of the fence
 * @param line line of the fence in the page, the first is 1
 */
record Block(String language, List<String> words, String text, int line) {
    Block {
        words = List.copyOf(words);
    }

    boolean is(String word) {
        return words.contains(word);
    }

    /** The file that the block is, for a fence with {@code file=path}. */
    Optional<String> file() {
        return words.stream()
                .filter(word -> word.startsWith("file="))
                .map(word -> word.substring("file=".length()))
                .findFirst();
    }

    /** The same block with another text. */
    Block saying(String other) {
        return new Block(language, words, other, line);
    }
}

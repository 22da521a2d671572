package org.patchbay.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of the documentation as its fenced blocks. A comment {@code <!-- sh} … {@code -->} is a block too: what a reader does not have to
 * see, such as waiting for a server that was just started.
 */
record Page(String name, List<Block> blocks) {
    private static final String FENCE = "```";
    private static final String HIDDEN = "<!-- sh";

    static Page read(Path root, Path file) throws IOException {
        var blocks = new ArrayList<Block>();
        var lines = Files.readAllLines(file);
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.startsWith(FENCE) || line.equals(HIDDEN)) {
                var end = end(lines, i, line.equals(HIDDEN) ? "-->" : FENCE);
                var text = String.join("\n", lines.subList(i + 1, end)) + "\n";
                blocks.add(block(line.equals(HIDDEN) ? "sh" : line.substring(FENCE.length()), text, i + 1));
                i = end;
            }
        }
        return new Page(root.relativize(file).toString(), List.copyOf(blocks));
    }

    private static int end(List<String> lines, int start, String mark) {
        for (var i = start + 1; i < lines.size(); i++) {
            if (lines.get(i).equals(mark)) {
                return i;
            }
        }
        throw new IllegalStateException("the block of line " + (start + 1) + " has no end");
    }

    private static Block block(String fence, String text, int line) {
        var words = List.of(fence.strip().split(" +", -1));
        return new Block(words.getFirst(), words.subList(1, words.size()), text, line);
    }

    /** The block after that one, if it shows what that one prints. */
    Optional<Block> shownAfter(int index) {
        return index + 1 < blocks.size()
                        && List.of("text", "json")
                                .contains(blocks.get(index + 1).language())
                ? Optional.of(blocks.get(index + 1))
                : Optional.empty();
    }

    String at(Block block) {
        return name + ":" + block.line();
    }
}

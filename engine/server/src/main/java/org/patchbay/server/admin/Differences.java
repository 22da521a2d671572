package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What changed from one set of documents to another, line by line. */
final class Differences {
    /** Pairs of lines that are compared; beyond it everything old went and everything new came. */
    private static final long MOST = 4_000_000;

    private Differences() {}

    /** One entry for each document that is not the same: its path, what happened to it, the lines that went and came. */
    static List<ObjectNode> between(Map<String, String> before, Map<String, String> after) {
        var changes = new ArrayList<ObjectNode>();
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        for (var path : paths) {
            var old = before.getOrDefault(path, "");
            var now = after.getOrDefault(path, "");
            if (!old.equals(now)) {
                var change = JsonNodeFactory.instance.objectNode().put("path", path);
                change.put(
                        "change",
                        !before.containsKey(path) ? "added" : after.containsKey(path) ? "changed" : "removed");
                var lines = change.putArray("lines");
                lines(old.lines().toList(), now.lines().toList()).forEach(lines::add);
                changes.add(change);
            }
        }
        return changes;
    }

    /** A document of which only lines have changed that must not be shown. */
    static ObjectNode unshown(String path) {
        var change = JsonNodeFactory.instance.objectNode().put("path", path).put("change", "changed");
        change.putArray("lines").add("~ only values of secrets");
        return change;
    }

    /** The lines that went, marked "- ", and those that came, marked "+ ", in order: what is left of the longest common sequence. */
    static List<String> lines(List<String> old, List<String> now) {
        if ((long) old.size() * now.size() > MOST) {
            return Stream.concat(
                            old.stream().map(line -> "- " + line), now.stream().map(line -> "+ " + line))
                    .toList();
        }
        var common = common(old, now);
        var lines = new ArrayList<String>();
        var i = 0;
        var j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                i++;
                j++;
            } else if (j >= now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("- " + old.get(i++));
            } else {
                lines.add("+ " + now.get(j++));
            }
        }
        return lines;
    }

    /** Lengths of the longest common sequences of what is left of both. */
    private static int[][] common(List<String> old, List<String> now) {
        var common = new int[old.size() + 1][now.size() + 1];
        for (var i = old.size() - 1; i >= 0; i--) {
            for (var j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}

package org.patchbay.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.patchbay.config.DirectorySource;
import org.patchbay.definition.At;
import org.patchbay.definition.Problem;

/**
 * Documents that a command was pointed at, by the path a person at the terminal would type.
 *
 * @param problems files that could not be read
 */
record Documents(SortedMap<String, String> texts, List<Problem> problems) {
    private static final String USUAL = "config";

    /** All documents below these paths; without any below {@code config}, or right here when there is no such directory. */
    static Documents at(Terminal terminal, List<String> paths) {
        var documents = new Documents(new TreeMap<>(), new ArrayList<>());
        (paths.isEmpty() ? List.of(usual(terminal)) : paths).forEach(path -> documents.add(terminal, path));
        return documents;
    }

    /** Where documents are when nobody says it. */
    static String usual(Terminal terminal) {
        return Files.isDirectory(terminal.at(USUAL)) ? USUAL : ".";
    }

    private void add(Terminal terminal, String path) {
        var place = terminal.at(path);
        if (!Files.exists(place)) {
            throw Complaint.usage("there is nothing at `" + path + "`", "");
        }
        var read = DirectorySource.read(place);
        var before = prefix(place, path);
        read.documents().forEach((name, text) -> texts.put(before + name, text));
        read.problems().forEach(problem -> problems.add(moved(problem, before)));
    }

    private static String prefix(Path place, String path) {
        var slashed = Path.of(path).normalize().toString().replace('\\', '/');
        if (!Files.isRegularFile(place)) {
            return slashed.isEmpty() || slashed.equals(".") ? "" : slashed + "/";
        }
        return slashed.substring(0, slashed.lastIndexOf('/') + 1);
    }

    private static Problem moved(Problem problem, String before) {
        var at = problem.at();
        var moved = new At(before + at.file(), at.line(), at.column(), at.endColumn(), at.pointer());
        return new Problem(problem.code(), problem.severity(), moved, problem.text(), problem.note(), problem.help());
    }
}

package org.patchbay.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.patchbay.definition.At;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;

/** The files of a directory that are documents, without what is in them. Each directory is looked at once, however many links lead to it. */
public final class DocumentFiles {
    private static final int DEPTH = 20;
    private static final int DOCUMENTS = 10_000;

    private final Path root;
    private final Problems problems = new Problems();
    private final List<Path> files = new ArrayList<>();
    private final Set<Path> looked = new HashSet<>();

    private DocumentFiles(Path root) {
        this.root = root;
    }

    /** Documents in the order of their names, and what was not looked at. */
    public record Found(List<Path> files, List<Problem> problems) {}

    /** Looks below a directory; a file is found itself. Links are followed as long as they stay below the directory. */
    public static Found below(Path directory) {
        var found = new DocumentFiles(directory);
        if (Files.isRegularFile(directory)) {
            found.files.add(directory);
        } else {
            found.directory(directory, 0);
        }
        return new Found(List.copyOf(found.files), found.problems.sorted());
    }

    /** Where the trouble with a file is told: the path as the admin knows it, relative to the directory, with slashes. */
    static At at(Path root, Path file) {
        return new At(name(root, file), 1, 1, 1, "");
    }

    static String name(Path root, Path file) {
        return file.equals(root)
                ? String.valueOf(root.getFileName())
                : root.relativize(file).toString().replace('\\', '/');
    }

    private void directory(Path directory, int depth) {
        if (depth > DEPTH) {
            problem("PB107", directory, "the directory is nested too deep", "20 levels are read");
            return;
        }
        for (var entry : entries(directory)) {
            var name = String.valueOf(entry.getFileName());
            if (files.size() > DOCUMENTS || name.startsWith(".") || name.startsWith("_") || leavesTree(entry)) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                directory(entry, depth + 1);
            } else if (isDocument(name)) {
                file(entry);
            }
        }
    }

    private void file(Path file) {
        files.add(file);
        if (files.size() > DOCUMENTS) {
            problem("PB903", file, "too much to read", "10000 documents, 64 MiB together");
        }
    }

    private List<Path> entries(Path directory) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            if (!looked.add(directory.toRealPath())) {
                problem("PB107", directory, "this directory is read already", "delete the link that leads to it");
                return List.of();
            }
            return new ArrayList<>(
                    StreamSupport.stream(stream.spliterator(), false).sorted().toList());
        } catch (IOException unreadable) {
            problem("PB107", directory, "the directory cannot be read", "does it exist, and may the server read it?");
            return List.of();
        }
    }

    private boolean leavesTree(Path entry) {
        try {
            if (!Files.isSymbolicLink(entry) || entry.toRealPath().startsWith(root.toRealPath())) {
                return false;
            }
        } catch (IOException broken) {
            problem("PB107", entry, "the link leads nowhere", "delete it, or mend what it points to");
            return true;
        }
        problem("PB107", entry, "the link leaves the directory", "put the file itself here");
        return true;
    }

    private static boolean isDocument(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
    }

    private void problem(String code, Path file, String text, String help) {
        problems.add(code, at(root, file), text, help);
    }
}

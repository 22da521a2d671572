package org.patchbay.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.patchbay.definition.At;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;

/** Documents of a directory (format reference, section 2.1). */
public final class DirectorySource {
    private static final long BYTES = 64L << 20;
    private final Path root;
    private final Problems problems = new Problems();
    private final SortedMap<String, String> documents = new TreeMap<>();
    private long bytes;

    private DirectorySource(Path root) {
        this.root = root;
    }

    /** What was read: documents by path, and files that could not be. */
    public record Read(SortedMap<String, String> documents, List<Problem> problems) {}

    /** Reads a directory, or a single file. Paths are as the admin knows them: relative to the directory, with slashes. */
    public static Read read(Path directory) {
        var source = new DirectorySource(directory);
        var found = DocumentFiles.below(directory);
        source.problems.addAll(found.problems());
        found.files().forEach(source::file);
        return new Read(source.documents, source.problems.sorted());
    }

    private void file(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            problem("PB107", file, "this is no file", "a document is a plain file; a pipe or a device is not read");
            return;
        }
        try {
            var size = Files.size(file);
            if (size > Bounds.BYTES) {
                problem(
                        "PB106",
                        file,
                        "the document is larger than 1 MiB",
                        "split it: every file below the directory is read");
                return;
            }
            bytes += size;
            if (bytes > BYTES) {
                problem("PB903", file, "too much to read", "10000 documents, 64 MiB together");
            } else {
                decode(DocumentFiles.name(root, file), Files.readAllBytes(file));
            }
        } catch (IOException unreadable) {
            problem("PB107", file, "the file cannot be read", "may the server read it?");
        }
    }

    private void decode(String name, byte[] content) {
        try {
            documents.put(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException notUtf8) {
            problems.add("PB106", place(name, content), "this is not UTF-8", "save the file as UTF-8");
        }
    }

    /** The first byte that is not UTF-8. */
    private static At place(String name, byte[] content) {
        var input = ByteBuffer.wrap(content);
        var output = CharBuffer.allocate(content.length + 1);
        StandardCharsets.UTF_8.newDecoder().decode(input, output, true);
        var before = output.flip().toString();
        var line = Lines.of(before).count();
        var column = before.length() - (before.lastIndexOf('\n') + 1) + 1;
        return new At(name, line, column, column, "");
    }

    private void problem(String code, Path file, String text, String help) {
        problems.add(code, DocumentFiles.at(root, file), text, help);
    }
}

package org.patchbay.server.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.patchbay.config.DocumentFiles;
import org.patchbay.definition.Problem;

/** What documents look like from outside, through links: when it changes, they are worth reading again. */
record Footprint(Map<String, Mark> files, List<Problem> problems) {
    /** What tells one state of a file from another. */
    record Mark(long size, long modified, String key) {
        static Mark of(BasicFileAttributes attributes) {
            return new Mark(
                    attributes.size(),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    String.valueOf(attributes.fileKey()));
        }
    }

    static Footprint of(Path directory) {
        var files = new TreeMap<String, Mark>();
        var found = DocumentFiles.below(directory);
        for (var file : found.files()) {
            try {
                files.put(file.toString(), Mark.of(Files.readAttributes(file, BasicFileAttributes.class)));
            } catch (IOException changing) {
                // A link is being swapped: what was seen so far differs from what will be seen next, which is enough.
            }
        }
        return new Footprint(files, found.problems());
    }
}

package org.patchbay.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What files look like from outside, through links: when it changes, they are worth reading again. */
record Footprint(Map<String, Mark> files) {
    private static final int DEPTH = 20;

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
        try (var entries = Files.find(
                directory,
                DEPTH,
                (path, attributes) -> {
                    if (attributes.isRegularFile()) {
                        files.put(path.toString(), Mark.of(attributes));
                    }
                    return false;
                },
                FileVisitOption.FOLLOW_LINKS)) {
            var _ = entries.count();
        } catch (IOException | UncheckedIOException changing) {
            // A link is being swapped: what was seen so far differs from what will be seen next, which is enough.
        }
        return new Footprint(files);
    }
}

package org.patchbay.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The codes that the sources give. */
final class Codes {
    private static final Pattern CODE = Pattern.compile("\"(PB[0-9]{3})\"");

    private Codes() {}

    static Set<String> inSourcesOf(String room) throws IOException {
        return in(
                Golden.root().resolve("engine/core/src/main/java/org/patchbay").resolve(room));
    }

    static Set<String> inAllSources() throws IOException {
        var codes = in(Golden.root().resolve("engine/core/src/main/java"));
        codes.addAll(in(Golden.root().resolve("engine/server/src/main/java")));
        return codes;
    }

    private static Set<String> in(Path directory) throws IOException {
        var codes = new TreeSet<String>();
        try (var files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file ->
                            CODE.matcher(Golden.read(file)).results().forEach(found -> codes.add(found.group(1))));
        }
        return codes;
    }
}

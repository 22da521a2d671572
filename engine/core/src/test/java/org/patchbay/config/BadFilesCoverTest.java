package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BadFilesCoverTest {
    /** Codes that are given before there is a document, or only when asked for; other tests show them. */
    private static final Set<String> ELSEWHERE = Set.of("PB106", "PB107", "PB705", "PB802", "PB903");

    private static final Pattern SHOWN = Pattern.compile("(?:error|warning)\\[(PB[0-9]{3})]");

    @Test
    void every_code_that_the_reader_gives_is_shown_by_a_bad_file() throws IOException {
        var shown = new TreeSet<String>();
        try (var files = Files.list(Golden.root().resolve("engine/core/src/test/resources/bad"))) {
            files.filter(file -> file.toString().endsWith(".txt"))
                    .forEach(file ->
                            SHOWN.matcher(Golden.read(file)).results().forEach(found -> shown.add(found.group(1))));
        }

        var missing = Codes.inSourcesOf("config");
        missing.removeAll(shown);

        assertThat(missing).isSubsetOf(ELSEWHERE);
    }
}

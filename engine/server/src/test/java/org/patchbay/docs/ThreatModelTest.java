package org.patchbay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages about security name only what is there. */
class ThreatModelTest {
    private static final Path ROOT = Path.of(System.getProperty("patchbay.root"));
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\(([^)#:]+)\\)");

    private static List<MatchResult> links(Path page) throws IOException {
        return LINK.matcher(Files.readString(page)).results().toList();
    }

    @Test
    void every_test_that_the_threat_model_names_exists() throws IOException {
        var page = ROOT.resolve("docs/threat-model.md");
        var links = links(page);

        assertThat(links).hasSizeGreaterThan(25).allSatisfy(link -> {
            var file = page.resolveSibling(link.group(2)).normalize();
            assertThat(file).exists();
            assertThat(file.getFileName().toString()).isEqualTo(link.group(1).replaceFirst(" .*", "") + ".java");
        });
    }

    @Test
    void what_the_security_page_refers_to_exists() throws IOException {
        var page = ROOT.resolve("SECURITY.md");

        assertThat(links(page))
                .isNotEmpty()
                .allSatisfy(
                        link -> assertThat(page.resolveSibling(link.group(2)).normalize())
                                .exists());
    }
}

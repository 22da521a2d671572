package org.patchbay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.config.Findings;
import org.patchbay.config.Loaded;
import org.patchbay.config.Loader;
import org.patchbay.definition.Problem;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Keeps README.md and docs true: what they show is loaded, run and compared. */
class DocsTest {
    private static final Path ROOT = Path.of(System.getProperty("patchbay.root"));

    static List<Page> pages() throws IOException {
        try (var docs = Files.walk(ROOT.resolve("docs"))) {
            var files = Stream.concat(
                    Stream.of(ROOT.resolve("README.md")),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted());
            var pages = new ArrayList<Page>();
            for (var file : files.toList()) {
                pages.add(Page.read(ROOT, file));
            }
            return pages;
        }
    }

    static Stream<Page> pagesWithCommands() throws IOException {
        return pages().stream()
                .filter(page -> page.blocks().stream()
                        .anyMatch(block -> block.language().equals("sh")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void documents_that_are_shown_can_be_loaded(Page page) {
        page.blocks().stream().filter(block -> block.language().equals("yaml")).forEach(block -> {
            if (block.text().lines().anyMatch(line -> line.startsWith("kind:")) && !block.is("bad")) {
                assertThat(findings(block)).as(page.at(block)).doesNotContain("error[");
            } else if (!block.is("bad")) {
                assertThat(new Load(LoadSettings.builder().build()).loadAllFromString(block.text()))
                        .as(page.at(block))
                        .isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_document_that_is_shown_as_bad_gives_exactly_the_finding_beneath_it(Page page) {
        for (var i = 0; i < page.blocks().size(); i++) {
            var block = page.blocks().get(i);
            if (block.is("bad")) {
                assertThat(findings(block))
                        .as(page.at(block))
                        .isEqualTo(page.shownAfter(i).orElseThrow().text());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void json_that_is_shown_can_be_read(Page page) throws JsonProcessingException {
        for (var block : page.blocks()) {
            if (block.language().equals("json")) {
                assertThat(new ObjectMapper().readTree(block.text()))
                        .as(page.at(block))
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pagesWithCommands")
    void commands_print_what_is_shown_beneath_them(Page page, @TempDir Path directory)
            throws IOException, InterruptedException {
        var printed = new Walkthrough(page, directory).walk();

        for (var entry : printed.entrySet()) {
            var shown = page.shownAfter(entry.getKey());
            if (shown.isPresent()) {
                compare(page, shown.get(), entry.getValue());
            }
        }
    }

    private static void compare(Page page, Block shown, String printed) throws JsonProcessingException {
        if (shown.language().equals("json")) {
            assertThat(Shown.json(shown.text(), printed))
                    .as(page.at(shown) + "\n" + printed)
                    .isEmpty();
        } else {
            assertThat(Shown.text(shown.text(), printed))
                    .as(page.at(shown) + " shows\n" + shown.text() + "\nand this was printed\n" + printed)
                    .isTrue();
        }
    }

    private static String findings(Block block) {
        var documents = Map.of(block.file().orElse("example.yaml"), block.text());
        var loaded = Loader.forTests().load(documents);
        return Findings.of(documents, loaded).print(inItself(loaded), Findings.Form.TEXT);
    }

    /** A document may be shown alone although its template stands elsewhere. */
    private static List<Problem> inItself(Loaded loaded) {
        return loaded.problems().stream()
                .filter(problem -> !problem.code().equals("PB307"))
                .toList();
    }
}

package org.patchbay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says what shows each row of the seed systems, and the promise that none of them is named in the code. */
class SeedCoverageTest {
    private static final Path ROOT = Path.of(System.getProperty("patchbay.root", "../.."));
    private static final Path PAGE = ROOT.resolve("docs/seed-coverage.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^:)]+):((?:[^()]|\\([^()]*\\))+)\\)");
    private static final Pattern NOT_CODE = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'|//[^\\n]*|/\\*.*?\\*/",
            Pattern.DOTALL);
    private static final Pattern SYSTEM = Pattern.compile("(?i)\\w*(gcalls|talkdesk|socialhub|idonethis)\\w*");

    @Test
    void every_link_leads_to_words_that_are_there() throws IOException {
        var dead = new ArrayList<String>();
        var links = LINK.matcher(Files.readString(PAGE)).results().toList();
        for (var link : links) {
            var file = PAGE.resolveSibling(link.group(1)).normalize();
            if (!Files.isRegularFile(file) || !Files.readString(file).contains(link.group(2))) {
                dead.add(link.group());
            }
        }

        assertThat(links).hasSizeGreaterThan(60);
        assertThat(dead).isEmpty();
    }

    @Test
    void every_row_is_shown() throws IOException {
        var page = Files.readAllLines(PAGE);
        var rows = Stream.of(rows("T", 39), rows("S", 46), rows("I", 34), rows("H", 50))
                .flatMap(List::stream)
                .toList();

        assertThat(rows.stream().filter(row -> page.stream().noneMatch(line -> isShownBy(line, row))))
                .isEmpty();
    }

    /** A line of a table that begins with the row, among others, and has a link. */
    private static boolean isShownBy(String line, String row) {
        var cells = line.split("\\|", 3);
        return cells.length == 3
                && List.of(cells[1].strip().split(" ")).contains(row)
                && LINK.matcher(cells[2]).find();
    }

    private static List<String> rows(String letter, int last) {
        return IntStream.rangeClosed(1, last)
                .mapToObj(number -> String.format(Locale.ROOT, "%s%02d", letter, number))
                .toList();
    }

    @Test
    void no_class_method_or_constant_outside_importers_names_a_system() throws IOException {
        var named = new ArrayList<String>();
        for (var source : sources()) {
            var code = NOT_CODE.matcher(Files.readString(source)).replaceAll("\"\"");
            SYSTEM.matcher(code.replaceAll("(?m)^import .*$", ""))
                    .results()
                    .forEach(found -> named.add(source.getFileName() + ": " + found.group()));
        }

        assertThat(named).isEmpty();
    }

    @Test
    void a_name_in_code_would_be_found_and_one_in_a_text_is_not() {
        var code = "class TalkdeskBridge { String s = \"socialhub\"; } // gcalls";

        assertThat(SYSTEM.matcher(NOT_CODE.matcher(code).replaceAll("\"\"")).results())
                .extracting(found -> found.group())
                .containsExactly("TalkdeskBridge");
    }

    /** Sources of the product; importers are what knows other systems' formats, and the command that offers them. */
    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(ROOT.resolve("engine"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/main/java"))
                    .filter(file -> !file.toString().contains("workbench/imports"))
                    .filter(file -> !file.endsWith("ImportCommand.java"))
                    .toList();
        }
    }
}

package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.config.Conversion;
import org.patchbay.server.cli.Session.Result;

class ConvertTest {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("patchbay.root", "../..")).resolve("config-examples");

    @TempDir
    private Path directory;

    private Result run(String... arguments) {
        return new Session(new MemoryEquipment(), directory).run(arguments);
    }

    private Result convert(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
        return run("convert", name);
    }

    @Test
    void yaml_becomes_json_with_every_part_and_it_is_said_what_is_lost() throws IOException {
        var converted = convert("a.yaml", """
                # a comment
                kind: Template   # and another
                version: 1.10
                off: "5"
                ---
                { kind: Integrator, options: { a: true, b: null } }
                """);

        assertThat(converted).isEqualTo(new Result(0, """
                {
                  "kind" : "Template",
                  "version" : 1.10,
                  "off" : "5"
                }
                {
                  "kind" : "Integrator",
                  "options" : {
                    "a" : true,
                    "b" : null
                  }
                }
                """, "Lost: 2 comments.\n"));
    }

    @Test
    void json_becomes_yaml_in_which_texts_stay_texts() throws IOException {
        assertThat(convert(
                        "a.json",
                        "{\"kind\":\"Template\",\"a\":\"5\",\"b\":5,\"c\":\"yes\",\"d\":[1.0,\"null\",null]}"))
                .isEqualTo(new Result(0, """
                        kind: Template
                        a: "5"
                        b: 5
                        c: "yes"
                        d: [1.0, "null", null]
                        """, ""));
    }

    @Test
    void what_is_no_document_or_broken_is_refused() throws IOException {
        assertThat(run("convert", "nothing.yaml").exit()).isEqualTo(2);
        Files.writeString(directory.resolve("b.yaml"), "kind: Template");
        var broken = convert("a.yaml", "kind: [Template");
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.err()).startsWith("error: a.yaml:1:");
        assertThat(run("convert", ".").exit()).isEqualTo(2);
    }

    private static Stream<Path> examples() throws IOException {
        try (var files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_means_the_same_as_json_and_as_yaml_again(Path example) throws IOException {
        var yaml = Files.readString(example);

        var json = convert("there.yaml", yaml);
        var back = convert("back.json", json.out());

        assertThat(json.exit()).isZero();
        assertThat(back.exit()).isZero();
        assertThat(Conversion.of("a.yaml", back.out()).parts())
                .isEqualTo(Conversion.of("a.yaml", yaml).parts());
    }
}

package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.config.Findings;
import org.patchbay.definition.Secret;
import org.patchbay.spi.SecretSource;
import org.patchbay.store.memory.MemoryStore;

/**
 * Mistakes that admins make, each a file beside the exact text that they are told. {@code -Dgolden=write} writes the texts anew; the
 * change is to be read like any other.
 */
class BadFilesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "bad");

    static Stream<String> names() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".txt"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_bad_file_is_told_what_is_wrong_and_where(String name) throws IOException {
        var told = told(name);

        var golden = FOLDER.resolve(name.replaceFirst("\\.(yaml|json)$", ".txt"));
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, told);
        }
        assertThat(told).isEqualTo(Files.readString(golden));
        assertThat(told)
                .contains("PB")
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("hunter2-in-clear");
    }

    private static String told(String name) {
        var documents = Map.of(name, read(FOLDER.resolve(name)));
        var key = new SecretSource() {
            @Override
            public String word() {
                return "env";
            }

            @Override
            public Optional<Secret> find(String asked) {
                return asked.equals("KEY") ? Optional.of(Secret.of("k")) : Optional.empty();
            }
        };
        var tools = new Tools(
                new MemoryStore(),
                (_, _) -> (_, _) -> {
                    throw new IllegalStateException("nothing is sent");
                },
                List.of(key),
                InstantSource.system(),
                new Random(1));
        try (var engine = new Engine(tools)) {
            var checked = engine.check(documents);
            return Findings.of(documents, checked.loaded()).print(checked.problems(), Findings.Form.TEXT);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void there_are_at_least_sixty_of_them() throws IOException {
        assertThat(names().count()).isGreaterThanOrEqualTo(60);
    }
}

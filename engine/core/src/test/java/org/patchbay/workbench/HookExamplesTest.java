package org.patchbay.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.config.Findings;

class HookExamplesTest {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("patchbay.root", "../..")).resolve("config-examples");

    @ParameterizedTest
    @ValueSource(strings = {"talkdesk", "socialhub", "idonethis"})
    void the_tests_of_an_example_that_partners_call_pass(String name) throws IOException {
        var documents = new TreeMap<String, String>();
        try (var files = Files.walk(EXAMPLES.resolve(name))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                documents.put(EXAMPLES.relativize(file).toString(), Files.readString(file));
            }
        }

        var report = TestRunner.run(documents, _ -> true);

        assertThat(Findings.of(documents, report.loaded()).print(report.problems(), Findings.Form.TEXT))
                .isEmpty();
        assertThat(report.results().stream()
                        .filter(result -> !result.passed())
                        .map(result -> result.name() + ": " + result.differences())
                        .collect(Collectors.joining("\n")))
                .isEmpty();
        assertThat(report.results()).isNotEmpty();
    }
}

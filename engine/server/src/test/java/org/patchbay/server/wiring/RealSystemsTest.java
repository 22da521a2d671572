package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** Examples that have a script for trying them run it, where the environment says how to reach the real system. */
class RealSystemsTest {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("patchbay.root")).resolve("config-examples");
    private static final Pattern NEEDED = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*):\\?");
    private static final Pattern CALL_CENTRE = Pattern.compile("(?m)^callcenterId: *(\\S+)");

    @TestFactory
    Stream<DynamicTest> an_example_does_in_the_real_system_what_it_promises() throws IOException {
        try (var scripts = Files.find(EXAMPLES, 2, (file, _) -> file.endsWith("try"))) {
            return scripts.sorted().toList().stream()
                    .map(script ->
                            DynamicTest.dynamicTest(EXAMPLES.relativize(script).toString(), () -> tries(script)));
        }
    }

    private static void tries(Path script) throws IOException, InterruptedException {
        var missing = missing(script);
        assumeTrue(missing.isEmpty(), () -> "runs where these are set: " + String.join(", ", missing));
        var example = script.resolveSibling("");
        try (var site = new Site()) {
            copy(example, site);
            site.start(Watching.OFF);
            var builder = new ProcessBuilder("sh", script.toString())
                    .directory(site.directory.toFile())
                    .redirectErrorStream(true);
            builder.environment()
                    .put("PATCHBAY_URL", String.valueOf(site.server().address()));
            builder.environment().put("PATCHBAY_KEY", site.secretKey(callCentre(example)));

            var process = builder.start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
        }
    }

    private static List<String> missing(Path script) throws IOException {
        return all(NEEDED, script).filter(name -> System.getenv(name) == null).toList();
    }

    private static String callCentre(Path example) throws IOException {
        return all(CALL_CENTRE, example.resolve("integrator.yaml")).findFirst().orElseThrow();
    }

    private static Stream<String> all(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results().map((MatchResult found) -> found.group(1));
    }

    private static void copy(Path example, Site site) throws IOException {
        try (var files = Files.list(example)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                site.write(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
    }
}

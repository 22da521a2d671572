package org.patchbay.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.config.ScriptReader;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Script;

/** The scripts that the product ships. */
public final class Scripts {
    /** The name under which any of the scripts goes as calls go: events overtake each other, come twice, ends are missing. */
    public static final String CHAOS = "chaos";

    /** How much later than the script says an event of such a call may come. */
    public static final Duration JITTER = Duration.ofMillis(800);

    private static final String FILE = "scripts.yaml";

    private Scripts() {}

    /** All of them, the simplest first. */
    public static List<Script> shipped() {
        try (var in = Objects.requireNonNull(Scripts.class.getResourceAsStream(FILE))) {
            var problems = new Problems();
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var scripts = ScriptReader.read(FILE, text, problems);
            if (problems.refuse()) {
                throw new IllegalStateException(problems.sorted().toString());
            }
            return scripts;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What can be asked for by name. */
    public static List<String> names() {
        return Stream.concat(shipped().stream().map(script -> script.name().text()), Stream.of(CHAOS))
                .toList();
    }

    /** The shipped script of that name. */
    public static Optional<Script> shipped(String name) {
        return shipped().stream().filter(script -> script.name().is(name)).findFirst();
    }
}

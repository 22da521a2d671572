package org.patchbay.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.config.ScriptReader;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Script;

/** The scripts that the product ships. */
public final class Scripts {
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

    /** The shipped script of that name. */
    public static Optional<Script> shipped(String name) {
        return shipped().stream().filter(script -> script.name().is(name)).findFirst();
    }
}

package org.patchbay.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patchbay.render.Sample;

/** Everything a signature can be made of is told on its page, docs/signatures.md. */
class SignaturesPageTest {
    private static final Path ROOT = Path.of(System.getProperty("patchbay.root"));

    @Test
    void names_every_method_and_every_option_of_a_canonical_text() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/signatures.md"));

        assertThat(Stream.concat(RecipeCompiler.words().stream(), CanonicalCompiler.KEYS.stream()))
                .allSatisfy(word -> assertThat(page).containsPattern("[`{ ]" + word + "[`:,]"));
    }

    @Test
    void names_every_signature_that_comes_with_the_program() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/signatures.md"));
        var library = ROOT.resolve("engine/core/src/main/resources/org/patchbay/config/well-known.yaml");

        assertThat(Sample.json(Files.readString(library)).path("signatures").properties())
                .allSatisfy(signature -> assertThat(page).contains("| `" + signature.getKey() + "` |"));
    }
}

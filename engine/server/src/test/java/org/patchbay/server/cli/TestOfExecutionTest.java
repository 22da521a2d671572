package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.cli.Session.Result;

class TestOfExecutionTest {
    @Test
    void a_test_is_printed_so_that_it_can_be_appended_to_a_template(@TempDir Path directory) throws IOException {
        try (var server = new PretendServer()) {
            server.answers("GET /api/v1/executions/01JX/test?integrator=acme", 200, "  - name: it rang\n");

            var printed = new Session(new MemoryEquipment(), directory)
                    .with("PATCHBAY_URL", server.url())
                    .run("executions", "test", "01JX", "-i", "acme");

            assertThat(printed).isEqualTo(new Result(0, "\n  - name: it rang\n", ""));
        }
    }
}

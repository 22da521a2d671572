package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.cli.Terminal.Look;

class CommandsPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("patchbay.root", "../..")).resolve("docs/reference/commands.md");

    @Test
    void the_page_of_the_commands_is_the_one_that_they_write(@TempDir Path directory) throws IOException {
        var equipment = new MemoryEquipment();
        var out = new ByteArrayOutputStream();
        var terminal = new Session(equipment, directory).terminal(out, out, Look.PIPED);

        var written = CommandsPage.of(Cli.commandLine(equipment, terminal));

        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, written);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(written);
    }
}

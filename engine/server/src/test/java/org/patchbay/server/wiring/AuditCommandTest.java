package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.cli.Cli;
import org.patchbay.server.cli.Terminal;
import org.patchbay.server.cli.Terminal.Look;

/** The command tells whether the trail of changes is whole, and whether it is the one whose end was kept elsewhere. */
class AuditCommandTest {
    private final Site site = Site.usual();

    @BeforeEach
    void changes_something() {
        for (var number = 0; number < 3; number++) {
            site.send("PUT", "/api/v1/secrets/s" + number, site.admin(), "{\"value\":\"x\"}");
        }
    }

    @AfterEach
    void stops_the_server() {
        site.close();
    }

    private String audit(String... more) {
        var arguments = new ArrayList<>(List.of("audit"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--server", site.server().address().toString(), "--key", site.admin()));
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                print,
                print,
                Map.of(),
                site.directory,
                ZoneOffset.UTC,
                Look.PIPED);
        var exit = Cli.run(new ServerEquipment(), terminal, arguments.toArray(String[]::new));
        return "exit " + exit + " " + out.toString(StandardCharsets.UTF_8);
    }

    private void inTheFile(String change) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + site.directory.resolve("data/patchbay.db"));
                var statement = connection.createStatement()) {
            statement.execute(change);
        }
    }

    private String head() {
        var said = audit("head");
        assertThat(said).matches("exit 0 [0-9]+:[0-9a-f]{64}\\s+");
        return said.substring("exit 0 ".length()).strip();
    }

    @Test
    void a_trail_that_nobody_touched_is_whole_and_has_the_end_that_was_kept() {
        var kept = head();
        site.send("PUT", "/api/v1/secrets/later", site.admin(), "{\"value\":\"x\"}");

        assertThat(audit("verify", "--kept", kept)).startsWith("exit 0").contains("The trail is whole");
        assertThat(audit("verify")).startsWith("exit 0");
    }

    @Test
    void newest_entries_that_are_missing_are_told_with_what_was_expected() throws SQLException {
        inTheFile("delete from audit where number = (select max(number) from audit)");

        assertThat(audit("verify"))
                .startsWith("exit 1")
                .containsPattern("not whole at entry [0-9]+: expected [0-9]+ entries; found [0-9]+ entries");
        assertThat(audit()).startsWith("exit 1").contains("not whole");
        assertThat(audit("head")).startsWith("exit 1");
    }

    @Test
    void an_end_that_was_kept_shows_what_the_trail_alone_does_not() {
        var kept = head();
        var other = kept.substring(0, kept.indexOf(':') + 1) + "0".repeat(64);
        var later = "999" + kept.substring(kept.indexOf(':'));

        assertThat(audit("verify", "--kept", other))
                .startsWith("exit 1")
                .contains("not the one that was kept: expected entry");
        assertThat(audit("verify", "--kept", later)).startsWith("exit 1").contains("found no entry 999");
        assertThat(audit("verify", "--kept", "nonsense"))
                .startsWith("exit 2")
                .contains("is not a number, a colon and a hash");
    }
}

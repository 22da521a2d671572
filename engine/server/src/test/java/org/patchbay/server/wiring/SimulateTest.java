package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.server.cli.Cli;
import org.patchbay.server.cli.Terminal;
import org.patchbay.server.cli.Terminal.Look;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.PretendCrm.Replied;

/** Calls that nobody has made: played beside a server, and told to one. */
class SimulateTest {
    private static Site site;

    @BeforeAll
    static void starts_a_server() {
        site = Site.usual();
        site.crm.answering(_ -> new Replied(200, "{\"id\":7,\"name\":\"An\"}"));
    }

    @AfterAll
    static void stops_it() {
        site.close();
    }

    private record Ran(int code, String out) {}

    private static Ran live(String script, String key) {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                print,
                print,
                Map.of(),
                site.directory,
                ZoneId.of("UTC"),
                Look.PIPED);
        var arguments = new ArrayList<>(List.of("simulate", script, "--live", "-i", "acme"));
        arguments.addAll(List.of("--server", site.server().address().toString(), "--key", key));
        var code = Cli.run(new ServerEquipment(), terminal, arguments.toArray(String[]::new));
        return new Ran(code, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void calls_are_played_with_the_live_documents_and_nothing_is_sent() {
        var before = site.crm.asked().size();

        var answer = site.post(
                "/api/v1/simulate",
                site.adminKey(Role.EDITOR),
                "{\"script\":\"double\",\"integrator\":\"acme\",\"calls\":2}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("calls")).hasSize(2);
        assertThat(answer.body().at("/calls/0/duplicates").asInt()).isEqualTo(4);
        assertThat(site.crm.asked()).hasSize(before);
    }

    @Test
    void documents_that_come_along_are_laid_over_the_live_ones() {
        var answer = site.post(
                "/api/v1/simulate",
                site.admin(),
                "{\"script\":\"plain\",\"documents\":{\"crm.yaml\":\"kind: Template\\nname: x\\ntypo: 1\\n\"}}");

        assertThat(answer.problem()).isEqualTo("/problems/config-refused");
        assertThat(answer.body().at("/findings/0/code").asText()).isEqualTo("PB201");
    }

    @Test
    void what_cannot_be_played_is_said() {
        assertThat(site.post("/api/v1/simulate", site.admin(), "{\"script\":\"plane\"}")
                        .body()
                        .path("detail")
                        .asText())
                .contains("did you mean `plain`?");
        assertThat(site.post("/api/v1/simulate", site.admin(), "{\"calls\":1001}")
                        .problem())
                .isEqualTo("/problems/bad-input");
        assertThat(site.post("/api/v1/simulate", site.secretKey("CC-1"), "{}").status())
                .isEqualTo(403);
    }

    @Test
    void a_server_is_told_of_calls_as_a_front_end_would_tell_it() {
        var before = site.crm.asked("/calls").size();

        var run = live("double", site.secretKey("CC-1"));
        var again = live("double", site.secretKey("CC-1"));

        assertThat(run.out()).contains("4 duplicates dropped  ✓").contains("1 call: 1 as they should be");
        assertThat(run.code()).isZero();
        assertThat(again.code()).isZero();
        assertThat(site.crm.asked("/calls")).hasSize(before + 2);
    }

    @Test
    void a_step_that_fails_is_told() {
        site.crm.answering(
                asked -> new Replied(asked.path().equals("/calls") ? 422 : 200, "{\"id\":7,\"name\":\"An\"}"));
        try {
            var run = live("plain", site.admin());

            assertThat(run.out()).contains("call-end failed: ");
            assertThat(run.code()).isOne();
        } finally {
            site.crm.answering(_ -> new Replied(200, "{\"id\":7,\"name\":\"An\"}"));
        }
    }
}

package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.cli.Session.Result;

class RemoteCommandsTest {
    private static final String EXECUTION = """
            {"id":"01JX","trigger":"call-start","callId":"c-1","callcenterId":"CC-1","startedAt":"2026-01-02T03:04:05Z",\
            "durationMs":41,"status":"succeeded","match":"one","partial":false,"revision":3,
             "body":{"callId":"c-1","phone":"0901234567"},
             "steps":[
              {"integrator":"acme","endpoint":"findContact","status":"succeeded","attempt":1,"durationMs":31,
               "request":{"method":"GET","url":"https://crm.test/api/contacts?phone=%2B84901234567","headers":[],"body":""},
               "response":{"status":200,"headers":[],"body":"{}"},"result":{},"remembered":{"contactId":7,"object/contact":{"id":7,"tags":["vip"]}},"stored":{}},
              {"integrator":"acme","endpoint":"openTickets","status":"skipped","reason":"options.tickets","attempt":0,\
            "durationMs":0,"result":{},"remembered":{},"stored":{}}],
             "iframe":[{"title":"Nguyen Van An","subtitle":"Acme Ltd","link":{"label":"Open","url":"https://crm.test/7"},
               "list":{"title":"Open tickets","items":["#31 Late parcel"]},"buttons":[{"label":"Create ticket","trigger":"ticket-create"}]}]}
            """;

    @TempDir
    private Path directory;

    private PretendServer server;

    @BeforeEach
    void start() throws IOException {
        server = new PretendServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Result run(String... arguments) {
        return new Session(new MemoryEquipment(), directory)
                .with("PATCHBAY_URL", server.url())
                .with("PATCHBAY_KEY", "ak_1")
                .run(arguments);
    }

    @Test
    void an_execution_is_shown_with_its_steps_and_the_card() {
        server.answers("GET /api/v1/executions/01JX", 200, EXECUTION);

        assertThat(run("executions", "show", "01JX").out()).isEqualTo("""
                10:04:05 ✓ call-start   acme         c-1            0901234567 → Nguyen Van An  (41 ms)  01JX
                    ✓ findContact  GET  https://crm.test/api/contacts?phone=%2B84901234567  200  31 ms
                                   remembered contactId 7, object contact
                    · openTickets  skipped: options.tickets
                    ┌ Nguyen Van An
                    │ Acme Ltd
                    │ Open tickets: #31 Late parcel
                    └ [Open] [Create ticket]
                """);
    }

    @Test
    void a_directory_takes_the_place_of_what_the_server_has() throws IOException {
        server.answers("GET /api/v1/config", 200, "{\"documents\":[\"old.yaml\",\"crm.yaml\"]}");
        server.answers("POST /api/v1/config/reload", 200, "{\"revision\":7,\"changes\":[\"- old.yaml\"],\"ms\":3}");
        Files.writeString(Files.createDirectory(directory.resolve("mine")).resolve("crm.yaml"), "kind: Template");

        assertThat(run("reload", "mine").out()).isEqualTo("7 is live: - old.yaml, 3 ms\n");

        assertThat(server.asked.getLast().body())
                .isEqualTo("{\"documents\":{\"old.yaml\":null,\"crm.yaml\":\"kind: Template\"}}");
    }

    @Test
    void a_plan_is_printed_as_lines_and_its_exit_code_tells_of_changes() {
        server.answers("POST /api/v1/config/plan", 200, """
            {"valid":true,"serving":3,"changes":[{"path":"crm.yaml","change":"changed","lines":["- a: 1","+ a: 2"]}]}\
            """);

        assertThat(run("plan").exit()).isZero();
        assertThat(run("diff", "--exit-code")).isEqualTo(new Result(1, """
            # crm.yaml changed
            - a: 1
            + a: 2
            Nothing was taken. Next: patchbay reload
            """, ""));
    }

    @Test
    void a_plan_without_changes_and_one_that_would_be_refused_say_so() {
        server.answers("POST /api/v1/config/plan", 200, "{\"valid\":true,\"serving\":3,\"changes\":[]}");
        assertThat(run("plan", "--exit-code")).isEqualTo(new Result(0, "Nothing would change; serving 3.\n", ""));

        server.answers("POST /api/v1/config/plan", 200, "{\"valid\":false,\"serving\":3,\"findings\":[]}");
        var refused = run("plan");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).endsWith("A reload would be refused; still serving 3.\n");
    }

    @Test
    void templates_are_listed_with_the_state_of_each() {
        var items = Stream.of("draft", "active", "review", "published", "deprecated", "removed")
                .map(state -> "{\"name\":\"crm\",\"version\":2,\"type\":\"CRM\",\"state\":\"" + state
                        + "\",\"document\":\"crm.yaml\",\"integrators\":[\"a\"]}")
                .collect(Collectors.joining(","));
        server.answers("GET /api/v1/templates", 200, "{\"items\":[" + items + "]}");

        assertThat(run("templates", "list").out()).isEqualTo("""
                crm@2  draft       CRM  1 integrator  crm.yaml
                crm@2  active      CRM  1 integrator  crm.yaml
                crm@2  review      CRM  1 integrator  crm.yaml
                crm@2  published   CRM  1 integrator  crm.yaml
                crm@2  deprecated  CRM  1 integrator  crm.yaml
                crm@2  removed     CRM  1 integrator  crm.yaml
                """);
    }

    @Test
    void the_state_of_a_template_is_decided_or_it_is_said_why_not() {
        server.answers("POST /api/v1/templates/crm%402/state", 200, "{\"revision\":7}");
        var published = run("templates", "state", "crm@2", "published");
        server.answers(
                "POST /api/v1/templates/crm%402/state",
                403,
                "{\"type\":\"/problems/forbidden\",\"title\":\"Forbidden\",\"status\":403,\"detail\":\"publishing needs a second person\"}");
        var refused = run("templates", "state", "crm@2", "published");

        assertThat(published.out()).isEqualTo("crm@2 is published since revision 7.\n");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("needs a second person");
        assertThat(server.asked.getLast().body()).isEqualTo("{\"state\":\"published\"}");
    }

    @Test
    void a_secret_that_is_exchanged_is_printed_when_it_was_made_up() {
        server.answers(
                "POST /api/v1/integrators/shop/rotate",
                200,
                "{\"integrator\":\"shop\",\"field\":\"hookSecret\",\"value\":\"N3W\",\"oldUntil\":\"2026-01-03T00:00:00Z\"}");

        var result = run("integrators", "rotate", "shop", "hookSecret", "--grace", "2h");

        assertThat(result.out()).isEqualTo("N3W\n");
        assertThat(result.err())
                .isEqualTo("hookSecret of shop is exchanged; the old one is good until 2026-01-03T00:00:00Z.\n");
        assertThat(server.asked.getLast().body()).isEqualTo("{\"field\":\"hookSecret\",\"grace\":\"2h\"}");
    }

    @Test
    void what_waits_is_dropped_by_what_it_is_for() {
        server.answers("POST /api/v1/executions/cancel", 200, "{\"cancelled\":7}");

        assertThat(run("executions", "cancel", "-i", "acme", "--limit", "10").out())
                .isEqualTo("Dropped: 7.\n");
        assertThat(run("executions", "cancel").err()).contains("which ones?");
    }

    @Test
    void dead_ones_are_replayed_by_name_and_by_what_they_are_for() {
        server.answers("POST /api/v1/executions/replay", 200, "{\"replayed\":7}");
        server.answers("POST /api/v1/executions/01JX/replay", 200, "{\"replayed\":1}");

        assertThat(run("executions", "replay", "--dead", "-i", "acme").out()).isEqualTo("Queued again: 7.\n");
        assertThat(run("executions", "replay", "01JX", "01JX").out()).isEqualTo("Queued again: 2.\n");
        assertThat(run("executions", "replay").err()).contains("which ones?");
    }

    @Test
    void a_replay_that_came_to_its_limit_says_that_there_may_be_more() {
        server.answers("POST /api/v1/executions/replay", 200, "{\"replayed\":7}");

        assertThat(run("executions", "replay", "--dead", "--limit", "7"))
                .isEqualTo(new Result(0, "Queued again: 7.\n", "There may be more; that was the limit.\n"));
        assertThat(run("executions", "replay", "--dead", "--limit", "8").err()).isEmpty();
    }

    @Test
    void executions_are_listed_one_per_line_and_filtered_by_the_server() {
        server.answers("GET /api/v1/executions?limit=5&failed=true&callId=c-1", 200, """
                {"items":[{"id":"01JX","trigger":"call-end","callId":"c-1","startedAt":"2026-01-02T03:04:05Z","durationMs":7,
                "status":"failed","steps":[{"integrator":"acme","endpoint":"saveLog","status":"failed","durationMs":7,
                "problem":{"type":"/problems/upstream-rejected","title":"The partner said no","detail":"saveLog answered 403"}}]}]}
                """);

        assertThat(run("executions", "list", "--failed", "--call", "c-1", "--limit", "5")
                        .out())
                .isEqualTo("10:04:05 ✗ call-end     acme         c-1            failed saveLog: saveLog answered 403 (7"
                        + " ms)  01JX\n");
    }

    @Test
    void what_did_nothing_has_no_tick_and_says_why() {
        server.answers("GET /api/v1/executions?limit=50", 200, """
                {"items":[{"id":"01JX","trigger":"call-end","callId":"c-1","startedAt":"2026-01-02T03:04:05Z",
                "status":"nothing-to-do","steps":[
                {"integrator":"acme","endpoint":"saveLog","status":"failed","problem":{"detail":"saveLog answered 500"}},
                {"integrator":"acme","endpoint":"saveLog","status":"skipped","reason":"cancelled"}]}]}""");

        assertThat(run("executions", "list").out())
                .startsWith("10:04:05 · call-end ")
                .contains("nothing-to-do saveLog: cancelled (0 ms)");
    }

    @Test
    void an_admin_reads_what_an_agent_is_told_and_what_the_partner_said() {
        server.answers("GET /api/v1/executions/01JX", 200, """
                {"id":"01JX","trigger":"call-end","startedAt":"2026-01-02T03:04:05Z","status":"failed","steps":[
                {"integrator":"acme","endpoint":"saveLog","status":"failed","request":{"method":"POST","url":"https://crm.test/log"},
                "response":{"status":422},"problem":{"message":"The note is too long.","detail":"saveLog answered 422: text: max 200"}}]}""");

        assertThat(run("executions", "show", "01JX").out())
                .contains("             The note is too long.\n               saveLog answered 422: text: max 200\n");
    }

    @Test
    void of_a_step_that_may_have_happened_it_is_not_said_that_it_failed() {
        server.answers("GET /api/v1/executions?limit=50&unknown=true", 200, """
                {"items":[{"id":"01JX","startedAt":"2026-01-02T03:04:05Z","status":"failed","steps":[{"endpoint":"text",
                "status":"unknown","problem":{"detail":"it broke"}}]}]}""");
        assertThat(run("executions", "list", "--unknown").out()).contains("text: may have happened: it broke (0 ms)");
    }

    @Test
    void json_is_one_object_per_line() {
        server.answers("GET /api/v1/executions?limit=50", 200, "{\"items\":[{\"id\":\"2\"},{\"id\":\"1\"}]}");

        assertThat(run("executions", "list", "--json").out()).isEqualTo("{\"id\":\"2\"}\n{\"id\":\"1\"}\n");
    }

    @Test
    void a_length_of_time_that_is_none_is_wrong_usage() {
        assertThat(run("executions", "list", "--since", "yesterday").exit()).isEqualTo(2);
    }

    @Test
    void a_refused_reload_prints_the_findings_and_what_goes_on() {
        server.answers("POST /api/v1/config/reload", 422, """
                {"type":"/problems/config-refused","title":"x","status":422,"detail":"1 finding","serving":12,"findings":[{"severity":"error",
                "code":"PB202","file":"a.yaml","line":20,"column":14,"message":"unknown trigger `call-started`","help":"did you mean `call-start`?"}]}
                """);

        assertThat(run("reload")).isEqualTo(new Result(1, """
                error[PB202]: unknown trigger `call-started`
                  --> a.yaml:20:14
                   = help: did you mean `call-start`?
                Still serving 12.
                """, ""));
    }

    @Test
    void a_reload_says_what_is_live() {
        server.answers("POST /api/v1/config/reload", 200, "{\"revision\":13,\"changes\":[\"~ a.yaml\"],\"ms\":38}");

        assertThat(run("reload").out()).isEqualTo("13 is live: ~ a.yaml, 38 ms\n");
    }

    @Test
    void a_trigger_carries_keys_numbers_and_nested_keys_over_the_body_of_a_file() throws IOException {
        Files.writeString(directory.resolve("b.json"), "{\"phone\":\"1\",\"tags\":[\"a\"]}");
        server.answers(
                "POST /api/v1/triggers/call-end?integrator=acme&callcenterId=CC-1",
                200,
                "{\"executionId\":\"01JX\",\"status\":\"succeeded\"}");
        var result = run(
                "trigger",
                "call-end",
                "-i",
                "acme",
                "--call-centre",
                "CC-1",
                "--body",
                "@b.json",
                "--json",
                "phone=0901234567",
                "duration=61",
                "agent.email=an@acme.example",
                "note=a=b");

        assertThat(result.exit()).isZero();
        assertThat(server.asked.getFirst().body())
                .isEqualTo("{\"phone\":\"0901234567\",\"tags\":[\"a\"],\"duration\":61,"
                        + "\"agent\":{\"email\":\"an@acme.example\"},\"note\":\"a=b\"}");
    }

    @Test
    void a_failed_run_is_exit_code_1() {
        server.answers(
                "POST /api/v1/triggers/sms-send",
                200,
                "{\"executionId\":\"01JX\",\"status\":\"failed\",\"trigger\":\"sms-send\"}");

        assertThat(run("trigger", "sms-send", "to=1").exit()).isEqualTo(1);
    }

    @Test
    void a_server_that_is_not_there_or_refuses_us_is_exit_code_3() {
        server.answers("POST /api/v1/config/reload", 401, "{\"title\":\"No key\"}");
        var refused = run("reload");
        server.close();
        var gone = run("reload");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("does not know this key");
        assertThat(gone.exit()).isEqualTo(3);
        assertThat(gone.err()).startsWith("error: no Patchbay answers at http://127.0.0.1:");
    }

    @Test
    void what_is_not_there_is_exit_code_1_with_the_servers_words() {
        server.answers("GET /api/v1/executions/nope", 404, "{\"detail\":\"there is no execution `nope` here\"}");

        assertThat(run("executions", "show", "nope"))
                .isEqualTo(new Result(1, "", "error: there is no execution `nope` here\n"));
    }

    @Test
    void something_else_at_that_address_is_recognised() {
        server.answers("POST /api/v1/config/reload", 200, "<html>");

        assertThat(run("reload").err()).contains("is not Patchbay");
    }

    @Test
    void revisions_are_a_table() {
        server.answers("GET /api/v1/revisions", 200, """
                {"items":[{"revision":2,"hash":"abcdef0123456789","author":"watch","acceptedAt":"2026-01-02T03:04:05Z","live":true},
                {"revision":1,"hash":"0123456789abcdef","author":"start","acceptedAt":"2026-01-02T03:00:00Z","live":false}]}
                """);

        assertThat(run("revisions", "list").out()).isEqualTo("""
                2  2026-01-02 10:04:05  watch  abcdef012345  live
                1  2026-01-02 10:00:00  start  0123456789ab
                """);
    }

    @Test
    void integrators_are_a_table() {
        server.answers("GET /api/v1/integrators", 200, """
                {"items":[{"name":"acme","template":"crm","callcenterId":"CC-1","host":"crm.test","state":"active"},
                {"name":"beta","template":"sms","callcenterId":"CC-2","state":"disabled"}]}
                """);

        assertThat(run("integrators", "list").out()).isEqualTo("""
                acme  crm  CC-1  crm.test  active
                beta  sms  CC-2            disabled
                """);
    }

    @Test
    void an_integrator_says_how_far_its_synchronizations_are() {
        server.answers("GET /api/v1/integrators/acme", 200, """
                {"name":"acme","template":"crm","state":"active","synchronizations":[
                {"endpoint":"people","kind":"contacts","underWay":true,"pages":3,"items":300,"leftOut":0},
                {"endpoint":"staff","kind":"agents","underWay":false,"pages":0,"items":0,"leftOut":0}]}
                """);

        assertThat(run("integrators", "show", "acme").out()).isEqualTo("""
                name         acme
                template     crm
                state        active
                sync people  under way, so far 300 contacts on 3 pages
                sync staff   never ran
                """);
    }

    @Test
    void a_synchronization_is_begun() {
        server.answers(
                "POST /api/v1/integrators/acme/sync/people", 202, "{\"executionId\":\"01JX\",\"status\":\"accepted\"}");

        assertThat(run("integrators", "sync", "acme", "people").out()).isEqualTo("""
                people of acme has begun: patchbay executions show 01JX
                """);
    }
}

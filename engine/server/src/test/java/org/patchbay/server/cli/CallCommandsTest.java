package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.server.cli.Session.Result;
import org.patchbay.server.cli.Terminal.Look;

class CallCommandsTest {
    private static final String HEAD = """
            "callId":"c-1","callcenterId":"CC-1","phone":"+8490…567","direction":"inbound","agent":"an@acme.example",\
            "from":"2026-01-02T03:04:05Z","to":"2026-01-02T03:05:06Z\"""";

    private static final String WHY = "{" + HEAD + """
            ,"revision":3,"missing":["pop"],"events":[
             {"execution":"01JX","trigger":"call-start","at":"2026-01-02T03:04:05Z","status":"succeeded","revision":3,
              "missing":["pop"],"findings":[
               {"about":"pop","code":"nobody-found","good":false,"integrator":"acme","endpoint":"findContact",
                "detail":"answered 200 and knows nobody","next":["patchbay executions curl 01JX"]},
               {"about":"pop","code":"not-listening","good":false,"integrator":"hotline",
                "detail":"was not asked: nothing of it listens to call-start","next":["patchbay integrators show hotline"]}]},
             {"execution":"01JY","trigger":"call-end","at":"2026-01-02T03:05:06Z","status":"succeeded","revision":3,
              "missing":[],"findings":[
               {"about":"log","code":"done","good":true,"integrator":"acme","endpoint":"saveLog","detail":"answered 201","next":[]},
               {"about":"log","code":"skipped","good":false,"integrator":"acme","endpoint":"tag",
                "detail":"was skipped: options.tags","next":["patchbay executions show 01JY"]}]}],
             "untold":[]}
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

    private Session session() {
        return new Session(new MemoryEquipment(), directory)
                .with("PATCHBAY_URL", server.url())
                .with("PATCHBAY_KEY", "ak_1");
    }

    private Result run(String... arguments) {
        return session().run(arguments);
    }

    @Test
    void why_is_told_event_by_event_with_what_to_do_next_where_something_is_missing() {
        server.answers("GET /api/v1/calls/c-1/why", 200, WHY);

        assertThat(run("why", "c-1")).isEqualTo(new Result(0, """
                call c-1   +8490…567   inbound, agent an@acme.example, 2026-01-02 10:04:05 – 10:05:06
                10:04:05  call-start    ✗ no pop: acme findContact answered 200 and knows nobody
                                        ✗ no pop: hotline was not asked: nothing of it listens to call-start
                                        next: patchbay executions curl 01JX
                                        next: patchbay integrators show hotline
                10:05:06  call-end      ✓ acme saveLog answered 201
                                        · acme tag was skipped: options.tags
                Missing: pop.
                """, ""));
    }

    @Test
    void why_is_coloured_on_a_terminal_and_one_line_of_json_for_programs() {
        server.answers("GET /api/v1/calls/c-1/why", 200, WHY);
        var out = new ByteArrayOutputStream();
        var session = session();

        Cli.run(new MemoryEquipment(), session.terminal(out, out, Look.COLOURED), "why", "c-1");

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\u001B[31m✗\u001B[0m \u001B[1mno pop:\u001B[0m");
        assertThat(run("why", "c-1", "--json").out())
                .startsWith("{\"callId\":\"c-1\"")
                .hasLineCount(1)
                .doesNotContain("\u001B");
    }

    @Test
    void what_was_never_told_stands_below_the_events_and_nothing_missing_is_said_too() {
        server.answers("GET /api/v1/calls/c-1/why", 200, "{" + HEAD + """
                ,"missing":["log"],"events":[],"untold":[{"about":"log","code":"not-told","good":false,
                 "detail":"the phone system has not told that the call is over","next":["patchbay calls show c-1"]}]}
                """);
        assertThat(run("why", "c-1").out()).endsWith("""
                                        ✗ no log: the phone system has not told that the call is over
                                        next: patchbay calls show c-1
                Missing: log.
                """);

        server.answers("GET /api/v1/calls/c-1/why", 200, "{" + HEAD + ",\"missing\":[],\"events\":[],\"untold\":[]}");
        assertThat(run("why", "c-1").out()).endsWith("Nothing is missing: what listens has done its work.\n");
    }

    @Test
    void the_call_centre_is_named_where_several_have_such_a_call_and_the_id_may_hold_any_sign() {
        run("why", "c 1/é", "--call-centre", "CC-1");

        assertThat(server.asked.getLast().line()).isEqualTo("GET /api/v1/calls/c%201%2F%C3%A9/why?callcenterId=CC-1");
    }

    @Test
    void calls_are_listed_in_columns_with_how_each_event_went() {
        server.answers(
                "GET /api/v1/calls?contactId=7&limit=2&phone=%2B84901234567&agent=an",
                200, "{\"items\":[{" + HEAD + """
                ,"events":[{"execution":"01JX","trigger":"call-start","status":"succeeded"},
                 {"execution":"01JY","trigger":"call-end","status":"failed"}]},
                {"callId":"c-22","callcenterId":"CC-1","from":"2026-01-02T03:04:05Z","to":"2026-01-02T03:04:05Z","events":[]}],
                "next":"01JX"}
                """);

        assertThat(run(
                        "calls",
                        "list",
                        "--phone",
                        "+84901234567",
                        "--agent",
                        "an",
                        "--limit",
                        "2",
                        "--result",
                        "contactId=7"))
                .isEqualTo(new Result(0, """
                2026-01-02 10:04:05  CC-1  c-1   +8490…567  an@acme.example  ✓ call-start ✗ call-end
                2026-01-02 10:04:05  CC-1  c-22
                """, "There may be more: add --before 01JX.\n"));
    }

    @Test
    void what_a_caller_has_named_stays_on_its_line() {
        var call = "\"callId\":\"c\\n1\\u2028\\u202e\\t2\"";
        server.answers("GET /api/v1/executions?limit=50", 200, """
                {"items":[{"id":"01JX","trigger":"call-end",%s,"startedAt":"2026-01-02T03:04:05Z","status":"succeeded"}]}
                """.formatted(call));
        server.answers(
                "GET /api/v1/calls/c-1",
                200,
                "{" + HEAD.replaceFirst("\"callId\":\"c-1\"", Matcher.quoteReplacement(call)) + "}");

        assertThat(run("executions", "list").out()).hasLineCount(1).contains("c?1???2");
        assertThat(Columns.table(List.of(List.of("a\nb", "c")))).isEqualTo("a?b  c\n");
        assertThat(run("calls", "show", "c-1").out()).startsWith("call c?1???2 ");
    }

    @Test
    void an_integrator_whose_partner_is_left_alone_is_listed_so() {
        var acme = "{\"name\":\"acme\",\"state\":\"ok\",\"leftAlone\":[\"crm.example\"]}";
        server.answers("GET /api/v1/integrators", 200, "{\"items\":[" + acme + "]}");
        server.answers("GET /api/v1/integrators/acme", 200, acme);

        assertThat(run("integrators", "list").out()).isEqualTo("acme  ok, left alone\n");
        assertThat(run("integrators", "show", "acme").out()).contains("left alone  crm.example\n");
    }

    @Test
    void executions_are_named_or_described_and_not_both() {
        for (var command : List.of("replay", "cancel")) {
            var result = run("executions", command, "01JX", "-i", "acme");

            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).contains("either executions are named, or what they have to be like");
        }
    }

    @ParameterizedTest
    @CsvSource({"replay, replayed, Queued again: 3.", "cancel, cancelled, Dropped: 3."})
    void of_several_executions_each_is_asked_and_those_that_were_refused_are_told(
            String command, String counted, String told) {
        var path = "POST /api/v1/executions/";
        server.answers(path + "a/" + command, 200, "{\"" + counted + "\":1}");
        server.answers(path + "b/" + command, 409, "{\"detail\":\"It is still under way\",\"help\":\"Let it end.\"}");
        server.answers(path + "c/" + command, 200, "{\"" + counted + "\":2}");

        var result = run("executions", command, "a", "b", "c");

        assertThat(result.out()).isEqualTo(told + "\n");
        assertThat(result.err()).isEqualTo("error: `b`: it is still under way\n  = help: Let it end.\n");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void a_call_is_shown_with_its_steps_and_what_waits() {
        server.answers("GET /api/v1/calls/c-1", 200, "{" + HEAD + """
                ,"executions":[
                 {"id":"01JX","trigger":"call-start","startedAt":"2026-01-02T03:04:05Z","durationMs":41,"status":"succeeded","steps":[
                  {"integrator":"acme","endpoint":"findContact","status":"succeeded","durationMs":31,"upstreamStatus":200},
                  {"integrator":"acme","endpoint":"openTickets","status":"skipped","reason":"options.tickets","durationMs":0}]},
                 {"id":"01JY","trigger":"call-end","startedAt":"2026-01-02T03:05:06Z","durationMs":9,"status":"partial","steps":[
                  {"integrator":"acme","endpoint":"saveLog","status":"failed","durationMs":8,"upstreamStatus":400,
                   "problem":{"detail":"`saveLog` of `acme` answered 400"}}]}],
                 "waiting":[{"execution":"01JY","integrator":"acme","endpoint":"tag","attempt":0,"due":"2026-01-02T03:06:00Z"}],
                 "undelivered":[
                  {"execution":"01JY","integrator":"acme","endpoint":"saveLog","kind":"dead","reason":"answered 400"},
                  {"execution":"01JX","integrator":"acme","endpoint":"note","kind":"unknown","reason":"no answer"}]}
                """);

        assertThat(run("calls", "show", "c-1").out()).isEqualTo("""
                call c-1   +8490…567   inbound, agent an@acme.example, 2026-01-02 10:04:05 – 10:05:06
                10:04:05 ✓ call-start    succeeded (41 ms)  01JX
                    ✓ acme  findContact  200  31 ms
                    · acme  openTickets  skipped: options.tickets
                    ✗ acme  note         nobody knows whether it happened: no answer
                10:05:06 ✗ call-end      partial (9 ms)  01JY
                    ✗ acme  saveLog  400  8 ms  `saveLog` of `acme` answered 400
                    … acme  tag      waits, next try 10:06:00
                """);
    }
}

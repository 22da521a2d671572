package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
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
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.format.PhoneTrace;
import org.patchbay.server.cli.Cli;
import org.patchbay.server.cli.Terminal;
import org.patchbay.server.cli.Terminal.Look;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.slf4j.LoggerFactory;

/** Phone numbers and texts of people in a whole server: what is shown of them, what is kept, and that they can be forgotten. */
class PrivacyTest {
    private static final PhoneTrace NUMBER =
            PhoneTrace.of("+84901234567", Optional.empty()).orElseThrow();
    private static final PhoneTrace OTHER =
            PhoneTrace.of("+842838234567", Optional.empty()).orElseThrow();
    private static final String TEXT = "See you at nine, dear patient";
    private static final String ANSWER = """
            {"id":7,"name":"An","phone":"0901234567","office":"+84 28 3823 4567","message":"84901234567 said: %s"}
            """.formatted(TEXT);

    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    private void start(String privacy) {
        site.write(
                "crm.yaml",
                Samples.crm(site.crm.host())
                        .replace("country: VN\n", "country: VN\n" + privacy)
                        .replace("timeout: 2s", "timeout: 2s\n    failureMessage: message"));
        site.crm.answering(asked -> asked.path().equals("/notes")
                ? new Replied(422, ANSWER)
                : new Replied(200, ANSWER.replace(TEXT, "yes")));
        site.start(Watching.OFF);
    }

    private String fire(String trigger, String body) {
        var answered = site.post("/api/v1/triggers/" + trigger + "?callcenterId=CC-1", site.admin(), body);
        assertThat(answered.status()).describedAs("%s", answered.body()).isIn(200, 202, 502);
        return answered.body().path("executionId").asText();
    }

    private List<String> callsAreMade() {
        var executions = new ArrayList<String>();
        executions.add(fire(
                "call-start",
                "{\"callcenterId\":\"CC-1\",\"callId\":\"c-1\",\"phone\":\"090 123 45 67\",\"note\":\"" + TEXT
                        + "\"}"));
        executions.add(fire(
                "call-end",
                "{\"callcenterId\":\"CC-1\",\"callId\":\"c-84901234567\",\"phone\":\"+84901234567\",\"duration\":3}"));
        executions.add(fire(
                "action",
                "{\"callcenterId\":\"CC-1\",\"callId\":\"c-3\",\"phone\":\"0901234567\",\"text\":\"" + TEXT
                        + "\",\"data\":{\"text\":\"" + TEXT + "\"}}"));
        executions.forEach(site::over);
        return executions;
    }

    /** All that the API shows of executions. */
    private String shown(List<String> executions) {
        var all = new StringBuilder();
        all.append(site.get("/api/v1/executions", site.admin()).response().body());
        for (var execution : executions) {
            var path = "/api/v1/executions/" + execution;
            all.append(site.get(path, site.admin()).response().body());
            all.append(site.get(path + "/curl", site.admin()).response().body());
        }
        return all.toString().replace("c-84901234567", "");
    }

    @Test
    void numbers_and_texts_are_masked_where_people_look_and_whole_where_they_are_used() {
        start("");
        var executions = callsAreMade();

        var shown = shown(executions);

        assertThat(site.crm.asked()).anyMatch(asked -> asked.query().contains("phone=%2B84901234567"));
        assertThat(shown).contains("+8490…567", "090…567", "An");
        assertThat(NUMBER.in(shown)).isFalse();
        assertThat(OTHER.in(shown)).isFalse();
        assertThat(shown).doesNotContain(TEXT);
    }

    @Test
    void equal_numbers_are_equal_words_where_they_are_hashed() {
        start("privacy: { phones: hashed }\n");
        var executions = callsAreMade();

        var shown = shown(executions);

        assertThat(NUMBER.in(shown)).isFalse();
        assertThat(shown.split("phone:").length).isGreaterThan(5);
        var words = site.get("/api/v1/executions/" + executions.getFirst(), site.admin())
                .body()
                .path("steps")
                .path(0);
        assertThat(words.path("request").path("url").asText())
                .endsWith(words.path("result").path("phone").asText("")
                        + words.path("parameters").path(1).path("value").asText());
    }

    @Test
    void nothing_but_secrets_is_masked_where_all_may_be_seen() {
        start("privacy: { phones: shown, bodies: full }\n");

        var shown = shown(callsAreMade());

        assertThat(NUMBER.in(shown)).isTrue();
        assertThat(OTHER.in(shown)).isTrue();
        assertThat(shown).contains(TEXT).doesNotContain("key-of-acme");
    }

    @Test
    void no_body_is_kept_where_none_may_be() {
        start("privacy: { phones: shown, bodies: none }\n");
        var executions = callsAreMade();

        var found = site.get("/api/v1/executions/" + executions.getFirst(), site.admin())
                .body();

        assertThat(found.path("body")).isEmpty();
        assertThat(found.path("steps").path(0).path("response").path("body").asText("x"))
                .isEmpty();
        assertThat(found.path("steps").path(0).path("response").path("status").asInt())
                .isEqualTo(200);
    }

    @Test
    void no_log_line_has_a_number_in_it() throws JoranException {
        start("");
        var lines = new ShippedLog();
        try (lines) {
            lines.begin();
            LoggerFactory.getLogger("org.patchbay.test")
                    .warn("delivery.dead execution=1 the partner said: call 0901234567 or {}", "+84 28 3823 4567");
        }

        assertThat(lines.text()).contains("090…567", "+8428…567").doesNotContain("0901234567");
    }

    @Test
    void no_text_of_a_partner_makes_a_log_line_of_its_own() throws JoranException {
        start("");
        var lines = new ShippedLog();
        try (lines) {
            lines.begin();
            for (var end :
                    List.of("\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b", "\f", "\0", "\u001b[2K")) {
                LoggerFactory.getLogger("org.patchbay.test")
                        .warn("delivery.dead execution=1 {}", "no" + end + "12:00:00.000 INFO  Forged all is well");
            }
        }

        assertThat(lines.text().split("[\\r\\n\u0085\u2028\u2029\u000b\f\0\u001b]"))
                .hasSize(10)
                .allMatch(line -> line.contains("delivery.dead") && line.endsWith("Forged all is well"));
    }

    /** The log as the server is shipped, into a text. */
    private static final class ShippedLog implements AutoCloseable {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

        void begin() throws JoranException {
            configure("/logback.xml");
            var shipped =
                    (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
            ((PatternLayoutEncoder) shipped.getEncoder()).start();
            shipped.setOutputStream(bytes);
        }

        private void configure(String file) throws JoranException {
            context.reset();
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(Objects.requireNonNull(PrivacyTest.class.getResource(file)));
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws JoranException {
            configure("/logback-test.xml");
        }
    }

    @Test
    void a_person_is_forgotten_and_nobody_else() throws SQLException {
        start("");
        callsAreMade();
        fire("call-start", "{\"callcenterId\":\"CC-1\",\"callId\":\"c-9\",\"phone\":\"0907654321\"}");
        site.crm.answering(_ -> new Replied(200, "{\"id\":8,\"name\":\"Binh\"}"));
        var stays = fire("call-start", "{\"callcenterId\":\"CC-1\",\"callId\":\"c-8\",\"phone\":\"0907654321\"}");
        site.over(stays);
        assertThat(rowsWith("901234567")).isNotEmpty();

        var erased = site.post("/api/v1/erase", site.admin(), "{\"phone\":\"+84 901 234 567\"}");
        var again = site.post("/api/v1/erase", site.admin(), "{\"phone\":\"0901234567\"}");

        assertThat(erased.status()).isEqualTo(200);
        assertThat(erased.body().path("executions").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(again.body())
                .isEqualTo(
                        Site.json("{\"executions\":0,\"calls\":0,\"jobs\":0,\"answers\":0,\"contacts\":0,\"busy\":0}"));
        assertThat(site.get("/api/v1/executions/" + stays, site.admin()).status())
                .isEqualTo(200);
        site.stop();
        assertThat(rowsWith("901234567")).isEmpty();
    }

    @Test
    void who_was_forgotten_is_not_remembered_by_an_event_that_comes_again() {
        start("");
        site.crm.answering(_ -> new Replied(200, "{\"id\":7,\"name\":\"Anh Duong\"}"));
        var event = "{\"callcenterId\":\"CC-1\",\"callId\":\"c-e\",\"phone\":\"0901234567\"}";
        assertThat(again(event)).contains("Anh Duong");
        assertThat(again(event)).contains("Anh Duong");

        site.post("/api/v1/erase", site.admin(), "{\"phone\":\"+84 901 234 567\"}");

        assertThat(again(event)).doesNotContain("Anh Duong");
    }

    private String again(String event) {
        return site.post("/api/v1/triggers/call-start", site.secretKey("CC-1"), event)
                .body()
                .toString();
    }

    /** What stands readable in the live rows of the store. */
    private List<String> rowsWith(String text) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + site.directory.resolve("data/patchbay.db"));
                var tables = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                var table = tables.getString("TABLE_NAME");
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select * from \"" + table + "\"")) {
                    while (rows.next()) {
                        for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            var value = rows.getString(column);
                            if (value != null && value.contains(text)) {
                                found.add(table + ": " + value);
                            }
                        }
                    }
                }
            }
        }
        return found;
    }

    @Test
    void only_owners_forget_people_and_the_trail_does_not_name_them() {
        start("");

        var refused = site.post("/api/v1/erase", site.adminKey(Role.PUBLISHER), "{\"phone\":\"+84901234567\"}");
        var tooShort = site.post("/api/v1/erase", site.admin(), "{\"phone\":\"101\"}");
        var done = site.post("/api/v1/erase", site.adminKey(Role.OWNER), "{\"phone\":\"+84901234567\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(tooShort.status()).isEqualTo(422);
        assertThat(tooShort.body().path("errors").path(0).path("pointer").asText())
                .isEqualTo("/phone");
        assertThat(done.status()).isEqualTo(200);
        Site.until(() -> trail().contains("POST /erase"));
        assertThat(trail()).doesNotContain("901234567");
    }

    private String trail() {
        return site.get("/api/v1/audit", site.admin()).body().toString();
    }

    @Test
    void the_command_forgets_beside_no_server_and_through_one() {
        start("");
        callsAreMade();
        var data = site.directory.resolve("data").toString();

        var beside = erase("--data", data);
        var through = erase("--server", site.server().address().toString(), "--key", site.admin(), "--json");
        site.stop();
        var alone = erase("--data", data);

        assertThat(beside).contains("exit 1", "--server");
        assertThat(through).contains("exit 0", "\"executions\":3");
        assertThat(alone).contains("exit 0").containsPattern("executions +0");
    }

    @Test
    void where_there_is_no_store_nobody_is_said_to_be_forgotten_and_none_is_made() {
        var nowhere = site.directory.resolve("nowhere");

        var said = erase("--data", nowhere.toString());

        assertThat(said).contains("exit 1", "no store", "--data").doesNotContain("executions");
        assertThat(nowhere).doesNotExist();
    }

    private String erase(String... more) {
        var arguments = new ArrayList<>(List.of("erase", "--phone", "+84901234567"));
        arguments.addAll(List.of(more));
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
}

package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.exchange.Pair;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.server.wiring.StrictPartner.Heard;
import org.patchbay.wire.Naughty;
import org.patchbay.wire.Strict;
import org.patchbay.wire.StrictJson;
import org.slf4j.LoggerFactory;

/**
 * Whatever a caller says arrives at the partner as it was said, in every place of a request, or nothing is sent (promise 28). The partner
 * reads with a parser of its own; beside the text there is nothing that is not there with a harmless one.
 */
class NaughtyTextsTest {
    private static final List<String> TEXTS = Naughty.texts();
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String TEMPLATE = """
            kind: Template
            name: post
            baseUrl: "http://{{integrator.host}}"
            parameters:
              - { name: number, type: header, key: X-Number, from: body.number }
            endpoints:
              - { name: path, type: GetData, delivery: wait, trigger: in-path, url: "/p/{text}/end", parameters: [number, { name: text, type: path, from: body.text }], result: { id: id } }
              - { name: query, type: GetData, delivery: wait, trigger: in-query, url: "/q?first=1", parameters: [number, { name: text, type: query, from: body.text }, { name: last, type: query, value: "2" }], result: { id: id } }
              - { name: header, type: GetData, delivery: wait, trigger: in-header, url: /h, parameters: [number, { name: text, type: header, key: X-Text, from: body.text }], result: { id: id } }
              - { name: json, type: GetData, method: POST, delivery: wait, trigger: in-json, url: /j, parameters: [number, { name: text, type: body, from: body.text }, { name: last, type: body, value: "2" }], result: { id: id } }
              - { name: text, type: GetData, method: POST, delivery: wait, trigger: in-text, url: /w, parameters: [number], bodyFormat: text, bodyTemplate: "-{{body.text}}-", result: { id: id } }
              - { name: xml, type: GetData, method: POST, delivery: wait, trigger: in-xml, url: /x, bodyFormat: xml, parameters: [number], body: { sms: { text: { $from: body.text }, last: "2" } }, result: { id: id } }
              - { name: form, type: GetData, method: POST, delivery: wait, trigger: in-form, url: /f, bodyFormat: form, parameters: [number, { name: text, type: body, from: body.text }, { name: last, type: body, value: "2" }], result: { id: id } }
              - { name: sms, type: SendSMS, method: GET, delivery: wait, trigger: sms-send, url: /s, parameters: [number, { name: to, type: query, from: body.to }, { name: text, type: query, from: body.text }], result: { id: id } }
            ---
            kind: Integrator
            name: acme
            template: post
            callcenterId: CC-1
            host: HOST
            """;

    private final Site site = new Site();
    private final StrictPartner partner = new StrictPartner();
    private final ShippedLog log = new ShippedLog();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private final Map<Integer, String> answers = new ConcurrentHashMap<>();

    /** A place of a request, how to read it back, and what can be written there; a parameter that is required is not empty. */
    private enum Where {
        PATH("in-path", "/p"),
        QUERY("in-query", "/q"),
        HEADER("in-header", "/h"),
        JSON("in-json", "/j"),
        TEXT("in-text", "/w"),
        XML("in-xml", "/x"),
        FORM("in-form", "/f"),
        SMS("sms-send", "/s");

        private final String trigger;
        private final String path;

        Where(String trigger, String path) {
            this.trigger = trigger;
            this.path = path;
        }

        private Object shape(Heard heard) {
            return switch (this) {
                case PATH -> Strict.segments(heard.target());
                case QUERY, SMS -> Strict.query(heard.target());
                case HEADER -> heard.header("X-Text");
                case JSON -> StrictJson.read(heard.body());
                case TEXT -> Strict.utf8(heard.body());
                case FORM -> Strict.form(heard.body());
                case XML -> {
                    var top = Strict.xml(heard.body()).getDocumentElement();
                    yield List.of(
                            top.getNodeName(),
                            top.getChildNodes().getLength(),
                            top.getFirstChild().getNodeName(),
                            top.getFirstChild().getTextContent(),
                            top.getLastChild().getTextContent());
                }
            };
        }

        private Object expected(String text) {
            return switch (this) {
                case PATH -> List.of("p", text, "end");
                case QUERY -> List.of(new Pair("first", "1"), new Pair("text", text), new Pair("last", "2"));
                case HEADER -> text;
                case JSON -> Map.of("text", text, "last", "2");
                case TEXT -> "-" + text + "-";
                case FORM -> List.of(new Pair("text", text), new Pair("last", "2"));
                case SMS -> List.of(new Pair("to", "0901234567"), new Pair("text", text));
                case XML -> List.of("sms", 2, "text", text, "2");
            };
        }

        private boolean canHold(String text) {
            return switch (this) {
                case PATH -> !text.isEmpty() && !text.equals(".") && !text.equals("..");
                case TEXT -> true;
                case QUERY, JSON, FORM, SMS -> !text.isEmpty();
                case HEADER -> !text.isEmpty() && text.equals(text.strip()) && text.matches("[ -~\\t]*");
                case XML ->
                    text.codePoints()
                            .allMatch(c ->
                                    c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
            };
        }
    }

    @BeforeEach
    void start() {
        site.write("post.yaml", Samples.LOOPBACK + TEMPLATE.replace("HOST", partner.host()))
                .start(Watching.OFF);
    }

    @AfterEach
    void stop() {
        site.close();
        partner.close();
        log.close();
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(TEXTS).hasSizeGreaterThanOrEqualTo(515).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void every_text_arrives_as_it_is_or_is_not_sent(Where where) {
        var key = site.secretKey();
        var turns = new Semaphore(4);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < TEXTS.size(); number++) {
                var mine = number;
                threads.execute(() -> {
                    turns.acquireUninterruptibly();
                    try {
                        say(where, mine, key);
                    } finally {
                        turns.release();
                    }
                });
            }
        }

        assertThat(troubles).isEmpty();
        assertThat(partner.broken()).isEmpty();
        var heard = heard(where);
        for (var number = 0; number < TEXTS.size(); number++) {
            var text = TEXTS.get(number);
            var sent = Optional.ofNullable(heard.get(number));
            var possible = where.canHold(text) && !isBroken(text);
            assertThat(sent.isPresent())
                    .as("sent in %s: %s, answered %s", where, shown(text), answers.get(number))
                    .isEqualTo(possible);
            sent.ifPresent(one -> {
                assertThat(where.shape(one)).as(shown(text)).isEqualTo(where.expected(text));
                assertThat(one.names().keySet())
                        .isEqualTo(heard.get(TEXTS.indexOf("on")).names().keySet());
            });
        }
        assertThat(log.written()).allSatisfy(NaughtyTextsTest::isOneLine);
    }

    @Test
    void a_line_of_the_log_stays_one_line_whatever_stands_in_it() {
        TEXTS.forEach(text -> LoggerFactory.getLogger("org.patchbay.calls").info("caller {} is gone", text));

        var lines = log.written().stream()
                .filter(line -> line.contains("calls caller"))
                .toList();
        assertThat(lines).hasSize(TEXTS.size()).allSatisfy(NaughtyTextsTest::isOneLine);
    }

    private static void isOneLine(String written) {
        assertThat(written).endsWith("\n");
        assertThat(written.substring(0, written.length() - 1))
                .doesNotContainPattern("[\\p{Cc}\\u061C\\u200E\\u200F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");
    }

    private Map<Integer, Heard> heard(Where where) {
        var all = new HashMap<Integer, Heard>();
        for (var one : partner.heard()) {
            assertThat(one.path()).startsWith(where.path);
            assertThat(all.put(Integer.parseInt(one.header("X-Number")), one)).isNull();
        }
        return all;
    }

    private void say(Where where, int number, String key) {
        var answered = site.post(
                "/api/v1/triggers/" + where.trigger + "?callcenterId=CC-1",
                key,
                json(Map.of("callId", "c" + number, "number", number, "to", "0901234567", "text", TEXTS.get(number))));
        answers.put(number, answered.status() + " " + answered.body());
        if (answered.status() >= 429) {
            troubles.add(answered.body().toString());
        }
    }

    private static String json(Object value) {
        try {
            return ASCII.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isBroken(String text) {
        return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    private static String shown(String text) {
        return json(text.substring(0, Math.min(40, text.length())));
    }
}

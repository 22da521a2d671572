package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.HookRequests.request;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.store.Journal;

/** What was taken is answered as taken, whatever the partner wrote into that of which its answer is made. */
class HookAnswersTest {
    private static final String CHAT = """
        kind: Template
        name: chat
        endpoints: [{ name: note, type: PostData, trigger: said, url: /notes, body: { text: { $from: body.text } } }]
        defaults: { hook: { trigger: said } }
        hooks:
          - { name: xml, reply: { status: 202, xml: "<Response><Message to='{{body.to?}}'>{{body.text}}</Message></Response>" } }
          - { name: json, reply: { status: 202, header: { X-Text: "{{body.text}}" }, json: { said: "{{body.text}}", as: { $from: body.text } } } }
          - { name: text, format: form, reply: { status: 202, text: "You said {{body.text}}." } }
          - { name: most, reply: { status: 202, header: { X-Id: "7" }, json: { all: { $each: body.all, $max: 2, $as: "{{item}}" } } } }
          - { name: greet, handshake: [{ when: { body.hello: present }, reply: { header: { X-Hello: "{{body.hello}}" } } }] }
        ---
        { kind: Integrator, name: acme, template: chat, callcenterId: CC-1, host: chat.test }
        """;

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_character_that_xml_cannot_hold_is_replaced() {
        var reply = say(
                "xml",
                "application/json",
                "{\"to\":\"<\\u0001>\\ud83d\",\"text\":\"one\\u000btwo\\uffff \\ud83d\\ude00\\n\"}");

        assertThat(text(reply))
                .isEqualTo(
                        "<Response><Message to='&lt;\uFFFD&gt;\uFFFD'>one\uFFFDtwo\uFFFD \uD83D\uDE00&#10;</Message></Response>");
        assertTaken(reply);
    }

    @Test
    void half_a_character_is_replaced_in_json_and_a_header_that_cannot_carry_it_is_left_out() {
        var reply = say("json", "application/json", "{\"text\":\"a\\ud800\\u0000b\"}");

        assertThat(text(reply)).isEqualTo("{\"said\":\"a\uFFFD\\u0000b\",\"as\":\"a\uFFFD\\u0000b\"}");
        assertThat(reply.header("X-Text")).isEmpty();
        assertTaken(reply);
    }

    @Test
    void a_key_of_a_form_that_came_twice_is_told_as_a_list() {
        var form = "application/x-www-form-urlencoded";

        var told = say("text", form, "text=one&text=two&to=me");
        var json = say("json", form, "text=one&text=two");

        assertThat(text(told)).isEqualTo("You said one, two.");
        assertThat(text(json)).isEqualTo("{\"said\":\"one, two\",\"as\":[\"one\",\"two\"]}");
        assertThat(json.header("X-Text")).contains("one, two");
    }

    @Test
    void a_body_that_cannot_be_made_is_left_out_and_what_was_taken_is_answered_so() {
        var reply = say("most", "application/json", "{\"text\":\"x\",\"all\":[1,2,3]}");

        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers()).containsExactly(new Pair("X-Id", "7"));
        assertTaken(reply);
    }

    @Test
    void a_missing_value_leaves_the_status() {
        var reply = say("text", "application/x-www-form-urlencoded", "to=me");

        assertThat(reply.body()).isEmpty();
        assertTaken(reply);
    }

    @Test
    void a_greeting_that_cannot_be_returned_is_a_bad_request() {
        assertThat(say("greet", "application/json", "{\"hello\":\"a\\r\\nX-Evil: 1\"}")
                        .status())
                .isEqualTo(400);
        assertThat(say("greet", "application/json", "{\"hello\":\"b\"}").header("X-Hello"))
                .contains("b");
    }

    private Reply say(String hook, String type, String body) {
        house.load(CHAT);
        return house.engine.receive(request("/hooks/acme/" + hook, body, new Pair("Content-Type", type)), "");
    }

    private void assertTaken(Reply reply) {
        assertThat(reply.status()).isEqualTo(202);
        House.until(house.engine::isAtRest);
        assertThat(house.engine.journal().list(Journal.Filter.newest(9))).hasSize(1);
    }

    private static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}

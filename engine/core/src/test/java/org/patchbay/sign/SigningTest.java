package org.patchbay.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.sign.SigningSamples.NODES;
import static org.patchbay.sign.SigningSamples.compile;
import static org.patchbay.sign.SigningSamples.draft;
import static org.patchbay.sign.SigningSamples.sign;
import static org.patchbay.sign.SigningSamples.values;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.render.Sample;
import org.patchbay.wire.Wire;

/** What is signed, over which bytes, and where the signature goes. */
class SigningTest {
    @Test
    void an_md5_parameter_is_lowercase_hex_in_a_header() {
        var signed = sign("""
            parameters:
              - { name: sign, type: md5, key: X-Sign, of: "{{integrator.user}}{{param.to}}{{param.time}}{{integrator.salt}}" }
            """, new Body.None());

        // printf 'acme+849012345671767323045s3cret' | openssl md5
        assertThat(signed.draft().headers()).containsExactly(new Pair("X-Sign", "4404351910a42068d33684acf978f59c"));
        assertThat(signed.pieces())
                .containsExactly(new Signing.Piece(
                        "sign",
                        "acme · +84901234567 · 1767323045 · ‹integrator.salt›",
                        "4404351910a42068d33684acf978f59c"));
    }

    @ParameterizedTest
    @CsvSource({"query, sign=5ebe2294ecd0e0f08eab7690d2a6ee69", "cookie, sign=5ebe2294ecd0e0f08eab7690d2a6ee69"})
    void an_md5_parameter_goes_where_in_says(String place, String pair) {
        // printf secret | openssl md5
        var draft = sign("parameters: [{ name: sign, type: md5, in: " + place + ", of: secret }]", new Body.None())
                .draft();

        var pairs = place.equals("query") ? draft.query() : draft.cookies();
        assertThat(pairs)
                .extracting(found -> found.name() + "=" + found.value())
                .contains(pair);
    }

    @Test
    void an_md5_parameter_fills_a_hole_of_the_path() {
        var signed =
                sign("parameters: [{ name: hash, type: md5, in: path, of: secret }]", new Body.None(), "/a/{hash}/b");

        assertThat(signed.draft().path()).isEqualTo("/a/5ebe2294ecd0e0f08eab7690d2a6ee69/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ from: integrator.salt, name: x, type: md5 }", "{ name: x, type: md5, value: s3cret }"})
    void an_md5_parameter_without_of_hashes_its_source(String parameter) {
        var signed = sign("parameters: [" + parameter + "]", new Body.None());

        // printf s3cret | openssl md5
        assertThat(signed.draft().headers()).containsExactly(new Pair("x", "33e1b232a4e6fa0028a6670753749a17"));
    }

    @Test
    void an_md5_parameter_that_is_not_required_is_left_out_when_a_value_is_missing() {
        var signed =
                sign("parameters: [{ name: x, type: md5, required: false, of: '{{body.nothing}}' }]", new Body.None());

        assertThat(signed.draft().headers()).isEmpty();
        assertThatThrownBy(() -> sign("parameters: [{ name: x, type: md5, of: '{{body.nothing}}' }]", new Body.None()))
                .isInstanceOf(Refusal.class)
                .hasMessage("`body.nothing` has no value");
    }

    @Test
    void what_is_carried_is_placed_before_later_values_are_computed_and_never_signs_itself() {
        var signed = sign("""
            sign:
              values:
                time: { now: epoch }
                pairs: { canonical: { of: query } }
                mac: { sha256: "{{pairs}}" }
                address: { md5: "{{request.url}}" }
              carry: { query.ts: "{{time}}", query.mac: "{{mac}}", header.X-Address: "{{address}}" }
            """, new Body.None());

        assertThat(signed.draft().query()).extracting(Pair::name).containsExactly("b", "a", "ts", "mac");
        assertThat(signed.pieces())
                .extracting(Signing.Piece::signed)
                .containsExactly(
                        "a=1&b=2&ts=1767323045",
                        "https://partner.test/sms?b=2&a=1&ts=1767323045&mac="
                                + signed.draft().query().getLast().value());
    }

    @Test
    void the_body_is_signed_byte_for_byte_also_inside_a_value_used_later() {
        var body = new Body.Text("Xin chào");

        var signed = sign("""
            sign:
              values:
                raw: "{{request.body}}"
                a: { md5: "{{request.body}}" }
                b: { md5: "{{raw}}" }
                c: { base64: "{{raw}}!" }
              carry: { header.A: "{{a}}", header.B: "{{b}}", header.C: "{{c}}" }
            """, body);

        // openssl md5 and base64 of the UTF-8 bytes
        assertThat(signed.draft().headers())
                .containsExactly(
                        new Pair("A", "d507cf86fa25f6787e3fc5e5d61e00a3"),
                        new Pair("B", "d507cf86fa25f6787e3fc5e5d61e00a3"),
                        new Pair("C", "WGluIGNow6BvIQ=="));
    }

    @Test
    void the_signed_body_is_the_body_that_is_sent() {
        var tree = NODES.objectNode().put("text", "a\"b 😀 ấ").put("n", 1);

        var signed = sign(
                "sign: { values: { h: { sha256: '{{request.body}}' } }, carry: { header.H: '{{h}}' } }",
                new Body.Json(tree));

        var sent = Wire.request(signed.draft());
        assertThat(sent.header("H")).hasValue(Writing.HEX.write(Hash.SHA256.of(sent.body())));
    }

    @Test
    void a_value_carried_into_the_body_leaves_the_trees_of_others_alone() {
        var theirs = NODES.objectNode().put("user", "api");
        var tree = NODES.objectNode().<ObjectNode>set("data", theirs);

        var signed = sign(
                "sign: { values: { h: { md5: secret } }, carry: { body.data.hash: '{{h}}' } }", new Body.Json(tree));

        assertThat(((Body.Json) signed.draft().body()).tree())
                .hasToString("{\"data\":{\"user\":\"api\",\"hash\":\"5ebe2294ecd0e0f08eab7690d2a6ee69\"}}");
        assertThat(theirs).hasToString("{\"user\":\"api\"}");
    }

    @Test
    void a_value_carried_into_no_body_makes_a_json_body() {
        var request = Wire.request(sign("sign: { values: { h: x }, carry: { body.h: '{{h}}' } }", new Body.None())
                .draft());

        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("{\"h\":\"x\"}");
        assertThat(request.header("Content-Type")).hasValue("application/json");
    }

    @Test
    void form_fields_are_replaced_and_headers_keep_one_of_a_name() {
        var form = new Body.Form(List.of(new Pair("sign", "old"), new Pair("a", "1")));

        var draft = sign(
                        "sign: { values: { p: { canonical: { of: body } } }, carry: { body.sign: '{{p}}',"
                                + " header.x-old: new } }",
                        form)
                .draft();

        assertThat(draft.body()).isEqualTo(new Body.Form(List.of(new Pair("a", "1"), new Pair("sign", "a=1"))));
        assertThat(draft.headers()).containsExactly(new Pair("x-old", "new"));
    }

    @Test
    void a_named_signature_takes_what_its_user_hands_over_and_may_be_carried_elsewhere() {
        var github = Sample.signature(Sample.json("""
            with: [secret]
            values: { mac: { hmacSha256: "{{request.body}}", key: "{{with.secret}}" } }
            carry: { header.X-Hub-Signature-256: "sha256={{mac}}" }
            """));
        var endpoint = Sample.endpoint("""
            sign: { use: github, with: { secret: "{{integrator.github}}" }, carry: { query.mac: "{{mac}}" } }
            """);
        var problems = new Problems();

        var signing = Signing.compile(endpoint, Map.of("github", github), Sample.scope(), problems);
        var signed = signing.sign(draft(new Body.Text("Hello, World!"), "/sms"), values());

        // GitHub, "Testing the webhook payload validation"
        assertThat(problems.sorted()).isEmpty();
        assertThat(signed.draft().query())
                .contains(new Pair("mac", "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));
        assertThat(signed.draft().headers())
                .isEqualTo(draft(new Body.None(), "/sms").headers());
    }

    @Test
    void of_two_secrets_in_a_rotation_the_first_signs() {
        var secrets = NODES.objectNode();
        secrets.putArray("secret").add(SecretNode.of("secret")).add(SecretNode.of("old"));
        var values = values().with(Root.INTEGRATOR, secrets);

        var signing =
                compile("sign: { values: { h: { md5: '{{integrator.secret}}' } }, carry: { header.H: '{{h}}' } }");
        var signed = signing.sign(draft(new Body.None(), "/"), values);

        assertThat(signed.draft().headers()).contains(new Pair("H", "5ebe2294ecd0e0f08eab7690d2a6ee69"));
        assertThat(signed.pieces()).extracting(Signing.Piece::signed).containsExactly("‹integrator.secret›");
    }

    @Test
    void pieces_show_secrets_by_name_also_where_they_come_from_the_request() {
        var form = new Body.Form(List.of(new Pair("key", "s3cret"), new Pair("to", "1")));

        var signed = sign("""
            sign:
              values:
                all: { canonical: { of: body } }
                text: "{{integrator.salt}}:{{all}}"
                mac: { md5: "{{text}}|{{request.body}}" }
              carry: { header.M: "{{mac}}" }
            """, form);

        assertThat(signed.pieces())
                .extracting(Signing.Piece::signed)
                .containsExactly("‹integrator.salt›:key=‹integrator.salt›&to=1|key=‹integrator.salt›&to=1");
    }

    @Test
    void without_a_signature_the_draft_stays_the_same() {
        var draft = draft(new Body.None(), "/sms");

        assertThat(compile("url: /").sign(draft, values()).draft()).isSameAs(draft);
    }

    @Test
    void clock_and_random_value_are_those_of_the_request() {
        var signed = sign("""
            sign:
              values:
                a: { now: yyyyMMddHHmmss, zone: Asia/Shanghai }
                b: { now: epoch, plus: 30m }
                c: { now: rfc2822 }
                d: { now: date }
                e: { nonce: hex, length: 8 }
                f: { nonce: uuid }
                g: { now: iso, zone: Asia/Shanghai }
              carry: { header.A: "{{a}} {{b}} {{c}} {{d}} {{e}} {{f}} {{g}}" }
            """, new Body.None());

        assertThat(signed.draft().headers())
                .extracting(Pair::value)
                .containsExactly("20260102110405 1767324845 Fri, 02 Jan 2026 03:04:05 +0000 2026-01-02 01234567"
                        + " 01234567-89ab-4def-8123-456789abcdef 2026-01-02T11:04:05+08:00");
    }
}

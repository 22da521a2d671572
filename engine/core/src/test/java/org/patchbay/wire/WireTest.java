package org.patchbay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Request;

class WireTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void keeps_the_order_of_headers_and_adds_the_type_of_the_body_and_the_cookies() {
        var request = request(
                List.of(new Pair("X-B", "1"), new Pair("X-A", "2")),
                List.of(new Pair("sid", "abc"), new Pair("lang", "vi")),
                new Body.Json(NODES.objectNode()));

        assertThat(request.headers())
                .containsExactly(
                        new Pair("X-B", "1"),
                        new Pair("X-A", "2"),
                        new Pair("Content-Type", "application/json"),
                        new Pair("Cookie", "sid=abc; lang=vi"));
    }

    @Test
    void leaves_a_content_type_that_is_given() {
        var type = new Pair("content-type", "text/xml");

        var request = request(List.of(type), List.of(), new Body.Text("<a/>"));

        assertThat(request.headers()).containsExactly(type);
    }

    @Test
    void joins_cookies_to_a_cookie_header_that_is_given() {
        var request = request(List.of(new Pair("Cookie", "a=1")), List.of(new Pair("b", "2")), new Body.None());

        assertThat(request.headers()).containsExactly(new Pair("Cookie", "a=1; b=2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-length",
                "Transfer-Encoding",
                "CONNECTION",
                "Upgrade",
                "te",
                "trailer",
                "expect",
                "",
                "X Y",
                "X:",
                "Xä"
            })
    void refuses_headers_that_are_not_for_a_template_to_set(String name) {
        assertThatThrownBy(() -> request(List.of(new Pair(name, "1")), List.of(), new Body.None()))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void says_which_header_cannot_carry_what_and_never_shows_the_value() {
        assertThatThrownBy(() -> request(List.of(new Pair("X-Agent", "Ấn s3cret")), List.of(), new Body.None()))
                .hasMessage("header X-Agent carries ASCII only, not U+1EA4; `format: urlencode` makes ASCII of it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "//evil.test",
                "/a/../b",
                "/a/%2e%2E/b",
                "/..",
                "/a/.",
                "/%2e",
                "/a b",
                "/ä",
                "/a?b",
                "/a#b",
                "/a%2",
                "/a\\b",
                "/{id}",
                "/a\n"
            })
    void refuses_a_path_that_is_not_one_or_leads_elsewhere(String path) {
        assertThatThrownBy(() -> Wire.target(draft(path, new Body.None()))).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a//b/", "/a/...", "/a/.b/c..", "/a;v=1/(b)@c:d,e=f", "/a%2Fb%20c"})
    void takes_any_other_path_as_it_is(String path) {
        assertThat(Wire.target(draft(path, new Body.None()))).isEqualTo(path);
    }

    @Test
    void writes_every_character_of_json_as_itself_and_numbers_with_all_their_digits() {
        var tree = NODES.objectNode().put("text", "Xin chào 😀 \u2028 \" \\ \n");
        tree.set("big", NODES.numberNode(new BigInteger("123456789012345678901234567890")));
        tree.set("exact", DecimalNode.valueOf(new BigDecimal("1.10")));
        tree.putNull("none");

        var bytes = Wire.bytes(new Body.Json(tree));

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("{\"text\":\"Xin chào 😀 \u2028 \\\" \\\\ \\n\",\"big\":123456789012345678901234567890,"
                        + "\"exact\":1.10,\"none\":null}");
    }

    @Test
    void writes_a_form_as_browsers_do() {
        var form = new Body.Form(List.of(new Pair("text", "Xin chào *-._~"), new Pair("to", "+84901")));

        assertThat(new String(Wire.bytes(form), StandardCharsets.US_ASCII))
                .isEqualTo("text=Xin+ch%C3%A0o+*-._%7E&to=%2B84901");
    }

    @Test
    void writes_a_multipart_body() {
        var body = new Body.Multipart(List.of(new Pair("a\"b", "Ấn"), new Pair("c", "")), "x1");

        assertThat(new String(Wire.bytes(body), StandardCharsets.UTF_8))
                .isEqualTo(String.join(
                        "\r\n",
                        "--x1",
                        "Content-Disposition: form-data; name=\"a%22b\"",
                        "",
                        "Ấn",
                        "--x1",
                        "Content-Disposition: form-data; name=\"c\"",
                        "",
                        "",
                        "--x1--",
                        ""));
        assertThat(Wire.contentType(body)).hasValue("multipart/form-data; boundary=x1");
    }

    @Test
    void writes_an_xml_tree() {
        var tree = NODES.objectNode();
        var sms = tree.putObject("s:sms")
                .put("@xmlns:s", "urn:sms")
                .put("@id", 7)
                .put("empty", "")
                .putNull("none");
        sms.putArray("to").add("1").add("2").addObject().put("@kind", "a").put("#text", "<3>");

        assertThat(new String(Wire.bytes(new Body.Xml(tree)), StandardCharsets.UTF_8))
                .isEqualTo("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <s:sms xmlns:s="urn:sms" id="7"><empty/><none/><to>1</to><to>2</to>\
                        <to kind="a">&lt;3&gt;</to></s:sms>""");
    }

    @Test
    void refuses_xml_without_exactly_one_top_element() {
        List.<JsonNode>of(
                        NODES.objectNode(),
                        NODES.objectNode().put("a", 1).put("b", 2),
                        NODES.arrayNode(),
                        NODES.objectNode().set("a", NODES.arrayNode().add(1)))
                .forEach(tree ->
                        assertThatThrownBy(() -> Wire.bytes(new Body.Xml(tree))).isInstanceOf(Refusal.class));
    }

    @Test
    void refuses_a_request_of_more_than_a_mebibyte() {
        assertThat(request(List.of(), List.of(), new Body.Text("x".repeat(Wire.LARGEST - 100)))
                        .body())
                .hasSize(Wire.LARGEST - 100);
        assertThatThrownBy(() -> request(List.of(), List.of(), new Body.Text("ấ".repeat(Wire.LARGEST / 3))))
                .hasMessage("the request is larger than 1024 KiB");
    }

    @ParameterizedTest
    @CsvSource({
        "FORM, a+b%7E*%28%C3%A0%29%21%27",
        "PERCENT, a%20b~%2A%28%C3%A0%29%21%27",
        "PHP, a+b%7E%2A%28%C3%A0%29%21%27",
        "DOTNET, a+b%7e*(%c3%a0)!%27"
    })
    void has_four_flavours_of_url_coding(UrlCoding coding, String encoded) {
        assertThat(coding.encode("a b~*(à)!'")).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "%ff", "%C3"})
    void decodes_only_what_is_percent_encoded_utf_8(String text) {
        assertThatThrownBy(() -> UrlCoding.decode(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_dotted_key_nests_and_leaves_the_maps_of_others_alone() {
        var theirs = NODES.objectNode().put("kept", 1);
        var tree = NODES.objectNode().<com.fasterxml.jackson.databind.node.ObjectNode>set("a", theirs);

        DottedKey.parse("a.b.c").put(tree, NODES.numberNode(2));
        DottedKey.parse("x\\.y").put(tree, NODES.numberNode(3));

        assertThat(Wire.json(tree)).isEqualTo("{\"a\":{\"kept\":1,\"b\":{\"c\":2}},\"x.y\":3}");
        assertThat(Wire.json(theirs)).isEqualTo("{\"kept\":1}");
    }

    private static Request request(List<Pair> headers, List<Pair> cookies, Body body) {
        return Wire.request(new Draft(
                Method.POST, new Origin("https", "partner.test", 443), "/", List.of(), headers, cookies, body));
    }

    private static Draft draft(String path, Body body) {
        return new Draft(
                Method.GET, new Origin("https", "partner.test", 443), path, List.of(), List.of(), List.of(), body);
    }
}

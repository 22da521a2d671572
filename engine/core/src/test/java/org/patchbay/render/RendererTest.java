package org.patchbay.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.ListStyle;
import org.patchbay.definition.Method;
import org.patchbay.definition.Place;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Root;
import org.patchbay.wire.Wire;

class RendererTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String BASE = "https://{{integrator.host}}";
    private static final String VALUES = """
            integrator: { host: crm.test, chatUrl: "https://chat.test:8443/in?room=a%20b", account: acme }
            template: { region: eu }
            body:
              phone: "+84901234567"
              name: Nguyễn Văn Ấn
              count: 7
              nothing: null
              empty: ""
              list: [1, 2, 3]
              people: [{ name: An, age: 30 }, { name: Bo }]
              data: { a: 1 }
            param: { id: 42 }
            """;

    @ParameterizedTest
    @CsvSource({
        "https://{{integrator.host}}, /calls, https://crm.test/calls",
        "https://{{integrator.host}}/v2/, /calls, https://crm.test/v2/calls",
        "https://api.test:8443/v2, /calls/{{param.id}}.json, https://api.test:8443/v2/calls/42.json",
        "http://{{integrator.host}}:81, /, http://crm.test:81/",
        "https://{{integrator.account}}.{{template.region}}.test, /x, https://acme.eu.test/x",
        "https://unused.test, https://api.test, https://api.test/",
        "https://unused.test, https://api.test/a b/ấ, https://api.test/a%20b/%E1%BA%A5",
        "https://unused.test, https://api.test/a%20b, https://api.test/a%20b",
        "https://unused.test, https://{{integrator.host}}/a?b=1, https://crm.test/a?b=1",
        "https://unused.test, {{integrator.chatUrl}}, https://chat.test:8443/in?room=a%20b",
        "{{integrator.chatUrl}}, /more, https://chat.test:8443/in/more?room=a%20b",
        "https://h.test, /q?cf_{{param.id}}={{body.phone}}&s=a+b%26c&&flag, https://h.test/q?cf_42=%2B84901234567&s=a%20b%26c&flag=",
        "https://h.test, '/q?filter={\"a\":{{body.count}}}', https://h.test/q?filter=%7B%22a%22%3A7%7D",
        "https://h.test, /a{{body.missing?}}/b, https://h.test/a/b",
        "https://[2001:db8::1]:8443, /a, https://[2001:db8::1]:8443/a"
    })
    void url_and_base_url_make_the_address(String base, String url, String address) {
        assertThat(sent(base, "url: '" + url + "'").url()).isEqualTo(address);
    }

    @Test
    void path_parameters_fill_the_holes_by_key_or_name() {
        var renderer = compile(BASE, """
                url: /c/{contact}/t/{id}/{rest}?x={id}
                parameters:
                  - { name: contactId, key: contact, type: path }
                  - { name: id, type: path }
                  - { name: rest, type: path, format: segments }
                """);

        var draft = renderer.render(
                List.of(
                        new Argument(
                                "contactId",
                                Optional.of(Place.PATH),
                                "contact",
                                text("a/b?"),
                                ListStyle.REPEAT,
                                "",
                                false),
                        Sample.argument(Place.PATH, "id", NODES.numberNode(7)),
                        Sample.argument(Place.PATH, "rest", text("d/e f.txt"))),
                Sample.values(VALUES));

        assertThat(Wire.target(draft)).isEqualTo("/c/a%2Fb%3F/t/7/d/e%20f.txt?x=7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void a_path_parameter_cannot_change_the_path(String value) {
        var renderer = compile(BASE, "{ url: '/a/{id}/b', parameters: [{ name: id, type: path }] }");

        assertThatThrownBy(() ->
                        renderer.render(List.of(Sample.argument(Place.PATH, "id", text(value))), Sample.values(VALUES)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.failure().input()).hasValue("id"));
    }

    @Test
    void a_missing_path_parameter_is_refused_by_name() {
        var renderer = compile(BASE, "{ url: '/a/{id}', parameters: [{ name: id, type: path }] }");

        assertThatThrownBy(() -> renderer.render(List.of(), Sample.values(VALUES)))
                .hasMessage("`{id}` of the url has no value");
    }

    @ParameterizedTest
    @CsvSource({
        "evil.test/x",
        "evil.test?",
        "evil.test#",
        "user@evil.test",
        "user:pw@evil.test",
        "evil.test:99999",
        "evil.test:",
        "'evil.test '",
        "evil .test",
        "evil\\.test",
        "..test",
        "''",
        "[::1",
        "[]",
        "münchen.test",
        "'evil.test\r\n'"
    })
    void a_host_that_is_no_host_is_refused(String host) {
        var renderer = compile(BASE, "url: /a");
        var values =
                Sample.values(VALUES).with(Root.INTEGRATOR, NODES.objectNode().put("host", host));

        assertThatThrownBy(() -> renderer.render(List.of(), values))
                .hasMessage("`{{integrator.host}}` gives no host name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chat.test",
                "ftp://chat.test",
                "//chat.test",
                "https://",
                "https://a@b.test",
                "https://a.test/#x",
                "https://a.test/?%zz",
                "javascript:alert(1)",
                "https:/a.test"
            })
    void an_address_that_is_none_is_refused(String url) {
        var renderer = compile(BASE, "url: '{{integrator.chatUrl}}'");
        var values =
                Sample.values(VALUES).with(Root.INTEGRATOR, NODES.objectNode().put("chatUrl", url));

        assertThatThrownBy(() -> renderer.render(List.of(), values))
                .hasMessage("`{{integrator.chatUrl}}` is no address such as https://host/path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.test/../b", "https://a.test//b", "https://a.test/%2e%2e/b"})
    void an_address_with_a_path_that_walks_is_refused_before_it_is_sent(String url) {
        var renderer = compile(BASE, "url: '{{integrator.chatUrl}}'");
        var values =
                Sample.values(VALUES).with(Root.INTEGRATOR, NODES.objectNode().put("chatUrl", url));

        assertThatThrownBy(() -> Wire.request(renderer.render(List.of(), values)))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "https://{{body.host}}/x; PB504",
                "https://a.{{param.id}}.test/x; PB504",
                "https://{{integrator.host}}:{{body.port}}/x; PB504",
                "https://{{#body.a}}{{integrator.host}}{{/body.a}}/x; PB504",
                "'{{body.url}}'; PB504",
                "'{{auth.login.instance}}'; PB504",
                "'{{integrator.a}}{{integrator.b}}'; PB502",
                "'{{integrator.host}}/x'; PB502",
                "calls; PB502",
                "https://user@a.test/; PB502",
                "https:///x; PB502",
                "ftp://a.test/x; PB505",
                "//evil.test/x; PB205",
                "/a/../b; PB205",
                "/a/%2E%2e; PB205",
                "/a#b; PB205",
                "/a?b=%zz; PB205",
                "/a?b=%7B%7Bbody.x%7D%7D; PB205",
                "/calls/{id}; PB310",
                "/{{body.x; PB601",
                "/{{bodi.x}}; PB602"
            })
    void a_url_that_cannot_be_is_found_at_load(String url, String code) {
        assertThat(problems(BASE, "url: '" + url.replace("'", "") + "'")).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://{{body.host}}", "https://a.test?x=1", "a.test"})
    void a_base_url_that_cannot_be_is_found_at_load(String base) {
        assertThat(problems(base, "url: /x")).isNotEmpty();
    }

    @Test
    void a_hole_that_the_signature_fills_is_left_for_it() {
        assertThat(compile(BASE, "{ url: '/{hash}', parameters: [{ name: hash, type: md5, in: path, of: x }] }")
                        .render(List.of(), Sample.values(VALUES))
                        .path())
                .isEqualTo("/{hash}");
        assertThat(problems(BASE, "{ url: '/{mac}', sign: { values: { mac: x }, carry: { path.mac: '{{mac}}' } } }"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GetData, , GET", "PostData, , POST", "GetData, POST, POST", "PostData, DELETE, DELETE"})
    void the_method_follows_from_the_type(String type, String method, Method expected) {
        var draft = compile(BASE, "{ type: " + type + (method == null ? "" : ", method: " + method) + " }")
                .render(List.of(), Sample.values(VALUES));

        assertThat(draft.method()).isEqualTo(expected);
    }

    @Test
    void arguments_go_to_their_places_in_order() {
        var draft = compile(BASE, "{ type: GetData, url: '/a?first=1' }")
                .render(
                        List.of(
                                Sample.argument(Place.QUERY, "q", text("a&b")),
                                Sample.argument(Place.HEADER, "X-B", text("1")),
                                Sample.argument(Place.COOKIE, "sid", text("c")),
                                Sample.argument(Place.HEADER, "X-A", SecretNode.of("key")),
                                Sample.argument(Place.QUERY, "gone", NODES.missingNode()),
                                Sample.argument(Place.QUERY, "null", NODES.nullNode()),
                                new Argument(
                                        "inner", Optional.empty(), "inner", text("x"), ListStyle.REPEAT, "", false)),
                        Sample.values(VALUES));

        assertThat(draft.query()).containsExactly(new Pair("first", "1"), new Pair("q", "a&b"), new Pair("null", ""));
        assertThat(draft.headers()).containsExactly(new Pair("X-B", "1"), new Pair("X-A", "key"));
        assertThat(draft.cookies()).containsExactly(new Pair("sid", "c"));
        assertThat(draft.body()).isEqualTo(new Body.None());
    }

    @ParameterizedTest
    @CsvSource({"REPEAT, k=1&k=2", "COMMA, 'k=1,2'", "PIPE, k=1|2", "BRACKETS, k[]=1&k[]=2"})
    void lists_are_written_in_their_style(ListStyle style, String query) {
        var list = NODES.arrayNode().add(1).add("2");
        var argument = new Argument("k", Optional.of(Place.QUERY), "k", list, style, "", false);

        var draft = compile(BASE, "url: /").render(List.of(argument), Sample.values(VALUES));

        assertThat(draft.query())
                .extracting(pair -> pair.name() + "=" + pair.value())
                .containsExactly(query.split("&"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ListStyle.class,
            names = {"COMMA", "PIPE"})
    void an_element_cannot_add_elements(ListStyle style) {
        var list = NODES.arrayNode().add("a").add("b,c|d");
        var argument = new Argument("k", Optional.of(Place.QUERY), "k", list, style, "", false);

        assertThatThrownBy(() -> compile(BASE, "url: /").render(List.of(argument), Sample.values(VALUES)))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("`k`: an element holds");
    }

    @ParameterizedTest
    @EnumSource(
            value = Place.class,
            names = {"HEADER", "COOKIE", "QUERY"})
    void a_map_fits_into_no_single_value(Place place) {
        var argument = Sample.argument(place, "k", NODES.objectNode());

        assertThatThrownBy(() -> compile(BASE, "url: /").render(List.of(argument), Sample.values(VALUES)))
                .hasMessage("`k` is a map, a single value was expected");
    }

    @Test
    void a_header_that_cannot_carry_its_value_names_the_parameter() {
        var argument = Sample.argument(Place.HEADER, "X-Name", text("Ấn"));

        assertThatThrownBy(() -> compile(BASE, "url: /").render(List.of(argument), Sample.values(VALUES)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.failure().input()).hasValue("X-Name"));
    }

    @Test
    void body_parameters_nest_and_keep_their_types() {
        var draft = compile(BASE, """
                        parameters:
                          - { name: a, type: body, key: agent.email }
                          - { name: b, type: body }
                          - { name: c, type: body, key: x\\.y }
                        """)
                .render(
                        List.of(
                                Sample.argument(Place.BODY, "agent.email", text("a@b")),
                                Sample.argument(
                                        Place.BODY, "agent", NODES.objectNode().put("id", 1)),
                                Sample.argument(Place.BODY, "b", NODES.nullNode()),
                                Sample.argument(Place.BODY, "x\\.y", NODES.booleanNode(true)),
                                Sample.argument(Place.BODY, "gone", NODES.missingNode()),
                                Sample.argument(Place.BODY, "agent.name", text("hard"), "hardParams")),
                        Sample.values(VALUES));

        assertThat(json(draft)).isEqualTo("""
                {"agent":{"id":1,"email":"a@b","name":"hard"},"b":null,"x.y":true}""");
        assertThat(draft.headers()).containsExactly(new Pair("Content-Type", "application/json"));
    }

    @Test
    void hard_params_win_over_everything_and_trees_of_the_caller_stay_as_they_are() {
        var theirs = NODES.objectNode().put("role", "admin").put("name", "x");

        var draft = compile(BASE, "parameters: [{ name: data, type: body }]")
                .render(
                        List.of(
                                Sample.argument(Place.BODY, "data.role", text("agent"), "hardParams"),
                                Sample.argument(Place.BODY, "data", theirs)),
                        Sample.values(VALUES));

        assertThat(json(draft)).isEqualTo("{\"data\":{\"role\":\"agent\",\"name\":\"x\"}}");
        assertThat(theirs.path("role").asText()).isEqualTo("admin");
    }

    @Test
    void a_body_is_a_tree_with_parameters_laid_over_it() {
        var draft = compile(BASE, """
                        parameters: [{ name: subject, type: body, key: issue.subject }]
                        body:
                          issue:
                            phone: { $from: body.phone }
                            count: { $from: body.count }
                            text: "{{body.count}}"
                            gone: { $from: body.missing }
                            "null": { $from: body.nothing }
                            other: { $from: body.empty, $default: none }
                            $$price: 10
                            constant: [true, 1.5, null, { a: { $from: body.missing } }]
                            people: { $each: body.people, $as: { n: "{{item.name}}", age: { $from: item.age } } }
                            none: { $each: body.missing, $as: x }
                            yes: { $when: { body.count: 7 }, $then: { seven: true } }
                            no: { $when: { body.count: 8 }, $then: 8 }
                            list: [{ $when: { body.count: 8 }, $then: 8 }, 9]
                        """)
                .render(List.of(Sample.argument(Place.BODY, "issue.subject", text("Hi"))), Sample.values(VALUES));

        assertThat(json(draft)).isEqualTo("""
                        {"issue":{"phone":"+84901234567","count":7,"text":"7","null":null,"other":"none","$price":10,\
                        "constant":[true,1.5,null,{}],"people":[{"n":"An","age":30},{"n":"Bo"}],"yes":{"seven":true},\
                        "list":[9],"subject":"Hi"}}""");
    }

    @Test
    void a_body_can_be_a_list_or_a_value_of_the_caller_which_stays_as_it_is() {
        assertThat(json(render("body: [{ $from: body.data }]"))).isEqualTo("[{\"a\":1}]");
        assertThat(json(render("body: { $from: body.data }"))).isEqualTo("{\"a\":1}");

        var values = Sample.values(VALUES);
        compile(BASE, "{ parameters: [{ name: b, type: body }], body: { $from: body.data } }")
                .render(List.of(Sample.argument(Place.BODY, "b", text("x"))), values);
        assertThat(values.root(Root.BODY).path("data")).hasToString("{\"a\":1}");
    }

    @Test
    void secrets_in_a_body_are_sent_as_they_are() {
        var fields = NODES.objectNode();
        fields.set("key", SecretNode.of("s3cret"));
        fields.putArray("deep").addObject().set("k", SecretNode.of("t0ken"));
        var values = Sample.values(VALUES).with(Root.INTEGRATOR, fields.put("host", "a.test"));

        var draft = compile(
                        BASE,
                        "{ body: { k: { $from: integrator.key }, d: { $from: integrator.deep }, t: '{{integrator.key}}' } }")
                .render(List.of(Sample.argument(Place.BODY, "p", fields.path("deep"))), values);

        assertThat(json(draft)).isEqualTo("""
                {"k":"s3cret","d":[{"k":"t0ken"}],"t":"s3cret","p":[{"k":"t0ken"}]}""");
        assertThat(fields.path("deep").get(0).get("k")).isInstanceOf(SecretNode.class);
    }

    @Test
    void a_value_of_a_body_can_be_formatted() {
        var draft = compile(
                        BASE,
                        "body: { id: { $from: body.phone, $format: digits }, n: { $from: body.missing, $default: '7', $format: [integer] } }")
                .render(List.of(), Sample.values(VALUES));

        assertThat(json(draft)).isEqualTo("{\"id\":\"84901234567\",\"n\":7}");
        assertThat(problems(BASE, "body: { id: { $from: body.phone, $format: digit } }"))
                .containsExactly("PB203");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{ $from: body.missing, $required: true }; `body.missing` has no value",
                "{ $each: body.list, $as: x, $max: 2 }; `body.list` has more than 2 elements",
                "{ $each: body.phone, $as: x }; `body.phone` is not a list",
                "\"{{body.missing}}\"; `body.missing` has no value",
                "\"{{body.list}}\"; `body.list` is a list, a single value was expected"
            })
    void a_body_without_what_it_needs_is_refused(String node, String message) {
        assertThatThrownBy(() -> render("body: { a: " + node + " }")).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{ body: { a: { $form: body.x } } }; PB201",
                "{ body: { a: { $from: body.x, b: 1 } } }; PB201",
                "{ body: { a: { $each: body.x } } }; PB204",
                "{ body: { a: { $when: { body.x: 1 } } } }; PB204",
                "{ body: { a: { $from: [body.x] } } }; PB205",
                "{ body: { a: { $each: body.x, $as: 1, $max: 2000 } } }; PB206",
                "{ body: { a: { $from: bodi.x } } }; PB602",
                "{ body: { a: '{{bodi.x}}' } }; PB602",
                "{ body: [1], parameters: [{ name: a, type: body }] }; PB401",
                "{ body: { a: 1 }, bodyTemplate: x, bodyFormat: text }; PB401",
                "{ bodyTemplate: x, bodyFormat: text, parameters: [{ name: a, type: body }] }; PB401",
                "{ bodyFormat: none, body: { a: 1 } }; PB401",
                "{ bodyFormat: text, parameters: [{ name: a, type: body }] }; PB401",
                "{ bodyTemplate: x }; PB204",
                "{ bodyTemplate: '{}', bodyFormat: json }; PB204",
                "{ bodyTemplate: '<a>{{body.x}}</b>', bodyFormat: xml }; PB607",
                "{ bodyTemplate: '<a>{{#body.x}}<b>{{/body.x}}</a>', bodyFormat: xml }; PB607",
                "{ bodyTemplate: '{{#body.x}}<a/>{{/body.x}}', bodyFormat: xml }; PB607",
                "{ bodyTemplate: '<{{body.x}}/>', bodyFormat: xml }; PB607",
                "{ bodyTemplate: '<a {{body.x}}=\"1\"/>', bodyFormat: xml }; PB607",
                "{ bodyTemplate: '<a b={{body.x}}/>', bodyFormat: xml }; PB607",
                "{ bodyTemplate: '<a><![CDATA[{{body.x}}]]></a>', bodyFormat: xml }; PB607",
                "{ bodyTemplate: '<a><!--{{body.x}}--></a>', bodyFormat: xml }; PB607",
                "{ bodyTemplate: '<a><?p {{body.x}}?></a>', bodyFormat: xml }; PB607",
                "{ bodyTemplate: '<a xmlns=\"{{body.x}}\"/>', bodyFormat: xml }; PB607",
                "{ bodyTemplate: 'x', bodyFormat: xml }; PB607",
                "{ bodyFormat: xml, body: { a: 1, b: 2 } }; PB607",
                "{ bodyFormat: xml, body: { a: { 'b c': 2 } } }; PB607",
                "{ bodyFormat: xml, body: { a: 1 }, parameters: [{ name: b, type: body }] }; PB607",
                "{ parameters: [{ name: h, type: header, key: Host }] }; PB205",
                "{ parameters: [{ name: h, type: header, key: 'X Y' }] }; PB205",
                "{ parameters: [{ name: h, type: cookie, key: 'a=b' }] }; PB205",
                "{ hardParams: { header: { Transfer-Encoding: x } } }; PB205"
            })
    void a_request_that_cannot_be_is_found_at_load(String endpoint, String code) {
        assertThat(problems(BASE, endpoint)).contains(code);
    }

    @Test
    void a_form_keeps_dotted_keys_and_repeats_lists() {
        var draft = compile(
                        BASE,
                        "{ bodyFormat: form, body: { a: 1, list: [x, y], b: '{{body.phone}}' }, parameters: [{ name: a.b, type: body }] }")
                .render(
                        List.of(
                                Sample.argument(Place.BODY, "a.b", text("Xin chào")),
                                Sample.argument(Place.BODY, "a", NODES.numberNode(2))),
                        Sample.values(VALUES));

        assertThat(new String(Wire.bytes(draft.body()), StandardCharsets.US_ASCII))
                .isEqualTo("list=x&list=y&b=%2B84901234567&a.b=Xin+ch%C3%A0o&a=2");
        assertThat(draft.headers()).containsExactly(new Pair("Content-Type", "application/x-www-form-urlencoded"));
    }

    @Test
    void a_multipart_body_has_a_boundary_of_the_random_value() {
        var draft = compile(BASE, "bodyFormat: multipart")
                .render(List.of(Sample.argument(Place.BODY, "a", text("1"))), Sample.values(VALUES));

        assertThat(draft.body())
                .isEqualTo(new Body.Multipart(List.of(new Pair("a", "1")), "patchbay-" + Sample.MOMENT.nonce()));
    }

    @Test
    void an_xml_template_escapes_what_is_inserted() {
        var values = Sample.values(VALUES).with(Root.PARAM, NODES.objectNode().put("x", "<&\">]]>'\n"));

        var draft = compile(BASE, "{ bodyFormat: xml, bodyTemplate: '<s a=\"{{param.x}}\">{{param.x}}</s>' }")
                .render(List.of(), values);

        assertThat(draft.body())
                .isEqualTo(new Body.Text(
                        "<s a=\"&lt;&amp;&quot;&gt;]]&gt;&#39;&#10;\">&lt;&amp;&quot;&gt;]]&gt;&#39;&#10;</s>"));
        assertThat(draft.headers()).containsExactly(new Pair("Content-Type", "application/xml; charset=utf-8"));
    }

    @Test
    void an_xml_tree_takes_parameters() {
        var draft = compile(
                        BASE,
                        "{ bodyFormat: xml, body: { sms: { '@v': 1 } }, parameters: [{ name: sms.to, type: body }] }")
                .render(List.of(Sample.argument(Place.BODY, "sms.to", text("1<2"))), Sample.values(VALUES));

        assertThat(new String(Wire.bytes(draft.body()), StandardCharsets.UTF_8))
                .endsWith("<sms v=\"1\"><to>1&lt;2</to></sms>");
    }

    @Test
    void a_text_body_is_as_it_is_and_a_given_content_type_stays() {
        var draft = compile(BASE, "{ bodyFormat: text, bodyTemplate: 'to={{body.phone}}' }")
                .render(
                        List.of(Sample.argument(Place.HEADER, "content-type", text("text/csv"))),
                        Sample.values(VALUES));

        assertThat(draft.body()).isEqualTo(new Body.Text("to=+84901234567"));
        assertThat(draft.headers()).containsExactly(new Pair("content-type", "text/csv"));
    }

    @Test
    void declared_body_parameters_make_a_body_even_when_all_are_absent() {
        assertThat(render("parameters: [{ name: a, type: body }]").body()).isEqualTo(new Body.Json(NODES.objectNode()));
        assertThat(render("bodyFormat: form").body()).isEqualTo(new Body.None());
    }

    private static String json(Draft draft) {
        return new String(Wire.bytes(draft.body()), StandardCharsets.UTF_8);
    }

    private static JsonNode text(String text) {
        return NODES.textNode(text);
    }

    private static Draft render(String endpoint) {
        return compile(BASE, endpoint).render(List.of(), Sample.values(VALUES));
    }

    private static Request sent(String base, String endpoint) {
        return Wire.request(compile(base, endpoint).render(List.of(), Sample.values(VALUES)));
    }

    private static Renderer compile(String base, String endpoint) {
        var problems = new Problems();
        var renderer = Renderer.compile(Sample.endpoint(endpoint), Sample.template(base), Sample.scope(), problems);
        assertThat(problems.sorted()).extracting(Problem::toString).isEmpty();
        return renderer;
    }

    private static List<String> problems(String base, String endpoint) {
        var problems = new Problems();
        Renderer.compile(Sample.endpoint(endpoint), Sample.template(base), Sample.scope(), problems);
        return problems.sorted().stream().map(Problem::code).toList();
    }
}

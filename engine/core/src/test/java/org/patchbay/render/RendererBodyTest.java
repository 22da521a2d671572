package org.patchbay.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.render.Rendering.BASE;
import static org.patchbay.render.Rendering.NODES;
import static org.patchbay.render.Rendering.VALUES;
import static org.patchbay.render.Rendering.compile;
import static org.patchbay.render.Rendering.json;
import static org.patchbay.render.Rendering.problems;
import static org.patchbay.render.Rendering.render;
import static org.patchbay.render.Rendering.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.definition.Place;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Root;
import org.patchbay.wire.Wire;

/** What stands in the body of a request. */
class RendererBodyTest {
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
            {"agent":{"id":1,"email":"a@b","name":"hard"},"b":null,"x.y":true}\
            """);
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
            "list":[9],"subject":"Hi"}}\
            """);
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
                        "{ body: { k: { $from: integrator.key }, d: { $from: integrator.deep }, t:"
                                + " '{{integrator.key}}' } }")
                .render(List.of(Sample.argument(Place.BODY, "p", fields.path("deep"))), values);

        assertThat(json(draft)).isEqualTo("""
            {"k":"s3cret","d":[{"k":"t0ken"}],"t":"s3cret","p":[{"k":"t0ken"}]}\
            """);
        assertThat(fields.path("deep").get(0).get("k")).isInstanceOf(SecretNode.class);
    }

    @Test
    void a_value_of_a_body_can_be_formatted() {
        var draft = compile(
                        BASE,
                        "body: { id: { $from: body.phone, $format: digits }, n: { $from: body.missing, $default: '7',"
                                + " $format: [integer] } }")
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

    @Test
    void a_form_keeps_dotted_keys_and_repeats_lists() {
        var draft = compile(
                        BASE,
                        "{ bodyFormat: form, body: { a: 1, list: [x, y], b: '{{body.phone}}' }, parameters: [{ name:"
                                + " a.b, type: body }] }")
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
}

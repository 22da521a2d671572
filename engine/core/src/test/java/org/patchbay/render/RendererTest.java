package org.patchbay.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.render.Rendering.BASE;
import static org.patchbay.render.Rendering.NODES;
import static org.patchbay.render.Rendering.VALUES;
import static org.patchbay.render.Rendering.compile;
import static org.patchbay.render.Rendering.problems;
import static org.patchbay.render.Rendering.text;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.definition.ListStyle;
import org.patchbay.definition.Method;
import org.patchbay.definition.Place;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;

/** Methods, places and lists of a request, and what cannot be one. */
class RendererTest {
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
}

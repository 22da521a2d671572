package org.patchbay.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.chance.Chance;
import org.patchbay.definition.Place;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Root;
import org.patchbay.wire.Nasty;
import org.patchbay.wire.Strict;
import org.patchbay.wire.StrictJson;
import org.patchbay.wire.Wire;

/** Whatever a caller sends in all places at once, it arrives there as data, or the request is refused; host and names stay. */
class CallersStayOutsideTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Origin ORIGIN = new Origin("https", "crm.test", 443);

    private static final Renderer EVERYWHERE = compile("""
            url: "/c/{id}/x{{body.text}}?tag={{body.text}}"
            parameters: [{ name: id, type: path }, { name: nested, type: body, key: a.nested }]
            body: { a: { fixed: 1 }, tpl: "<{{body.text}}>", raw: { $from: body.text }, each: { $each: body.list, $as: "{{item}}" } }
            """);
    private static final Renderer FORM = compile("{ bodyFormat: form, parameters: [{ name: f, type: body }] }");
    private static final Renderer XML = compile("""
            bodyFormat: xml
            bodyTemplate: '<sms to="{{body.text}}" from=''{{body.text}}''><t>{{body.text}}</t>{{#body.list}}<i>{{item}}</i>{{/body.list}}</sms>'
            """);
    private static final Renderer HEADERS = compile("url: /");

    private static String texts(Chance chance) {
        return Nasty.text(chance);
    }

    @Test
    void in_path_query_and_json() {
        Chance.often(chance -> {
            var text = texts(chance);
            var request = sent(
                    EVERYWHERE,
                    text,
                    List.of(
                            Sample.argument(Place.PATH, "id", TextNode.valueOf(text)),
                            Sample.argument(Place.QUERY, "q", TextNode.valueOf(text)),
                            Sample.argument(Place.BODY, "a.nested", TextNode.valueOf(text))));

            assertThat(request.isEmpty())
                    .isEqualTo(Nasty.isBroken(text) || text.isEmpty() || text.equals(".") || text.equals(".."));
            request.ifPresent(found -> {
                assertThat(found.origin()).isEqualTo(ORIGIN);
                assertThat(Strict.segments(found.target())).containsExactly("c", text, "x" + text);
                assertThat(Strict.query(found.target())).containsExactly(new Pair("tag", text), new Pair("q", text));
                assertThat(StrictJson.read(found.body()))
                        .isEqualTo(Map.of(
                                "a",
                                Map.of("fixed", new StrictJson.Word("1"), "nested", text),
                                "tpl",
                                "<" + text + ">",
                                "raw",
                                text,
                                "each",
                                List.of(text, "last")));
            });
        });
    }

    @Test
    void in_a_form() {
        Chance.often(chance -> {
            var text = texts(chance);
            var request = sent(FORM, text, List.of(Sample.argument(Place.BODY, "f", TextNode.valueOf(text))));

            assertThat(request.isEmpty()).isEqualTo(Nasty.isBroken(text));
            request.ifPresent(found -> assertThat(Strict.form(found.body())).containsExactly(new Pair("f", text)));
        });
    }

    @Test
    void in_an_xml_template() {
        Chance.often(chance -> {
            var text = texts(chance);
            var request = sent(XML, text, List.of());

            request.ifPresent(found -> {
                var top = Strict.xml(found.body()).getDocumentElement();
                assertThat(top.getAttributes().getLength()).isEqualTo(2);
                assertThat(top.getAttribute("to")).isEqualTo(text);
                assertThat(top.getAttribute("from")).isEqualTo(text);
                assertThat(top.getChildNodes().getLength()).isEqualTo(3);
                assertThat(top.getFirstChild().getTextContent()).isEqualTo(text);
                assertThat(top.getChildNodes().item(1).getTextContent()).isEqualTo(text);
            });
        });
    }

    @Test
    void in_headers_and_cookies() {
        Chance.often(chance -> {
            var text = texts(chance);
            var request = sent(
                    HEADERS,
                    text,
                    List.of(
                            Sample.argument(Place.HEADER, "X-A", TextNode.valueOf(text)),
                            Sample.argument(Place.COOKIE, "c", TextNode.valueOf(text)),
                            Sample.argument(Place.HEADER, "X-B", TextNode.valueOf("b"))));

            request.ifPresent(found -> {
                assertThat(found.headers()).extracting(Pair::name).containsExactly("X-A", "X-B", "Cookie");
                assertThat(Strict.headers(found.headers(), "X-A")).containsExactly(text);
                assertThat(Strict.cookies(
                                Strict.headers(found.headers(), "Cookie").getFirst()))
                        .containsExactly(new Pair("c", text));
            });
        });
    }

    private static Renderer compile(String endpoint) {
        var problems = new Problems();
        var renderer = Renderer.compile(
                Sample.endpoint(endpoint), Sample.template("https://{{integrator.host}}"), Sample.scope(), problems);
        assertThat(problems.sorted()).isEmpty();
        return renderer;
    }

    private static Optional<Request> sent(Renderer renderer, String text, List<Argument> arguments) {
        var body = NODES.objectNode().put("text", text);
        body.putArray("list").add(text).add("last");
        var values = Sample.values("integrator: { host: crm.test }").with(Root.BODY, body);
        try {
            return Optional.of(Wire.request(renderer.render(arguments, values)));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }
}

package org.patchbay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.patchbay.chance.Chance;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Request;

/** Any text of a caller arrives as it is, as data, or is refused before anything is sent. */
class EveryTextArrivesTest {
    private static final Origin ORIGIN = new Origin("https", "partner.test", 443);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static String texts(Chance chance) {
        return Nasty.text(chance);
    }

    @Test
    void in_a_path_segment() {
        Chance.often(chance -> {
            var text = texts(chance);
            var request = sent(() -> {
                var path = new StringBuilder("/calls/");
                Encoders.path(text, path);
                return draft(path.append("/notes").toString(), List.of(), List.of(), List.of(), new Body.None());
            });

            assertThat(request.isEmpty())
                    .isEqualTo(text.isEmpty() || text.equals(".") || text.equals("..") || Nasty.isBroken(text));
            request.ifPresent(
                    found -> assertThat(Strict.segments(found.target())).containsExactly("calls", text, "notes"));
        });
    }

    @Test
    void in_a_path_of_segments() {
        Chance.often(chance -> {
            var text = texts(chance);
            var request = sent(() -> {
                var path = new StringBuilder("/files/");
                Encoders.segments(text, path);
                return draft(path.toString(), List.of(), List.of(), List.of(), new Body.None());
            });

            request.ifPresent(found -> assertThat(String.join("/", Strict.segments(found.target())))
                    .isEqualTo("files/" + text));
        });
    }

    @Test
    void in_name_and_value_of_a_query() {
        Chance.often(chance -> {
            var name = texts(chance);
            var value = texts(chance);
            var query = List.of(new Pair("a", "1"), new Pair(name, value));

            var request = sent(() -> draft("/", query, List.of(), List.of(), new Body.None()));

            assertThat(request.isEmpty()).isEqualTo(Nasty.isBroken(name) || Nasty.isBroken(value));
            request.ifPresent(found -> assertThat(Strict.query(found.target())).isEqualTo(query));
        });
    }

    @Test
    void in_a_header() {
        Chance.often(chance -> {
            var text = texts(chance);
            var headers = List.of(new Pair("X-Name", text), new Pair("X-Last", "1"));

            var request = sent(() -> draft("/", List.of(), headers, List.of(), new Body.None()));

            assertThat(request.isEmpty()).isEqualTo(!text.matches("([!-~]([ -~\\t]*[!-~])?)?"));
            request.ifPresent(found -> {
                assertThat(Strict.headers(found.headers(), "x-name")).containsExactly(text);
                assertThat(Strict.headers(found.headers(), "x-last")).containsExactly("1");
            });
        });
    }

    @Test
    void never_in_the_name_of_a_header() {
        Chance.often(chance -> {
            var name = texts(chance);
            var request = sent(() -> draft("/", List.of(), List.of(new Pair(name, "1")), List.of(), new Body.None()));

            assertThat(request.isPresent()).isEqualTo(name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+"));
        });
    }

    @Test
    void in_a_cookie() {
        Chance.often(chance -> {
            var text = texts(chance);
            var cookies = List.of(new Pair("sid", "1"), new Pair("name", text), new Pair("last", "2"));

            var request = sent(() -> draft("/", List.of(), List.of(), cookies, new Body.None()));

            assertThat(request.isEmpty()).isEqualTo(!text.matches("([!-:<-~]([ -:<-~\\t]*[!-:<-~])?)?"));
            request.ifPresent(found -> assertThat(Strict.cookies(
                            Strict.headers(found.headers(), "Cookie").getFirst()))
                    .isEqualTo(cookies));
        });
    }

    @Test
    void in_name_and_value_of_a_form() {
        Chance.often(chance -> {
            var name = texts(chance);
            var value = texts(chance);
            var fields = List.of(new Pair(name, value), new Pair("last", "2"));

            var request = sent(() -> draft("/", List.of(), List.of(), List.of(), new Body.Form(fields)));

            assertThat(request.isEmpty()).isEqualTo(Nasty.isBroken(name) || Nasty.isBroken(value));
            request.ifPresent(found -> assertThat(Strict.form(found.body())).isEqualTo(fields));
        });
    }

    @Test
    void in_a_multipart_field() {
        Chance.often(chance -> {
            var value = texts(chance);
            var fields = List.of(new Pair("text", value), new Pair("last", "2"));

            var request =
                    sent(() -> draft("/", List.of(), List.of(), List.of(), new Body.Multipart(fields, "boundary")));

            assertThat(request.isEmpty()).isEqualTo(Nasty.isBroken(value) || value.contains("--boundary"));
            request.ifPresent(found ->
                    assertThat(Strict.multipart(found.body(), "boundary")).isEqualTo(fields));
        });
    }

    @Test
    void in_key_and_value_of_json() {
        Chance.often(chance -> {
            var key = texts(chance);
            var value = texts(chance);
            var tree = NODES.objectNode().set("in", NODES.objectNode().put(key, value));

            var request = sent(() -> draft("/", List.of(), List.of(), List.of(), new Body.Json(tree)));

            assertThat(request.isEmpty()).isEqualTo(Nasty.isBroken(key) || Nasty.isBroken(value));
            request.ifPresent(
                    found -> assertThat(StrictJson.read(found.body())).isEqualTo(Map.of("in", Map.of(key, value))));
        });
    }

    @Test
    void in_an_element_and_an_attribute_of_xml() {
        Chance.often(chance -> {
            var text = texts(chance);
            var tree = NODES.objectNode();
            tree.putObject("sms")
                    .put("@to", text)
                    .put("text", text)
                    .putObject("note")
                    .put("#text", text);

            var request = sent(() -> draft("/", List.of(), List.of(), List.of(), new Body.Xml(tree)));

            assertThat(request.isEmpty()).isEqualTo(!isXml(text));
            request.ifPresent(found -> {
                var top = Strict.xml(found.body()).getDocumentElement();
                assertThat(top.getAttribute("to")).isEqualTo(text);
                assertThat(top.getChildNodes().getLength()).isEqualTo(2);
                assertThat(top.getFirstChild().getTextContent()).isEqualTo(text);
                assertThat(top.getLastChild().getTextContent()).isEqualTo(text);
            });
        });
    }

    @Test
    void never_in_the_name_of_an_element() {
        Chance.often(chance -> {
            var name = texts(chance);
            var tree = NODES.objectNode();
            tree.putObject("sms").put(name, "1");

            var request = sent(() -> draft("/", List.of(), List.of(), List.of(), new Body.Xml(tree)));

            if (!name.startsWith("@") && !name.equals("#text")) {
                request.ifPresent(found -> assertThat(Strict.xml(found.body())
                                .getDocumentElement()
                                .getFirstChild()
                                .getNodeName())
                        .isEqualTo(name));
            }
        });
    }

    @Test
    void in_a_text() {
        Chance.often(chance -> {
            var text = texts(chance);
            var request = sent(() -> draft("/", List.of(), List.of(), List.of(), new Body.Text(text)));

            assertThat(request.isEmpty()).isEqualTo(Nasty.isBroken(text));
            request.ifPresent(found -> assertThat(Strict.utf8(found.body())).isEqualTo(text));
        });
    }

    @Test
    void through_each_flavour_of_url_coding() {
        Chance.often(chance -> {
            var text = texts(chance);
            var coding = chance.of(UrlCoding.values());
            if (!Nasty.isBroken(text)) {
                assertThat(coding.encode(text)).matches("[!-~]*");
                assertThat(URLDecoder.decode(coding.encode(text), StandardCharsets.UTF_8))
                        .isEqualTo(text);
                assertThat(UrlCoding.decode(coding.encode(text))).isEqualTo(text);
            }
        });
    }

    private static boolean isXml(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000);
    }

    private static Draft draft(String path, List<Pair> query, List<Pair> headers, List<Pair> cookies, Body body) {
        return new Draft(Method.POST, ORIGIN, path, query, headers, cookies, body);
    }

    private static Optional<Request> sent(Supplier<Draft> draft) {
        try {
            return Optional.of(Wire.request(draft.get()));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }
}

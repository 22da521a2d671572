package org.patchbay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.ResponseFormat;

class XmlTextTest {
    private static ReplyBody body(String contentType, byte[] bytes) {
        return ReplyBody.of(Optional.of(contentType), bytes, ResponseFormat.AUTO);
    }

    private static JsonNode read(String xml) {
        var body = body("application/xml", xml.getBytes(StandardCharsets.UTF_8));
        assertThat(body).isInstanceOf(ReplyBody.Read.class);
        return ((ReplyBody.Read) body).tree();
    }

    private static void isRefused(String xml) {
        assertThat(body("text/xml", xml.getBytes(StandardCharsets.UTF_8))).isInstanceOf(ReplyBody.Unreadable.class);
    }

    @Test
    void elements_are_keys_repeated_ones_lists_attributes_and_text_have_names_of_their_own() {
        var xml = read("""
                <?xml version="1.0"?>
                <!-- contacts -->
                <contacts total="2">
                  <contact id="7"><name>Nguyen Van An</name><vip/></contact>
                  <contact id="8">Binh &amp; <![CDATA[<co>]]></contact>
                </contacts>
                """);

        assertThat(xml)
                .isEqualTo(
                        ReplySide.json(
                                "{contacts: {'@total':'2', contact: [{'@id':'7', name:'Nguyen Van An', vip:''}, {'@id':'8', '#text':'Binh & <co>'}]}}"));
    }

    @Test
    void prefixes_stay_as_written_and_declarations_of_name_spaces_go() {
        var xml = read(
                "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><m:Price xmlns:m=\"urn:m\">1.90</m:Price><b m:x=\"1\" y=\"2\"/></soap:Body></soap:Envelope>");

        assertThat(xml)
                .isEqualTo(ReplySide.json(
                        "{'soap:Envelope': {'soap:Body': {'m:Price':'1.90', b:{'@m:x':'1', '@y':'2'}}}}"));
    }

    @Test
    void text_alone_keeps_its_spaces_and_blank_text_is_empty() {
        assertThat(read("<a> x </a>").path("a").textValue()).isEqualTo(" x ");
        assertThat(read("<a>\n</a>").path("a").textValue()).isEmpty();
    }

    @Test
    void the_document_or_the_content_type_names_the_encoding() {
        var latin =
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>Zürich</a>".getBytes(StandardCharsets.ISO_8859_1);
        var other = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>Zürich</a>".getBytes(StandardCharsets.ISO_8859_1);
        var marked = "\uFEFF<a>ử</a>".getBytes(StandardCharsets.UTF_8);

        assertThat(body("text/xml", latin)).isEqualTo(new ReplyBody.Read(ReplySide.json("{a:'Zürich'}")));
        assertThat(body("text/xml; charset=iso-8859-1", other))
                .isEqualTo(new ReplyBody.Read(ReplySide.json("{a:'Zürich'}")));
        assertThat(body("text/xml; charset=utf-8", marked)).isEqualTo(new ReplyBody.Read(ReplySide.json("{a:'ử'}")));
        assertThat(body("text/xml", marked)).isEqualTo(new ReplyBody.Read(ReplySide.json("{a:'ử'}")));
    }

    @Test
    void utf_16_is_found_by_its_mark_or_its_first_character() {
        var xml = "<?xml version='1.0' encoding='UTF-16'?><a>ử</a>";

        assertThat(body("text/xml", ("\uFEFF" + xml).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(new ReplyBody.Read(ReplySide.json("{a:'ử'}")));
        assertThat(body("text/xml", xml.getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(new ReplyBody.Read(ReplySide.json("{a:'ử'}")));
    }

    @Test
    void refuses_bytes_that_are_not_of_their_charset_and_charsets_that_nobody_knows() {
        var latin = "<a>Zürich</a>".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(body("text/xml", latin)).isInstanceOf(ReplyBody.Unreadable.class);
        isRefused("<?xml version='1.0' encoding='nonsense'?><a/>");
    }

    /** The attacks of the OWASP cheat sheet on XML external entities, and the billion laughs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/evil.dtd\">%x;]><a/>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/evil.dtd\"><a/>",
                "<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;&l;&l;\"><!ENTITY n \"&m;&m;&m;&m;&m;&m;&m;&m;&m;&m;\">]><a>&n;</a>",
                "<a>&undefined;</a>",
                "<!DOCTYPE html><html><body>Bad gateway</body></html>"
            })
    void refuses_document_types_and_entities(String xml) {
        isRefused(xml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<a>", "<a></b>", "<a/><b/>", "x", "<a b=1/>", "<a b='1' b='2'/>", "<a>\u0001</a>", "<", "<?xml"
            })
    void refuses_what_is_not_well_formed(String xml) {
        isRefused(xml);
    }

    @Test
    void takes_200_levels_and_refuses_201() {
        assertThat(read("<a>".repeat(200) + "</a>".repeat(200)).isObject()).isTrue();
        isRefused("<a>".repeat(201) + "</a>".repeat(201));
        isRefused("<a>".repeat(100_000));
    }
}

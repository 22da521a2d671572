package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.patchbay.exchange.Element;
import org.patchbay.exchange.Weight;

/**
 * XML as a tree: element = key with its prefix as written, repeated = list, attribute = {@code @name}, text = {@code #text}; an element
 * with nothing but text is that text. Declarations of name spaces are left out. A document type is refused, so no entity can be defined.
 */
final class XmlText {
    private static final XMLInputFactory FACTORY = factory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final XMLStreamReader reader;
    private final Scales scales;

    private XmlText(XMLStreamReader reader, Scales scales) {
        this.reader = reader;
        this.scales = scales;
    }

    private static XMLInputFactory factory() {
        // The JDK's own, whatever else is on the class path.
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // The limit below is ours; the JDK's own differs from release to release.
        factory.setProperty("jdk.xml.maxElementDepth", String.valueOf(JsonText.DEEPEST + 1));
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("external");
        });
        return factory;
    }

    /** @throws Misfit when it is not XML, or has a document type */
    static JsonNode read(byte[] bytes, Optional<Charset> charset) {
        try {
            var text = XmlEncoding.decode(bytes, charset);
            return new XmlText(FACTORY.createXMLStreamReader(new StringReader(text)), new Scales(bytes.length))
                    .document();
        } catch (Misfit e) {
            throw e;
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's parser answers some malformed documents with exceptions of its own insides.
            throw new Misfit("not XML");
        }
    }

    private JsonNode document() throws XMLStreamException {
        var root = NODES.objectNode();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new Misfit("XML with a document type, which is refused");
                case XMLStreamConstants.START_ELEMENT -> root.set(reader.getLocalName(), element(1));
                default -> {}
            }
        }
        return root;
    }

    private JsonNode element(int depth) throws XMLStreamException {
        if (depth > JsonText.DEEPEST) {
            throw new Misfit("XML more than " + JsonText.DEEPEST + " levels deep");
        }
        var map = attributes();
        var text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> Repeated.add(map, reader.getLocalName(), element(depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new Misfit("XML with an entity that is not defined");
                case XMLStreamConstants.END_ELEMENT -> {
                    scales.add(Weight.KEY + Weight.of(text.toString()) + (map.isEmpty() ? 0 : Weight.MAP));
                    return finished(map, text.toString());
                }
                default -> {}
            }
        }
    }

    private ObjectNode attributes() {
        var map = new Element();
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            var prefix = Objects.requireNonNullElse(reader.getAttributePrefix(i), "");
            var name = reader.getAttributeLocalName(i);
            scales.add(Weight.KEY + Weight.of(name) + Weight.of(reader.getAttributeValue(i)));
            if (!prefix.equals("xmlns") && !name.equals("xmlns")) {
                map.put(prefix.isEmpty() ? "@" + name : "@" + prefix + ":" + name, reader.getAttributeValue(i));
            }
        }
        return map;
    }

    private static JsonNode finished(ObjectNode map, String text) {
        if (map.isEmpty()) {
            return TextNode.valueOf(text.isBlank() ? "" : text);
        }
        return text.isBlank() ? map : map.put("#text", text.strip());
    }
}

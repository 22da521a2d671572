package org.patchbay.render;

import java.io.StringReader;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.patchbay.definition.At;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.wire.DottedKey;
import org.patchbay.wire.Wire;

/** Finds XML bodies that would not be well formed. */
final class XmlCheck {
    /** Stands for a value in a trial; nobody writes it by chance. */
    private static final String WORD = "patchbay-trial-value";

    private static final String REPORT_CDATA = "http://java.sun.com/xml/stream/properties/report-cdata-event";

    private XmlCheck() {}

    /** A template is rendered with all of its sections and with none of them, and read. */
    static void template(TextTemplate template, Problems problems) {
        for (var text : new String[] {Sections.kept(template.text(), WORD), Sections.dropped(template.text(), WORD)}) {
            try {
                if (values(text) != count(text)) {
                    problems.add(
                            "PB607",
                            template.at(),
                            "in XML a value stands between tags or in a quoted attribute, nowhere else",
                            "value at a wrong place",
                            "not in a name, a comment, a CDATA section, an instruction or a namespace");
                    return;
                }
            } catch (XMLStreamException e) {
                problems.add("PB607", template.at(), "this does not become well-formed XML", "not well formed", why(e));
                return;
            }
        }
    }

    private static String why(XMLStreamException e) {
        var message = String.valueOf(e.getMessage());
        return message.substring(message.indexOf("Message: ") + 1)
                .replaceFirst("^essage: ", "")
                .strip();
    }

    private static int count(String text) {
        return (text.length() - text.replace(WORD, "").length()) / WORD.length();
    }

    private static int values(String text) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(REPORT_CDATA, true);
        var reader = factory.createXMLStreamReader(new StringReader(text));
        var found = 0;
        while (reader.hasNext()) {
            found += switch (reader.next()) {
                case XMLStreamConstants.CHARACTERS -> count(reader.getText());
                case XMLStreamConstants.START_ELEMENT -> attributes(reader);
                default -> 0;
            };
        }
        return found;
    }

    private static int attributes(XMLStreamReader reader) {
        var found = 0;
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            found += count(reader.getAttributeValue(i));
        }
        return found;
    }

    /** A tree has one top key, and its keys are names of elements and attributes. */
    static void tree(Optional<Tree> body, Collection<DottedKey> parameters, Problems problems) {
        var tops = new TreeSet<String>();
        parameters.forEach(key -> tops.add(key.names().getFirst()));
        body.ifPresent(tree -> {
            if (tree instanceof Tree.Entries(var at, var entries)
                    && entries.keySet().stream().noneMatch(XmlCheck::isDirective)) {
                tops.addAll(entries.keySet());
                if (tops.size() > 1) {
                    report(at, "an XML body has one top element, this one has " + String.join(", ", tops), problems);
                }
            }
            names(tree, problems);
        });
    }

    private static void names(Tree tree, Problems problems) {
        switch (tree) {
            case Tree.Leaf _ -> {}
            case Tree.Items(var _, var items) -> items.forEach(item -> names(item, problems));
            case Tree.Entries(var _, var entries) -> names(entries, problems);
        }
    }

    private static void names(Map<String, Tree.Entry> entries, Problems problems) {
        entries.forEach((key, entry) -> {
            var name = key.startsWith("@") ? key.substring(1) : key;
            if (!key.equals("#text") && !isDirective(key) && !Wire.isXmlName(name)) {
                report(entry.key(), "`" + key + "` cannot be the name of an XML element or attribute", problems);
            }
            if (!key.equals("$when")) {
                names(entry.value(), problems);
            }
        });
    }

    private static boolean isDirective(String key) {
        return key.startsWith("$") && !key.startsWith("$$");
    }

    private static void report(At at, String text, Problems problems) {
        problems.add("PB607", at, text, "not well formed", "");
    }
}

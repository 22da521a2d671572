package org.patchbay.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.patchbay.workbench.Difference;
import org.patchbay.workbench.TestResult;

/** Results of tests in the form that build servers read; one suite for each template. */
final class JUnitXml {
    private JUnitXml() {}

    static void write(Path file, List<TestResult> results) {
        try {
            var parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            try (var out = Files.newOutputStream(file)) {
                var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
                document(xml, results);
                xml.close();
            }
        } catch (IOException | XMLStreamException failure) {
            throw Complaint.notSo("the results cannot be written to " + file + ": " + failure.getMessage(), "");
        }
    }

    private static void document(XMLStreamWriter xml, List<TestResult> results) throws XMLStreamException {
        var suites = results.stream()
                .collect(Collectors.groupingBy(TestResult::template, LinkedHashMap::new, Collectors.toList()));
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        start(xml, "testsuites", "patchbay", results);
        for (var suite : suites.entrySet()) {
            start(xml, "testsuite", suite.getKey(), suite.getValue());
            for (var result : suite.getValue()) {
                test(xml, result);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static void start(XMLStreamWriter xml, String element, String name, List<TestResult> results)
            throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute(
                "failures",
                Long.toString(
                        results.stream().filter(result -> !result.passed()).count()));
        xml.writeAttribute(
                "time", seconds(results.stream().map(TestResult::took).reduce(Duration.ZERO, Duration::plus)));
    }

    private static void test(XMLStreamWriter xml, TestResult result) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.template());
        xml.writeAttribute("name", result.name());
        xml.writeAttribute("file", result.at().file());
        xml.writeAttribute("line", Integer.toString(result.at().line()));
        xml.writeAttribute("time", seconds(result.took()));
        for (var difference : result.differences()) {
            failure(xml, difference);
        }
        xml.writeEndElement();
    }

    private static void failure(XMLStreamWriter xml, Difference difference) throws XMLStreamException {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", difference.what());
        xml.writeCharacters(
                difference.at() + "\nexpected  " + difference.expected() + "\nactual    " + difference.actual());
        xml.writeEndElement();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }
}

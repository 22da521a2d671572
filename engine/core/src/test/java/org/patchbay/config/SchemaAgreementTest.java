package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;

/** The schema and the binder are made from the same records; a validator that knows neither says whether they agree. */
class SchemaAgreementTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaWriter.write());
    private static final Set<String> STRUCTURAL = Set.of("PB201", "PB203", "PB204", "PB205", "PB206");

    @TestFactory
    Stream<DynamicTest> agrees_on_every_example_and_every_bad_file() throws IOException {
        var files = new ArrayList<Path>();
        for (var directory : List.of("config-examples", "engine/core/src/test/resources/bad")) {
            try (var found = Files.walk(Golden.root().resolve(directory))) {
                found.filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> agrees(file)));
    }

    private static void agrees(Path file) {
        for (var part : new Reader(new Problems())
                .read(String.valueOf(file), Golden.read(file))
                .parts()) {
            var type = part.root().text("kind").map(Node.Text::text).map(SchemaWriter.KINDS::get);
            if (type.isEmpty() || part.root().entry("basedOn").isPresent() || isBroken(part.root())) {
                continue;
            }
            var problems = new Problems();
            new Binder(problems).bind(type.get(), part.root().without("kind"));
            var structural = problems.sorted().stream()
                    .filter(SchemaAgreementTest::isStructural)
                    .toList();

            var errors = SCHEMA.validate(json(part.root()).toString(), InputFormat.JSON);

            assertThat(errors.isEmpty())
                    .as("binder: %s%nschema: %s", structural, errors)
                    .isEqualTo(structural.isEmpty());
        }
    }

    /** JSON Schema compares numbers, not durations and sizes. */
    private static boolean isStructural(Problem problem) {
        return STRUCTURAL.contains(problem.code()) && !problem.text().matches(".*(between [0-9]+[a-zA-Z]|too large).*");
    }

    private static boolean isBroken(Node node) {
        return switch (node) {
            case Node.Text _ -> false;
            case Node.Items list -> list.items().stream().anyMatch(SchemaAgreementTest::isBroken);
            case Node.Entries map -> map.entries().values().stream().anyMatch(entry -> isBroken(entry.value()));
            case Node.Broken _ -> true;
        };
    }

    private static JsonNode json(Node node) {
        return switch (node) {
            case Node.Text text -> text.form() == Node.Form.PLAIN ? plain(text.text()) : TextNode.valueOf(text.text());
            case Node.Items list -> {
                var array = JsonNodeFactory.instance.arrayNode();
                list.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Node.Entries map -> {
                var object = JsonNodeFactory.instance.objectNode();
                map.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
                yield object;
            }
            case Node.Broken _ -> NullNode.instance;
        };
    }

    private static JsonNode plain(String text) {
        if (text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?")) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        return switch (text) {
            case "true", "false" -> BooleanNode.valueOf(text.equals("true"));
            case "null", "" -> NullNode.instance;
            default -> TextNode.valueOf(text);
        };
    }
}

package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GeneratedPagesTest {
    private static final Path ROOT = Path.of(System.getProperty("patchbay.root", "../.."));
    private static final String GOOD = """
            {"kind":"Template","name":"crm","endpoints":[{"name":"a","type":"GetData","url":"/a","trigger":"call-start"}]}""";

    @Test
    void the_reference_pages_are_those_that_the_code_writes() throws IOException {
        var folder = ROOT.resolve("docs/reference");
        for (var page : ReferencePages.write().entrySet()) {
            var file = folder.resolve(page.getKey());
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(folder);
                Files.writeString(file, page.getValue());
            }
            assertThat(Files.readString(file)).isEqualTo(page.getValue());
        }
    }

    @Test
    void the_schema_accepts_a_good_document_and_refuses_an_unknown_key() {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaWriter.write());

        assertThat(schema.validate(GOOD, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(GOOD.replace("trigger", "tigger"), InputFormat.JSON))
                .isNotEmpty();
    }
}

package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.cli.Session.Result;

class ExportTest {
    @TempDir
    private Path directory;

    private PretendServer server;

    @BeforeEach
    void start() throws IOException {
        server = new PretendServer().answers("GET /api/v1/config", 200, "{\"revision\":7}");
        holds("\"a/crm.yaml\":\"---\\nkind: Template\\n\",\"b.json\":\"{}\"", 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void holds(String documents, int hidden) {
        server.answers(
                "GET /api/v1/revisions/7",
                200,
                "{\"revision\":7,\"hiddenLines\":" + hidden + ",\"documents\":{" + documents + "}}");
    }

    private Result run(String... arguments) {
        return new Session(new MemoryEquipment(), directory)
                .with("PATCHBAY_URL", server.url())
                .run(arguments);
    }

    @Test
    void the_documents_are_printed_as_one_stream_each_under_its_path() {
        assertThat(run("export")).isEqualTo(new Result(0, """
                # a/crm.yaml
                kind: Template
                ---
                # b.json
                {}
                """, ""));
    }

    @Test
    void they_are_written_to_one_file_or_each_to_its_own_below_a_directory() throws IOException {
        assertThat(run("export", "-o", "all.yaml").exit()).isZero();
        assertThat(run("export", "-o", "backup/")).isEqualTo(new Result(0, "", "Written: 2 files.\n"));

        assertThat(directory.resolve("all.yaml")).content().startsWith("# a/crm.yaml\n");
        assertThat(directory.resolve("backup/a/crm.yaml")).hasContent("---\nkind: Template\n");
        assertThat(directory.resolve("backup/b.json")).hasContent("{}");
    }

    @Test
    void nothing_that_is_there_is_written_over() throws IOException {
        Files.writeString(directory.resolve("b.json"), "mine");

        var refused = run("export", "-o", directory.toString());

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("b.json` is there already");
        assertThat(directory.resolve("b.json")).hasContent("mine");
        assertThat(directory.resolve("a")).doesNotExist();
    }

    @Test
    void a_path_that_leads_elsewhere_is_not_written_to() {
        holds("\"../evil.yaml\":\"kind: Template\"", 0);

        assertThat(run("export", "-o", "backup/").exit()).isEqualTo(1);
        assertThat(directory.resolve("evil.yaml")).doesNotExist();
    }

    @Test
    void lines_that_hold_a_secret_are_told_of_and_so_is_that_there_is_nothing() {
        holds("\"b.json\":\"{}\"", 2);
        var incomplete = run("export");
        server.answers("GET /api/v1/config", 200, "{}");
        var nothing = run("export");

        assertThat(incomplete.exit()).isEqualTo(1);
        assertThat(incomplete.err()).startsWith("2 lines with a secret in clear are not there");
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.err()).startsWith("error: no documents were ever accepted");
    }
}

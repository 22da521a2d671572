package org.patchbay.workbench.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Problem;
import org.patchbay.workbench.TestRunner;

/** The examples of Talkdesk's documentation, unchanged, and their kin. */
class TalkdeskImportTest {
    private static final Path FOLDER = Path.of("src/test/resources/imports");

    private static String read(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    private static Imported imported(String... texts) {
        return TalkdeskImport.of(List.of(texts));
    }

    /** Findings that would refuse the document, and tests that fail in it. */
    static List<String> troubles(Imported imported) {
        var report = TestRunner.run(Map.of("imported.yaml", imported.document()), _ -> true);
        var found = report.problems().stream().filter(Problem::isError).map(Object::toString);
        var failed = report.results().stream()
                .filter(result -> !result.passed())
                .map(result -> result.name() + ": " + result.differences());
        return Stream.concat(found, failed).toList();
    }

    @Test
    void the_documented_blocks_become_a_template_whose_tests_pass() throws IOException {
        var imported = imported(read("integration.json"), read("action.json"));

        var golden = FOLDER.resolve("talkdesk.yaml");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, imported.document());
        }
        assertThat(imported.document()).isEqualTo(Files.readString(golden));
        assertThat(imported.notes()).containsExactly("`token` was taken for a secret");
        assertThat(troubles(imported)).isEmpty();
    }

    @Test
    void blocks_are_found_in_a_page_too() {
        var page = "# Page\n\n```json\n" + read("integration.json") + "```\ntext\n```json\n" + read("action.json")
                + "```\n";

        assertThat(imported(page)).isEqualTo(imported(read("integration.json"), read("action.json")));
    }

    @Test
    void old_names_are_taken_and_told() {
        var old = read("integration.json")
                .replace("contact_synchronization_endpoint", "contact_synchronization_url")
                .replace("authentication_configuration", "authentication_fields");

        var imported = imported(old);

        assertThat(imported.notes())
                .contains(
                        "`contact_synchronization_url` is an old name of `contact_synchronization_endpoint`",
                        "`authentication_fields` is an old name of `authentication_configuration`");
        assertThat(imported.document())
                .isEqualTo(imported(read("integration.json")).document());
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"name":"plain","display_name":"Plain","description":"d","logo_url":"https://a.example/l.png","icon_url":"https://a.example/i.png",
                 "authentication_type":"none","contact_synchronization_endpoint":"https://bridge.example/contacts"}""", """
                {"name":"map","authentication_type":"custom","authentication_configuration":{"user":{"display":"User","mandatory":true,
                 "store":true},"region":{"source":"default","default":"eu","mandatory":false},"session":{"source":"auth_validation","store":true}},
                 "auth_validation_endpoint":"https://bridge.example/check","agent_synchronization_endpoint":"https://other.example/agents"}""", """
                {"name":"oauth","authentication_type":"oauth2","authentication_configuration":[{"code":{"type":"oauth","store":false,"mandatory":true}}],
                 "oauth2":{"authorize_url":"https://login.example/authorize","token_url":"https://login.example/token","client_id":"c","scopes":["read"]},
                 "auth_validation_endpoint":"https://bridge.example/auth_validation"}""", """
                {"name":"no name 7!","authentication_type":"oauth2_client_credentials","interaction_types":["case","note"],
                 "interaction_retrieval_endpoint":"https://bridge.example/interaction_update"}"""})
    void other_integrations_become_templates_whose_tests_pass(String json) {
        assertThat(troubles(imported(json))).isEmpty();
    }

    @Test
    void a_bridge_on_another_host_is_sent_the_fields_of_the_account_too() {
        var imported = imported("""
                {"name":"two","authentication_type":"custom","authentication_configuration":{"user":{"display":"User","mandatory":true}},
                 "auth_validation_endpoint":"https://bridge.example/check","agent_synchronization_endpoint":"https://other.example/agents"}""");

        assertThat(imported.document().substring(imported.document().indexOf("https://other.example")))
                .contains("      - auth-user\n");
        assertThat(troubles(imported)).isEmpty();
    }

    @Test
    void says_what_it_could_not_map() {
        var imported = imported(
                "{\"name\":\"x\",\"contact_synchronization_endpoint\":\"https://b.example/c\",\"colour\":\"red\"}");

        assertThat(imported.notes())
                .anyMatch(note -> note.contains("`colour` was not mapped"))
                .anyMatch(note -> note.contains("mandatory and missing"));
    }

    @Test
    void refuses_what_is_no_integration() {
        assertThatThrownBy(() -> imported("no json")).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> imported("{\"name\":")).hasMessageContaining("line 1");
        assertThatThrownBy(() -> imported(read("action.json"))).hasMessageContaining("0 integrations");
    }
}

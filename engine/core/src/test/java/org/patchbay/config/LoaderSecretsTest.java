package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.config.LoadedDocuments.ACME;
import static org.patchbay.config.LoadedDocuments.CRM;
import static org.patchbay.config.LoadedDocuments.endpoint;
import static org.patchbay.config.LoadedDocuments.load;
import static org.patchbay.config.LoadedDocuments.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;

/** What stands for a reference to a secret in documents. */
class LoaderSecretsTest {
    @Test
    void a_secret_field_is_a_secret_wherever_its_value_came_from() {
        var env = load(CRM, ACME.replace("secret:key", "env:key"))
                .definitions()
                .integrator("acme-hcm")
                .orElseThrow();
        var clear = load(CRM, ACME.replace("${secret:key}", "hunter2"))
                .definitions()
                .integrator("acme-hcm")
                .orElseThrow();

        assertThat(List.of(env, clear)).extracting(Integrator::fields).allSatisfy(fields -> {
            assertThat(fields.get("apiKey"))
                    .isInstanceOfSatisfying(
                            Tree.Leaf.class, leaf -> assertThat(leaf.value()).isInstanceOf(SecretNode.class));
            assertThat(fields.toString()).doesNotContain("hunter2", "env-key");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "env"})
    void a_demanded_field_whose_variable_or_secret_is_empty_is_refused(String word) {
        var loaded = load(CRM, ACME.replace("${secret:key}", "${" + word + ":empty}"));

        assertThat(loaded.problems())
                .filteredOn(problem -> problem.code().equals("PB402"))
                .extracting(Problem::text)
                .containsExactly("the field `apiKey` of `acme-hcm` is empty");
    }

    @Test
    void what_is_put_in_is_one_text_whatever_stands_in_it() {
        var loaded = load(CRM.replace(
                "name: acme-crm", "name: acme-crm\nlabel: ${env:yaml}\ninteractionTypes: ['$${env:yaml}']"));

        assertThat(template(loaded).label())
                .hasValueSatisfying(label -> assertThat(label.in("en")).isEqualTo("a: [&x, {{b}}"));
        assertThat(template(loaded).interactionTypes()).containsExactly("${env:yaml}");
    }

    @Test
    void a_text_with_a_secret_in_it_is_secret_as_a_whole() {
        var loaded = load(CRM.replace("url: /contacts", "url: '/contacts?k=${secret:key}'"));

        var url = endpoint(loaded, "find").request().url();
        assertThat(url.secret()).isTrue();
        assertThat(url.text()).isEqualTo("/contacts?k=secret-key");
        assertThat(url).hasToString(Secret.MASK);
    }

    @Test
    void for_tests_every_reference_is_the_text_test() {
        var loaded = Loader.forTests()
                .load(Map.of("a.yaml", CRM.replace("url: /contacts", "url: '/${env:X}/${file:/y}/${secret:z}'")));

        assertThat(endpoint(loaded, "find").request().url())
                .extracting(TextTemplate::text)
                .isEqualTo("/test/test/test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "template: \"${secret:key}\"",
                "template: \"a-${secret:key}\"",
                "country: \"${env:key}\"",
                "zone: \"${env:key}\"",
                "enabled: \"${env:key}\"",
                "rate: { perSecond: \"${env:key}\" }",
                "allowedOrigins: [\"${env:key}\"]"
            })
    void findings_name_the_reference_and_never_what_it_has_come_to(String lines) {
        var loaded = load(CRM, ACME.replaceFirst("(?m)^" + lines.replaceFirst("(?s):.*", "") + ": .*\n", "") + lines);

        assertThat(loaded.problems().toString())
                .contains("${")
                .doesNotContain("secret-key")
                .doesNotContain("env-key");
    }

    @Test
    void a_finding_that_names_an_integrator_names_it_as_it_is_written() {
        var loaded = load(CRM, ACME.replace("acme-hcm", "${env:key}").replace("${secret:key}", "hunter2"));

        assertThat(loaded.problems().toString()).contains("${env:key}").doesNotContain("env-key");
    }

    @Test
    void where_a_value_stands_no_part_of_it_is_told_either() {
        var loaded = load(
                CRM + "x: y", ACME.replace("template: acme-crm", "template: acme-crm\nallowedOrigins: '${env:yaml}'"));

        assertThat(loaded.problems().toString()).doesNotContain("[&x").doesNotContain("{{b}}");
    }

    @Test
    void files_of_closed_directories_are_not_there_wherever_links_lead(@TempDir Path directory) throws IOException {
        var closed = Files.createDirectory(directory.resolve("data"));
        Files.writeString(closed.resolve("master.key"), "hunter2");
        Files.writeString(directory.resolve("open"), "fine");
        var link = Files.createSymbolicLink(directory.resolve("link"), closed.resolve("master.key"));
        var files = SecretSources.filesOutside(closed);

        assertThat(List.of(closed + "/master.key", link.toString(), directory + "/data/../data/master.key"))
                .allSatisfy(name -> assertThat(files.find(name)).isEmpty());
        assertThat(files.find(directory.resolve("open").toString()))
                .map(Secret::reveal)
                .contains("fine");
    }
}

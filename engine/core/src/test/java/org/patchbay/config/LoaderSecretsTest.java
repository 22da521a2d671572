package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.config.LoadedDocuments.ACME;
import static org.patchbay.config.LoadedDocuments.CRM;
import static org.patchbay.config.LoadedDocuments.endpoint;
import static org.patchbay.config.LoadedDocuments.load;
import static org.patchbay.config.LoadedDocuments.template;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Integrator;
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
}

package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.config.LoadedDocuments.ACME;
import static org.patchbay.config.LoadedDocuments.CRM;
import static org.patchbay.config.LoadedDocuments.endpoint;
import static org.patchbay.config.LoadedDocuments.load;
import static org.patchbay.config.LoadedDocuments.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Retry;
import org.patchbay.definition.Template;
import org.patchbay.definition.TestCase;
import org.patchbay.definition.Tree;

/** What documents come to. */
class LoaderTest {
    private static List<String> names(Endpoint endpoint) {
        return endpoint.request().parameters().stream()
                .map(Parameter::name)
                .map(Object::toString)
                .toList();
    }

    @Test
    void default_parameters_go_to_the_partner_itself_and_not_to_auth() {
        var loaded = load(CRM);

        assertThat(names(endpoint(loaded, "find"))).containsExactly("apiKey", "token");
        assertThat(names(endpoint(loaded, "login"))).isEmpty();
        assertThat(names(endpoint(loaded, "other"))).containsExactly("account");
    }

    @Test
    void an_entry_lays_its_keys_over_the_shared_parameter_and_replaces_its_source() {
        var account = endpoint(load(CRM), "other").request().parameters().getFirst();

        assertThat(account.wireName()).isEqualTo("acc");
        assertThat(account.type())
                .hasValueSatisfying(type -> assertThat(type.name()).isEqualTo("QUERY"));
        assertThat(account.from()).isEmpty();
        assertThat(account.value()).isPresent();
    }

    @Test
    void a_bare_name_stands_where_the_endpoint_says_it() {
        var token = endpoint(load(CRM), "find").request().parameters().getLast();

        assertThat(token.name().at()).hasToString("d0.yaml:8:24");
        assertThat(token.value())
                .hasValueSatisfying(value -> assertThat(value.at()).hasToString("d0.yaml:5:62"));
    }

    @Test
    void defaults_are_what_an_endpoint_does_not_say_itself() {
        var loaded = load(CRM);

        assertThat(endpoint(loaded, "find").request().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(endpoint(loaded, "other").request().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(endpoint(loaded, "find").delivery().retry())
                .map(Retry::tries)
                .contains(2);
    }

    @Test
    void default_outcomes_are_asked_after_those_of_the_endpoint() {
        var rules = endpoint(load(CRM), "find").reply().outcomes().rules();

        assertThat(rules).extracting(rule -> rule.is().name()).containsExactly("OK", "REAUTH", "RETRY");
        assertThat(rules.getLast().when().tree().toJson()).hasToString("{\"status\":{\"atLeast\":500,\"atMost\":599}}");
    }

    @Test
    void a_retry_without_a_schedule_has_the_usual_one_of_its_type() {
        assertThat(endpoint(load(CRM), "send").delivery().retry())
                .map(Retry::schedule)
                .contains(Retry.USUAL_SMS.schedule());
    }

    @Test
    void triggers_of_other_systems_become_ours() {
        assertThat(endpoint(load(CRM), "find").trigger()).singleElement().hasToString("call-start");
    }

    @Test
    void a_template_takes_over_what_it_is_based_on() {
        var loaded = load(CRM, """
            kind: Template
            name: acme-crm-2
            basedOn: acme-crm
            defaults: { timeout: 5s }
            endpoints:
              - { name: find, url: /v2/contacts }
              - { name: extra, type: GetData, trigger: call-end, url: /extra }
            """);

        assertThat(loaded.problems()).isEmpty();
        var derived = loaded.definitions().template("acme-crm-2").orElseThrow();
        assertThat(derived.endpoints())
                .extracting(endpoint -> endpoint.name().text())
                .containsExactly("login", "find", "other", "send", "extra");
        assertThat(derived.endpoint("find").orElseThrow().request().url()).hasToString("/v2/contacts");
        assertThat(derived.endpoint("find").orElseThrow().request().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(names(derived.endpoint("extra").orElseThrow())).containsExactly("apiKey", "token");
    }

    @Test
    void defaults_of_tests_are_merged_field_by_field_and_stub_by_stub() {
        var loaded = load(CRM + """
            testDefaults:
              clock: 2026-01-02T03:04:05Z
              integrator: { host: crm.test, fields: { apiKey: K } }
              stubs: { login: { json: { access_token: T } }, find: { status: 500 } }
            tests:
              - { name: a caller is found, trigger: getDataIframe, integrator: { country: VN }, stubs: { find: { json: [] } }, expect: { calls: [login, find] } }
            """);

        TestCase test = template(loaded).tests().getFirst();
        assertThat(test.trigger().orElseThrow()).hasToString("call-start");
        assertThat(test.clock()).hasToString("2026-01-02T03:04:05Z");
        assertThat(test.integrator().map(Tree::toJson))
                .map(Object::toString)
                .contains("{\"host\":\"crm.test\",\"fields\":{\"apiKey\":\"K\"},\"country\":\"VN\"}");
        assertThat(test.stubs()).containsOnlyKeys("login", "find");
        assertThat(test.stubs().get("find"))
                .singleElement()
                .satisfies(stub -> assertThat(stub.status()).isEqualTo(200));
    }

    @Test
    void tick_boxes_of_gcalls_are_options() {
        var loaded =
                load(CRM + "options: [{ name: a }]\ninfo: { listOptions: [{ name: a }, { name: b, label: B }] }\n");

        assertThat(template(loaded).options())
                .extracting(option -> option.name().text())
                .containsExactly("a", "b");
    }

    @Test
    void an_integrator_lays_its_card_over_the_one_of_the_template() {
        var loaded = load(
                CRM + "iframe: { title: T, subtitle: S, empty: { title: E } }\n",
                ACME + "iframe: { subtitle: VIP, buttons: [{ label: L, trigger: handleCreateTicket }] }\n");

        var integrator = loaded.definitions().integrator("acme-hcm").orElseThrow();
        var iframe = loaded.definitions().screen(integrator).iframe().orElseThrow();
        assertThat(iframe.title()).hasValueSatisfying(title -> assertThat(title).hasToString("T"));
        assertThat(iframe.subtitle())
                .hasValueSatisfying(subtitle -> assertThat(subtitle).hasToString("VIP"));
        assertThat(iframe.empty()).isPresent();
        assertThat(iframe.buttons().getFirst().trigger())
                .hasValueSatisfying(trigger -> assertThat(trigger).hasToString("ticket-create"));
    }

    @Test
    void the_newest_version_is_meant_unless_one_is_pinned() {
        var loaded = load(
                CRM,
                CRM + "version: 3\n",
                ACME,
                ACME.replace("acme-hcm", "acme-hn").replace("acme-crm", "acme-crm@1"));

        var definitions = loaded.definitions();
        assertThat(loaded.problems()).isEmpty();
        assertThat(definitions.templateOf(definitions.integrator("acme-hcm").orElseThrow()))
                .map(Template::version)
                .contains(3);
        assertThat(definitions.templateOf(definitions.integrator("acme-hn").orElseThrow()))
                .map(Template::version)
                .contains(1);
    }

    @Test
    void what_is_wrong_is_left_out_and_the_others_go_on() {
        var loaded = load(CRM, ACME, "kind: Template\nname: bad\nendpoints: [{ nme: x }]\n");

        assertThat(loaded.refused()).isTrue();
        assertThat(loaded.definitions().templates())
                .extracting(template -> template.name().text())
                .containsExactly("acme-crm");
        assertThat(loaded.definitions().integrators()).hasSize(1);
        assertThat(loaded.read()).isEqualTo(new Loaded.Count(2, 1));
    }

    @Test
    void who_names_a_template_that_cannot_be_read_is_not_told_that_it_does_not_exist() {
        var loaded = load(CRM + "hosts: [\n", ACME);

        assertThat(loaded.problems()).extracting(Problem::code).containsExactly("PB101");
    }

    @Test
    void the_hash_depends_on_paths_and_texts_and_on_nothing_else() {
        var hash = Loader.hash(new TreeMap<>(Map.of("a.yaml", "x", "b.yaml", "y")));

        // printf 'a.yaml\0x\0b.yaml\0y\0' | sha256sum
        assertThat(hash).isEqualTo("6a6ad0c0cef72f03a3804eb192e1542bde712374ec7b3ac1c73882dc306fefb8");
        assertThat(Loader.hash(new TreeMap<>(Map.of("a.yaml", "xb.yaml", "", "y"))))
                .isNotEqualTo(hash);
    }

    @Test
    void strict_turns_a_warning_into_an_error() {
        var unused = CRM.replace("endpoints:", "endpoints:\n  - { name: spare, type: GetData, url: /spare }");

        assertThat(load(unused).refused()).isFalse();
        assertThat(load(unused, "kind: Installation\nstrict: [PB406]\n").refused())
                .isTrue();
    }

    @Test
    void endpoints_without_a_test_are_told_apart_unless_somebody_is_strict() {
        assertThat(load(CRM).untested()).extracting(Problem::code).hasSize(4).containsOnly("PB802");
        assertThat(load(CRM).problems()).isEmpty();
        assertThat(load(CRM, "kind: Installation\nstrict: [PB802]\n").problems())
                .extracting(Problem::code)
                .containsOnly("PB802");
    }

    @Test
    void the_library_that_is_shipped_has_no_mistakes_and_is_there() {
        var loaded = load();

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.definitions().libraries())
                .singleElement()
                .satisfies(library -> assertThat(library.signatures()).containsKeys("vonage", "slack", "twilio"));
    }

    @Test
    void more_than_ten_thousand_documents_are_too_many() {
        var documents = new TreeMap<String, String>();
        for (var i = 0; i <= 10_000; i++) {
            documents.put(i + ".yaml", "");
        }

        assertThat(Loader.forTests().load(documents).problems())
                .extracting(Problem::code)
                .containsExactly("PB903");
    }

    @Test
    void remembered_names_may_be_a_list_or_a_map() {
        var loaded = load(CRM.replace("url: /contacts,", "url: /contacts, result: { id: id }, remember: [id],"));

        assertThat(endpoint(loaded, "find").reply().remember().paths())
                .containsOnlyKeys("id")
                .extractingByKey("id")
                .extracting(PathText::text)
                .isEqualTo("id");
    }
}

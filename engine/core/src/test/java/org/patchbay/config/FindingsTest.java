package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final String TEMPLATE = """
            kind: Template
            name: acme-crm
            parameters: [{ name: password, type: header, secret: true }]
            defaults: { parameters: [password] }
            endpoints:
              - { name: find, type: GetData, trigger: call-started, url: /contacts }
            """;

    private static String print(Map<String, String> documents, Findings.Form form) {
        var loaded = Loader.forTests().load(documents);
        return Findings.of(documents, loaded).print(loaded.problems(), form);
    }

    @Test
    void a_finding_shows_its_line_and_points_at_the_word() {
        assertThat(print(Map.of("a.yaml", TEMPLATE), Findings.Form.TEXT)).isEqualTo("""
                error[PB202]: unknown trigger `call-started`
                  --> a.yaml:6:43
                   |
                6  |   - { name: find, type: GetData, trigger: call-started, url: /contacts }
                   |                                           ^^^^^^^^^^^^ not built in, and no hook fires it
                   = help: did you mean `call-start`?    (all of them: patchbay explain triggers)
                """);
    }

    @Test
    void one_line_for_editors() {
        assertThat(print(Map.of("a.yaml", TEMPLATE), Findings.Form.LINE))
                .isEqualTo(
                        "a.yaml:6:43: error PB202: unknown trigger `call-started`; did you mean `call-start`?    (all of them: patchbay explain triggers)\n");
    }

    @Test
    void one_object_per_line_for_programs() {
        assertThat(print(Map.of("a.yaml", TEMPLATE), Findings.Form.JSON))
                .startsWith(
                        "{\"severity\":\"error\",\"code\":\"PB202\",\"file\":\"a.yaml\",\"line\":6,\"column\":43,\"endColumn\":55,\"pointer\":\"/endpoints/0/trigger\",")
                .endsWith("}\n");
    }

    @Test
    void a_command_for_github_whatever_the_file_is_called() {
        assertThat(print(Map.of("a,b:c%.yaml", "kind: Templat"), Findings.Form.GITHUB))
                .startsWith("::error file=a%2Cb%3Ac%25.yaml,line=1,col=7,title=PB203::unknown kind `Templat`");
    }

    @Test
    void a_line_with_a_secret_is_never_shown() {
        var integrator =
                "kind: Integrator\nname: a\ntemplate: acme-crm\ncallcenterId: c\nfields: { password: hunter2, pasword: x, enabled: yes }\n";
        var documents = Map.of("a.yaml", TEMPLATE.replace("started", "start"), "b.yaml", integrator);

        for (var form : Findings.Form.values()) {
            assertThat(print(documents, form)).contains("PB501", "PB105").doesNotContain("hunter2");
        }
    }

    @Test
    void a_secret_is_not_shown_either_where_nothing_can_be_read() {
        for (var broken : new String[] {
            "kind: Integrator\nfields: { password: hunter2, b: [ }\n",
            "kind: Integrator\nfields:\n  api_key: hunter2: x\n",
            "kind: Integrator\nfields:\n  Client-Secret: \"hunter2\" x\n",
        }) {
            assertThat(print(Map.of("a.yaml", broken), Findings.Form.TEXT))
                    .contains("PB10")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void of_a_long_line_the_part_around_the_finding_is_shown() {
        var text = "kind: Template\nname: a\nx-a: " + "y".repeat(300)
                + "\nendpoints: [{ type: GetData, trigger: call-start, url: /x, name: " + "n".repeat(60)
                + ", description: " + "d".repeat(300) + ", typ: GetData }]\n";

        assertThat(print(Map.of("a.yaml", text), Findings.Form.TEXT))
                .contains("…")
                .contains(", typ: GetData")
                .contains("^^^")
                .doesNotContain("nnn");
    }

    @Test
    void colours_are_for_terminals_only() {
        var documents = Map.of("a.yaml", TEMPLATE);
        var loaded = Loader.forTests().load(documents);

        assertThat(Findings.of(documents, loaded).coloured().print(loaded.problems(), Findings.Form.TEXT))
                .contains("\u001B[1;31merror[PB202]\u001B[0m");
        assertThat(print(documents, Findings.Form.TEXT)).doesNotContain("\u001B");
    }

    @Test
    void the_last_line_counts() {
        assertThat(Findings.summary(Loader.forTests().load(Map.of("a.yaml", TEMPLATE))))
                .isEqualTo("1 template, 0 integrators: 1 error, 0 warnings.");
        assertThat(Findings.summary(Loader.forTests().load(Map.of())))
                .isEqualTo("0 templates, 0 integrators: nothing to complain about.");
    }
}

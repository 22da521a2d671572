package org.patchbay.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.config.ScriptReader;
import org.patchbay.definition.Problems;
import org.patchbay.workbench.Simulation.Orders;
import org.patchbay.workbench.Simulation.Outcome.Played;
import org.patchbay.workbench.Simulation.Outcome.Refused;

class SimulationTest {
    private static final long SEED = Long.getLong("patchbay.simulate.seed", 20_260_101);
    private static final Duration JITTER = Duration.ofMillis(800);

    /** The example of the Gcalls guide, as it stands in the repository. */
    private static Map<String, String> gcalls() {
        var root = Path.of(System.getProperty("patchbay.root", "../.."), "config-examples", "gcalls-crm");
        try (var files = Files.walk(root)) {
            var documents = new TreeMap<String, String>();
            for (var file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                documents.put(root.relativize(file).toString(), Files.readString(file));
            }
            return documents;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Played play(Orders orders, Map<String, String> documents) {
        return (Played) new Simulation(orders).run(documents);
    }

    private static List<String> wrong(Played played) {
        return played.calls().stream()
                .filter(call -> !call.passed())
                .map(call -> "seed " + call.play().seed() + " " + call.play().script() + " " + call.story() + ": "
                        + call.wrong())
                .toList();
    }

    static Stream<String> scripts() {
        return Scripts.shipped().stream().map(script -> script.name().text());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void every_script_leaves_one_log_with_what_the_end_of_the_call_has_said(String name) {
        var played = play(Orders.of(List.of(Scripts.shipped(name).orElseThrow()), 3), gcalls());

        assertThat(wrong(played)).isEmpty();
        assertThat(played.passed()).isTrue();
        assertThat(played.calls()).extracting(PlayedCall::logs).containsOnly(Optional.of(1));
    }

    @Test
    void a_thousand_calls_that_go_as_calls_go_leave_one_log_each() {
        var played = play(Orders.chaos(Scripts.shipped(), 1_000, SEED, JITTER), gcalls());

        assertThat(wrong(played)).as("calls by seed").isEmpty();
        assertThat(played.strays()).isEmpty();
        assertThat(played.calls()).hasSize(1_000);
        assertThat(played.calls().stream().mapToLong(PlayedCall::dropped).sum()).isGreaterThan(300);
    }

    @Test
    void a_pretend_partner_whose_replies_are_pages_comes_to_an_end() {
        var documents = Map.of("desk.yaml", """
                kind: Template
                name: desk
                endpoints:
                  - { name: tickets, type: GetData, trigger: call-start, url: "https://desk.example/t", pages: { by: cursor, next: next }, parameters: [{ name: after, type: query, from: page.next, required: false }], result: { ids: items.*.id } }
                tests:
                  - { name: two pages, trigger: call-start, stubs: { tickets: [{ json: { items: [{ id: 1 }], next: b } }, { json: { items: [{ id: 2 }] } }] }, expect: { result: { tickets: { ids: [1, 2] } } } }
                ---
                { kind: Integrator, name: acme, template: desk, callcenterId: CC-1 }
                """);

        var played = play(Orders.of(List.of(Scripts.shipped("plain").orElseThrow()), 1), documents);

        assertThat(wrong(played)).isEmpty();
    }

    /** The positive control: a configuration that does not look first is caught. */
    @Test
    void a_template_that_writes_a_log_at_each_event_is_caught() {
        var documents = gcalls();
        documents.computeIfPresent(
                "templates/acme-crm.yaml", (_, text) -> text.replace("when: { call.logId: absent }", ""));

        var played = play(Orders.chaos(Scripts.shipped(), 100, SEED, JITTER), documents);

        assertThat(wrong(played))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains("logs and should be 1"));
    }

    @Test
    void documents_with_errors_are_not_played() {
        var outcome = new Simulation(Orders.of(Scripts.shipped(), 1)).run(Map.of("a.yaml", "kind: Tempalte"));

        assertThat(outcome).isInstanceOf(Refused.class);
    }

    @Test
    void a_script_of_ones_own_is_read_and_what_is_wrong_in_it_is_told() {
        var problems = new Problems();

        var scripts = ScriptReader.read("mine.yaml", """
                name: mine
                events:
                  - { at: 0ms, trigger: call-start }
                  - { at: soon, triger: call-end }
                """, problems);

        assertThat(problems.sorted())
                .extracting(problem -> problem.at().line() + " " + problem.code())
                .containsExactly("4 PB204", "4 PB205", "4 PB201");
        assertThat(scripts).hasSize(1);
    }
}

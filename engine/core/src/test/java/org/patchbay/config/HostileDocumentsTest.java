package org.patchbay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Problem;

/** Documents that are made to keep a reader busy. Time is measured on the processor, so that a busy machine does not matter. */
class HostileDocumentsTest {
    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final long LITTLE = 64 << 20;
    private static final String TEMPLATE = "kind: Template\nname: a\n";

    @BeforeAll
    static void warm_up() {
        Loader.forTests().load(Map.of("a.yaml", TEMPLATE, "b.json", "{}"));
    }

    @TestFactory
    Stream<DynamicTest> is_refused_or_read_at_once() {
        return Map.ofEntries(
                        Map.entry("brackets.yaml", TEMPLATE + "x-a: " + "[".repeat(10_000)),
                        Map.entry("braces.yaml", TEMPLATE + "x-a: " + "{a: ".repeat(10_000)),
                        Map.entry("many-braces.yaml", "{".repeat(1_000_000)),
                        Map.entry("dashes.yaml", TEMPLATE + "x-a:\n  " + "- ".repeat(10_000)),
                        Map.entry("questions.yaml", "? ".repeat(300_000)),
                        Map.entry("colons.yaml", "a: ".repeat(300_000)),
                        Map.entry("stars.yaml", "*".repeat(1_000_000)),
                        Map.entry("quotes.yaml", TEMPLATE + "a: " + "\"".repeat(1_000_000)),
                        Map.entry("apostrophes.yaml", TEMPLATE + "a: " + "'".repeat(999_999)),
                        Map.entry("deep.json", "{\"a\":" + "[".repeat(10_000)),
                        Map.entry("deep-objects.json", "{\"a\":".repeat(100_000)),
                        Map.entry(
                                "long-number.yaml",
                                "kind: Integrator\nname: a\nfields:\n  a: " + "1".repeat(1_000_000)),
                        Map.entry(
                                "long-time.yaml",
                                "kind: Integrator\nname: a\nfields:\n  a: " + "1:".repeat(400_000) + "x"),
                        Map.entry("long-line.yaml", TEMPLATE + "x-b: " + "a b ".repeat(200_000)),
                        Map.entry("line-ends.yaml", TEMPLATE + "x-b: \"" + "\\n".repeat(400_000) + "\""),
                        Map.entry(
                                "references.yaml",
                                "kind: Integrator\nname: a\nfields:\n  a: '" + "${".repeat(400_000) + "'"),
                        Map.entry("host.yaml", "kind: Integrator\nname: a\nhost: " + "a".repeat(250) + "!"),
                        Map.entry("hundred.yaml", TEMPLATE + "x-a: " + "b".repeat(100_000_000)),
                        Map.entry("errors.yaml", TEMPLATE + "endpoints:\n" + "- {nam: x, foo: y}\n".repeat(30_000)),
                        Map.entry("bomb.yaml", bomb()))
                .entrySet()
                .stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    var before = used();
                    var spent = spent(each.getKey(), each.getValue());

                    assertThat(spent.time()).isLessThan(ENOUGH);
                    assertThat(used() - before).isLessThan(LITTLE);
                    assertThat(spent.loaded().problems()).isNotNull();
                }));
    }

    /** What is held after all that can be let go of is. */
    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private record Spent(Duration time, Loaded loaded) {}

    private static Spent spent(String path, String text) {
        var threads = ManagementFactory.getThreadMXBean();
        var start = threads.getCurrentThreadCpuTime();
        var loaded = Loader.forTests().load(Map.of(path, text));
        return new Spent(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start), loaded);
    }

    private static String bomb() {
        return "a0: &a0 [x, x]\n"
                + IntStream.range(1, 40)
                        .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1))
                        .collect(Collectors.joining());
    }

    @Test
    void depth_size_and_aliases_are_named() {
        assertThat(codes("a.yaml", TEMPLATE + "x-a: " + "[".repeat(60))).contains("PB106");
        assertThat(codes("a.json", "{\"a\":" + "[".repeat(60))).contains("PB106");
        assertThat(codes("a.yaml", "#" + "x".repeat(Bounds.BYTES))).containsExactly("PB106");
        assertThat(codes("a.yaml", bomb())).contains("PB103");
        assertThat(codes("a.json", "[" + "1,".repeat(200_000) + "1]")).containsExactly("PB106");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: \"\\UFFFFFFFF\"",
                "a: \"\\U00110000\"",
                "a: \"\\uD800\"",
                "a: \"\\xzz\"",
                "%YAML 99999999999999999999.1\n---\na: 1",
                "%YAML 1.99999999999999999999\n---\na: 1",
                "%TAG ! tag:%zz,\n---\na: !b c",
                "a: !<%zz> b",
                "a: !a%ff%fe b",
                "a: |99\n x",
                "a: |0\n x",
                "a: *",
                "? ",
                "!",
                "&"
            })
    void what_the_parser_stumbles_over_is_told_at_its_place(String text) {
        var problems = Loader.forTests()
                .load(Map.of("b.yaml", "kind: Template\nname: a\n---\n" + text))
                .problems();

        assertThat(problems)
                .anyMatch(problem -> problem.code().startsWith("PB1")
                        || problem.code().equals("PB205")
                        || problem.code().equals("PB204"))
                .allMatch(problem ->
                        problem.at().file().equals("b.yaml") && problem.at().line() >= 1);
    }

    @Test
    void a_pattern_that_would_take_all_memory_is_a_finding() {
        var text = "kind: Template\nname: a\nparameters: [{ name: a, pattern: '%s' }]"
                .formatted("((((a{1,1000}){1,1000}){1,1000}){1,1000})");

        assertThat(Loader.forTests().load(Map.of("b.yaml", text)).problems())
                .anyMatch(problem -> problem.code().equals("PB605"));
    }

    @Test
    void a_long_chain_of_endpoints_is_checked_without_running_out_of_stack() {
        var endpoints = IntStream.range(0, 5_000)
                .mapToObj(i -> "- { name: e%d, type: GetData, url: /a, trigger: call-start, after: e%d }\n"
                        .formatted(i, (i + 1) % 5_000))
                .collect(Collectors.joining());

        assertThat(codes("a.yaml", TEMPLATE + "endpoints:\n" + endpoints)).containsExactly("PB404");
    }

    private static Stream<String> codes(String path, String text) {
        return Loader.forTests().load(Map.of(path, text)).problems().stream().map(Problem::code);
    }

    @Test
    void of_very_many_errors_a_thousand_are_told_and_that_there_are_more() {
        var found = Loader.forTests()
                .load(Map.of("a.yaml", TEMPLATE + "endpoints:\n" + "- {nam: x, foo: y}\n".repeat(30_000)))
                .problems();

        assertThat(found).hasSizeLessThanOrEqualTo(1_001).hasSizeGreaterThan(900);
        assertThat(found).extracting(Problem::code).contains("PB106");
    }
}

package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.definition.EndpointType;
import org.patchbay.engine.CallFile;
import org.patchbay.engine.CallFile.Ahead;
import org.patchbay.engine.CallFile.Kind;
import org.patchbay.engine.CallFile.Obstacle;
import org.patchbay.engine.CallFile.Party;
import org.patchbay.engine.CallFile.Pending;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Step;
import org.patchbay.server.cli.Terminal.Look;
import org.patchbay.store.Fields.State;
import org.patchbay.workbench.why.Cause;
import org.patchbay.workbench.why.Finding;
import org.patchbay.workbench.why.Why;

/** What `why` says to do next can be done. */
class AdviceCommandsTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path directory;

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Step step(String endpoint, Step.Status status, Optional<FailureCode> code) {
        return new Step(
                "acme",
                endpoint,
                status,
                Optional.empty(),
                1,
                AT,
                Duration.ofSeconds(status == Step.Status.CACHED ? 9 : 0),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                nothing(),
                nothing(),
                nothing(),
                Optional.empty(),
                code.map(known -> Failure.of(known, "it failed")),
                1);
    }

    private static Execution event(String id, String trigger, String match, List<Step> steps) {
        return new Execution(
                id,
                trigger,
                Optional.of("c-1"),
                "CC-1",
                AT,
                Duration.ZERO,
                steps.isEmpty() ? Execution.Status.NOTHING_TO_DO : Execution.Status.SUCCEEDED,
                Optional.of(match),
                Optional.empty(),
                false,
                1,
                nothing(),
                steps,
                JsonNodeFactory.instance.arrayNode(),
                JsonNodeFactory.instance.nullNode());
    }

    /** A call in which everything went wrong that can go wrong. */
    private static CallFile file() {
        var failed = new ArrayList<Step>();
        Arrays.stream(FailureCode.values())
                .forEach(code -> failed.add(step("step-" + code.word(), Step.Status.FAILED, Optional.of(code))));
        Stream.of(Step.Status.SKIPPED, Step.Status.UNKNOWN, Step.Status.RETRYING, Step.Status.ACCEPTED)
                .forEach(status -> failed.add(step(status.word(), status, Optional.empty())));
        var found = List.of(step("find", Step.Status.SUCCEEDED, Optional.empty()));
        var late = List.of(step("find", Step.Status.CACHED, Optional.empty()));
        var finds = Map.of("find", new Kind(EndpointType.GET_DATA, true));
        return new CallFile(
                "CC-1",
                "c-1",
                List.of(
                        event("1", "call-connect", "one", failed),
                        event("2", "call-start", "none", found),
                        event("3", "call-start", "many", found),
                        event("4", "call-start", "one", found),
                        event("5", "call-start", "one", late),
                        event("6", "call-recorded", "one", List.of())),
                List.of(
                        new Pending("1", "acme", "", 0, AT, Optional.empty(), Optional.empty()),
                        new Pending(
                                "1", "acme", "a", 0, AT, Optional.of(new Ahead("2", "find", true)), Optional.empty()),
                        new Pending(
                                "1", "acme", "b", 0, AT, Optional.of(new Ahead("2", "find", false)), Optional.empty()),
                        new Pending("1", "acme", "c", 0, AT, Optional.empty(), Optional.of(new Obstacle.LeftAlone())),
                        new Pending(
                                "1",
                                "acme",
                                "e",
                                0,
                                AT,
                                Optional.empty(),
                                Optional.of(new Obstacle.LeftOut("no host"))),
                        new Pending("1", "acme", "d", 0, AT, Optional.empty(), Optional.empty())),
                List.of(),
                List.of(
                        new Party("acme", Optional.empty(), Map.of("call-start", finds, "call-end", finds), Set.of()),
                        new Party("silent", Optional.empty(), Map.of(), Set.of()),
                        new Party(
                                "stopped",
                                Optional.of(new State("disabled", "by an admin")),
                                Map.of("call-start", finds),
                                Set.of()),
                        new Party(
                                "parted",
                                Optional.of(new State("reauth-required", "the token was taken back")),
                                Map.of("call-start", finds),
                                Set.of())),
                Map.of("call-start", Duration.ofSeconds(3)),
                2);
    }

    private static List<Finding> findings() {
        var told = Why.of(file());
        return Stream.concat(told.events().stream().flatMap(event -> event.findings().stream()), told.untold().stream())
                .toList();
    }

    @Test
    void every_cause_there_is_stands_in_the_call_in_which_everything_went_wrong() {
        var words = new TreeSet<String>();
        Stream.of(Cause.Known.values()).map(Cause::word).forEach(words::add);
        Stream.of(FailureCode.values()).map(FailureCode::word).forEach(words::add);

        assertThat(findings()).extracting(finding -> finding.cause().word()).containsAll(words);
    }

    @Test
    void every_command_that_is_offered_is_one_that_the_command_line_understands() {
        var out = new ByteArrayOutputStream();
        var equipment = new MemoryEquipment();
        var terminal = new Session(equipment, directory).terminal(out, out, Look.PIPED);

        assertThat(findings())
                .filteredOn(finding -> !finding.cause().isGood())
                .allSatisfy(finding -> assertThat(finding.next()).isNotEmpty())
                .flatExtracting(Finding::next)
                .allSatisfy(command -> assertThatNoException()
                        .isThrownBy(() -> Cli.commandLine(equipment, terminal).parseArgs(words(command))));
    }

    @Test
    void every_word_that_is_to_be_explained_is_explained() {
        assertThat(findings())
                .flatExtracting(Finding::next)
                .filteredOn(command -> command.startsWith("patchbay explain"))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(new Session(new MemoryEquipment(), directory)
                                .run(words(command))
                                .exit())
                        .isZero());
    }

    private static String[] words(String command) {
        var words = command.split(" ", -1);
        return Arrays.copyOfRange(words, 1, words.length);
    }
}

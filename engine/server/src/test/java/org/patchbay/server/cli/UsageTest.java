package org.patchbay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.config.Explain;
import org.patchbay.server.cli.Serving.Watching;
import org.patchbay.server.cli.Session.Result;
import org.patchbay.server.cli.Terminal.Look;

class UsageTest {
    @TempDir
    private Path directory;

    private Result run(String... arguments) {
        return new Session(new MemoryEquipment(), directory).run(arguments);
    }

    @Test
    void an_unknown_command_is_met_with_the_nearest_one() {
        assertThat(run("valdate")).isEqualTo(new Result(2, "", """
                error: there is no command `valdate`
                  = help: did you mean `validate`?
                  = usage: patchbay --help
                """));
    }

    @Test
    void an_unknown_flag_is_met_with_the_nearest_one() {
        assertThat(run("test", "--flter=x")).isEqualTo(new Result(2, "", """
                error: there is no flag `--flter`
                  = help: did you mean `--filter`?
                  = usage: patchbay test --help
                """));
    }

    @Test
    void a_missing_argument_is_named() {
        assertThat(run("trigger").err()).startsWith("error: NAME is missing\n");
        assertThat(run("executions", "show").err()).startsWith("error: ID is missing\n");
    }

    @Test
    void who_does_not_know_which_pages_there_are_is_told() {
        assertThat(run("explain").out()).isEqualTo(Explain.index());
        assertThat(run("explain", "nonsense").err()).isEqualTo("""
                error: there is no page about `nonsense`
                  = help: `patchbay explain` lists the pages
                """);
        assertThat(run("explain", "formts").err()).contains("did you mean `format`?");
    }

    @Test
    void a_missing_command_is_asked_for() {
        assertThat(run()).isEqualTo(new Result(2, "", """
                error: a command is missing
                  = usage: patchbay --help
                """));
    }

    @Test
    void a_value_of_the_wrong_kind_is_named_with_its_flag() {
        assertThat(run("run", "--port", "http").err()).contains("--port").contains("http");
    }

    @Test
    void help_is_a_result_and_lists_every_command() {
        var help = run("--help");

        assertThat(help.exit()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .contains("demo", "init", "run", "validate", "test", "reload", "revisions", "trigger", "executions")
                .contains("secret", "key", "schema", "explain", "completion");
    }

    @Test
    void each_command_explains_itself() {
        var line = Cli.commandLine(
                new MemoryEquipment(),
                new Session(new MemoryEquipment(), directory)
                        .terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream(), Look.PIPED));

        assertThat(line.getSubcommands())
                .allSatisfy((name, command) -> assertThat(run(name, "--help").out())
                        .containsPattern("Usage: patchbay \\(?" + command.getCommandName() + "\\b"));
    }

    @Test
    void colours_are_for_terminals_only() {
        var err = new ByteArrayOutputStream();
        var session = new Session(new MemoryEquipment(), directory);
        Cli.run(new MemoryEquipment(), session.terminal(new ByteArrayOutputStream(), err, Look.COLOURED), "valdate");

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\u001B[1;31merror:\u001B[0m");
        assertThat(run("valdate").err()).doesNotContain("\u001B");
    }

    @Test
    void a_fault_of_our_own_is_one_sentence_and_a_stack_trace_only_on_request() {
        var quiet = run("run", ".", "--port", "0");
        var loud = run("run", ".", "--port", "0", "--debug");

        assertThat(quiet.exit()).isEqualTo(1);
        assertThat(quiet.err())
                .matches("(?s)error: this is a fault of Patchbay itself: IllegalStateException "
                        + "\\(trace [0-9a-f]{8}\\)\n  = help: the same command with --debug shows where\n");
        assertThat(loud.err()).contains("MemoryEquipment.start");
    }

    @Test
    void documents_are_watched_unless_the_flag_says_not_to() throws IOException {
        Files.createDirectory(directory.resolve("config"));

        assertThat(servedBy("run")).isEqualTo(Watching.ON);
        assertThat(servedBy("run", "--no-watch")).isEqualTo(Watching.OFF);
        assertThat(servedBy("run", "--source", "db")).isEqualTo(Watching.OFF);
    }

    /** How a server would be started by that command. */
    private Watching servedBy(String... arguments) {
        var equipment = new MemoryEquipment();
        new Session(equipment, directory).run(arguments);
        return equipment.asked.getLast().watching();
    }

    @Test
    void the_version_is_printed() {
        assertThat(run("--version").out()).startsWith("Patchbay ");
    }

    @Test
    void completion_is_for_a_shell() {
        assertThat(run("completion").out()).startsWith("#!/usr/bin/env bash").contains("--if-revision");
    }
}

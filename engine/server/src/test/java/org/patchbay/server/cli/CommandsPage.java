package org.patchbay.server.cli;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of the command line, as the commands themselves have it. */
final class CommandsPage {
    private static final String HEAD = """
        # Commands

        Generated from the commands; do not edit. `patchbay COMMAND --help` shows the same. Results go to the standard output,
        everything else to the standard error. `--debug` on any command shows where a fault of Patchbay itself comes from.

        """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private CommandsPage() {}

    static String of(CommandLine line) {
        var page = new CommandsPage();
        var footer = line.getCommandSpec().usageMessage().footer();
        page.page.append(footer[footer.length - 1]).append("\n");
        commands(line).forEach(page::command);
        return page.page.toString();
    }

    private void command(CommandLine line) {
        var spec = line.getCommandSpec();
        page.append("\n").append(spec.parent().parent() == null ? "## " : "### ");
        page.append("`").append(spec.qualifiedName()).append(words(spec)).append("`\n\n");
        page.append(sentence(String.join(" ", spec.usageMessage().description())))
                .append("\n");
        var foot = String.join(" ", spec.usageMessage().footer()).strip();
        if (!foot.isEmpty()) {
            page.append("\n").append(foot).append("\n");
        }
        table(spec);
        commands(line).forEach(this::command);
    }

    /** Each once, however many names it has. */
    private static Set<CommandLine> commands(CommandLine line) {
        return new LinkedHashSet<>(line.getSubcommands().values());
    }

    private static String words(CommandLine.Model.CommandSpec spec) {
        return spec.positionalParameters().stream()
                .map(parameter -> " " + shown(parameter))
                .collect(Collectors.joining());
    }

    private static String shown(PositionalParamSpec parameter) {
        var label = parameter.paramLabel() + (parameter.arity().isVariable() ? "…" : "");
        return parameter.required() ? label : "[" + label + "]";
    }

    private void table(CommandLine.Model.CommandSpec spec) {
        var options = spec.options().stream()
                .filter(option -> !option.inherited() && !option.usageHelp() && !option.versionHelp())
                .toList();
        if (options.isEmpty()) {
            return;
        }
        page.append("\n| option | |\n|---|---|\n");
        options.forEach(option -> page.append("| `")
                .append(String.join("`, `", option.names()))
                .append(value(option).replace("|", "\\|"))
                .append("` | ")
                .append(String.join(" ", option.description()).replace("|", "\\|"))
                .append(" |\n"));
    }

    private static String value(OptionSpec option) {
        return option.arity().max() == 0 ? "" : " " + option.paramLabel();
    }

    private static String sentence(String text) {
        var first = text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return first.endsWith(".") || first.isEmpty() ? first : first + ".";
    }
}

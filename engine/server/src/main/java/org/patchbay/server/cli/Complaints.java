package org.patchbay.server.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Nearest;
import org.patchbay.server.http.CannotListen;
import org.patchbay.store.StoreUnavailable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on standard error why a command did not work, and what to do. */
final class Complaints {
    private final Terminal terminal;

    Complaints(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command line could not be understood. */
    int misused(ParameterException misuse, String[] arguments) {
        var command = misuse.getCommandLine();
        say(sentence(misuse), suggestion(misuse));
        terminal.err().println("  = usage: " + command.getCommandSpec().qualifiedName() + " --help");
        return Exit.USAGE.code();
    }

    private static String sentence(ParameterException misuse) {
        return switch (misuse) {
            case UnmatchedArgumentException unmatched -> unknown(unmatched);
            case MissingParameterException missing -> missing(missing);
            case OverwrittenOptionException twice -> "`" + label(twice.getOverwritten()) + "` is given twice";
            default -> lower(String.valueOf(misuse.getMessage()));
        };
    }

    private static String unknown(UnmatchedArgumentException unmatched) {
        var word = unmatched.getUnmatched().getFirst();
        if (word.startsWith("-")) {
            return "there is no flag `" + flag(word) + "`";
        }
        return hasCommands(unmatched)
                ? "there is no command `" + word + "`"
                : "`" + word + "` is one argument too many";
    }

    private static boolean hasCommands(ParameterException misuse) {
        return !misuse.getCommandLine().getSubcommands().isEmpty();
    }

    private static String missing(MissingParameterException missing) {
        var names = missing.getMissing().stream().map(Complaints::label).toList();
        return String.join(" and ", names) + (names.size() == 1 ? " is" : " are") + " missing";
    }

    private static String label(CommandLine.Model.ArgSpec argument) {
        return switch (argument) {
            case CommandLine.Model.OptionSpec option -> "`" + option.longestName() + "`";
            default -> argument.paramLabel();
        };
    }

    private static String suggestion(ParameterException misuse) {
        if (!(misuse instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        var word = unmatched.getUnmatched().getFirst();
        var spec = misuse.getCommandLine().getCommandSpec();
        return word.startsWith("-")
                ? didYouMean(flag(word), flags(spec))
                : didYouMean(word, spec.subcommands().keySet());
    }

    private static Collection<String> flags(CommandLine.Model.CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Arrays.stream(option.names()))
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    private static String flag(String word) {
        var end = word.indexOf('=');
        return end < 0 ? word : word.substring(0, end);
    }

    private static String didYouMean(String word, Collection<String> known) {
        return Nearest.to(word, known)
                .map(near -> "did you mean `" + near + "`?")
                .orElse("");
    }

    /** The command was understood and did not work. */
    int failed(Exception failure, CommandLine command, ParseResult parsed) {
        return switch (failure) {
            case Complaint complaint -> told(complaint);
            case CannotListen taken -> {
                say(String.valueOf(taken.getMessage()), "name another with --port; 0 takes any free one");
                yield Exit.NOT_SO.code();
            }
            case StoreUnavailable unavailable -> {
                say(String.valueOf(unavailable.getMessage()), "");
                yield Exit.NOT_SO.code();
            }
            default -> fault(failure, parsed);
        };
    }

    /** Says it; brings the code that it ends a command with. */
    int told(Complaint complaint) {
        say(String.valueOf(complaint.getMessage()), complaint.help());
        return complaint.exit().code();
    }

    private int fault(Exception failure, ParseResult parsed) {
        var debugging = parsed.asCommandLineList().stream()
                .anyMatch(line -> line.getParseResult().hasMatchedOption(PatchbayCommand.DEBUG));
        var name = failure.getClass().getSimpleName();
        say(
                "this is a fault of Patchbay itself: " + name + " (trace " + trace(failure) + ")",
                debugging ? "" : "the same command with --debug shows where");
        if (debugging) {
            failure.printStackTrace(terminal.err());
        }
        return Exit.NOT_SO.code();
    }

    /** Equal for equal faults, so that two reports of one fault can be recognised. */
    private static String trace(Throwable failure) {
        var parts = new ArrayList<String>(List.of(failure.getClass().getName()));
        for (var frame : failure.getStackTrace()) {
            parts.add(frame.getClassName() + "." + frame.getMethodName());
        }
        return HexFormat.of().toHexDigits(parts.hashCode());
    }

    private void say(String sentence, String help) {
        terminal.err().println(Paint.of(terminal).error("error:") + " " + sentence);
        Optional.of(help)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> terminal.err().println("  = help: " + text));
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}

package org.patchbay.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.patchbay.definition.At;
import org.patchbay.definition.Problem;

/** Prints findings for people and for machines; never a line that holds a secret. */
public final class Findings {
    /** How a list of findings is written. */
    public enum Form {
        /** With the line of the document, for reading. */
        TEXT,
        /** {@code file:line:col: error PB301: text; help}, for editors. */
        LINE,
        /** One JSON object per line, for programs. */
        JSON,
        /** Workflow commands of GitHub. */
        GITHUB
    }

    private final Map<String, String> documents;
    private final Map<String, Lines> lines = new HashMap<>();
    private final Set<Loaded.Line> hidden;
    private final Paint paint;

    private Findings(Map<String, String> documents, Set<Loaded.Line> hidden, Paint paint) {
        this.documents = documents;
        this.hidden = hidden;
        this.paint = paint;
    }

    /** Findings in those documents, without colours. */
    public static Findings of(Map<String, String> documents, Loaded loaded) {
        return new Findings(documents, loaded.hidden(), Paint.PLAIN);
    }

    /** The same with colours for a terminal. */
    public Findings coloured() {
        return new Findings(documents, hidden, Paint.COLOURED);
    }

    /** All of them, each with its line break; empty for none. */
    public String print(List<Problem> problems, Form form) {
        return problems.stream().map(problem -> print(problem, form)).collect(Collectors.joining());
    }

    private String print(Problem problem, Form form) {
        return switch (form) {
            case TEXT -> text(problem);
            case LINE ->
                problem.at() + ": " + severity(problem) + " " + problem.code() + ": " + sentence(problem) + "\n";
            case JSON -> json(problem) + "\n";
            case GITHUB -> github(problem) + "\n";
        };
    }

    private static String severity(Problem problem) {
        return problem.isError() ? "error" : "warning";
    }

    private static String sentence(Problem problem) {
        return problem.help().isEmpty()
                ? problem.text()
                : problem.text() + "; " + problem.help().replace("\n", "; ");
    }

    private String text(Problem problem) {
        var at = problem.at();
        var out = new StringBuilder(paint.severity(problem, severity(problem) + "[" + problem.code() + "]"))
                .append(": ")
                .append(problem.text())
                .append('\n');
        var excerpt = excerpt(problem);
        var margin = " ".repeat(Math.max(2, Integer.toString(at.line()).length()));
        out.append(margin).append("--> ").append(at).append('\n');
        if (excerpt.isPresent()) {
            out.append(margin).append(" |\n").append(excerpt.get().print(margin.length(), at.line(), paint, problem));
        } else if (!problem.note().isEmpty()) {
            out.append(margin).append(" = ").append(problem.note()).append('\n');
        }
        help(problem, margin, out);
        return out.toString();
    }

    /** Only the last line of a help is one to follow; those before it explain. */
    private static void help(Problem problem, String margin, StringBuilder out) {
        var help = problem.help().lines().toList();
        for (var i = 0; i < help.size(); i++) {
            out.append(margin)
                    .append(i == help.size() - 1 ? " = help: " : " = ")
                    .append(help.get(i))
                    .append('\n');
        }
    }

    private Optional<Excerpt> excerpt(Problem problem) {
        var at = problem.at();
        var text = Optional.ofNullable(documents.get(at.file()));
        if (text.isEmpty() || at.line() < 1 || hidden.contains(Loaded.Line.of(at))) {
            return Optional.empty();
        }
        var line = lines.computeIfAbsent(at.file(), _ -> Lines.of(text.get())).line(at.line() - 1);
        return Excerpt.isSafe(problem.code(), line) ? Optional.of(Excerpt.of(line, at)) : Optional.empty();
    }

    private static ObjectNode json(Problem problem) {
        var at = problem.at();
        return JsonNodeFactory.instance
                .objectNode()
                .put("severity", severity(problem))
                .put("code", problem.code())
                .put("file", at.file())
                .put("line", at.line())
                .put("column", at.column())
                .put("endColumn", at.endColumn())
                .put("pointer", at.pointer())
                .put("text", problem.text())
                .put("note", problem.note())
                .put("help", problem.help());
    }

    private static String github(Problem problem) {
        At at = problem.at();
        return "::" + severity(problem) + " file=" + property(at.file()) + ",line=" + at.line() + ",col=" + at.column()
                + ",title=" + problem.code() + "::" + escape(sentence(problem));
    }

    private static String escape(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return escape(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** The closing line: what was read and what was found. */
    public static String summary(Loaded loaded) {
        var errors = loaded.problems().stream().filter(Problem::isError).count();
        var warnings = loaded.problems().size() - errors;
        var found = errors + warnings == 0
                ? "nothing to complain about"
                : count(errors, "error") + ", " + count(warnings, "warning");
        return count(loaded.read().templates(), "template") + ", "
                + count(loaded.read().integrators(), "integrator") + ": " + found + ".";
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}

package org.patchbay.config;

import org.patchbay.definition.At;
import org.patchbay.definition.Problem;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in an admin's words what the YAML parser could not read. */
final class SyntaxErrors {
    private final Places places;
    private final Lines lines;

    SyntaxErrors(Places places, Lines lines) {
        this.places = places;
        this.lines = lines;
    }

    Problem explain(YamlEngineException broken) {
        if (!(broken instanceof MarkedYamlEngineException marked)) {
            return problem("PB101", new At(places.path(), places.firstLine() + 1, 1, 1, ""), "this is not YAML", "");
        }
        var mark = marked.getProblemMark().or(marked::getContextMark);
        var at = mark.map(found -> places.at(found, "")).orElse(At.NOWHERE);
        var template = bareTemplate(at);
        if (template.line() > 0) {
            return problem(
                    "PB104",
                    template,
                    "a value with {{ in it needs quotes here",
                    "put the whole value in double quotes");
        }
        var context = marked.getContext() == null ? "" : marked.getContext();
        var said = marked.getProblem() == null ? "" : marked.getProblem();
        if (said.contains("end of stream") || said.contains("stream end") || said.contains("unexpected document")) {
            var opened =
                    marked.getContextMark().map(found -> places.at(found, "")).orElse(at);
            return problem("PB101", opened, "this is not closed", "a quote or a bracket is missing at its end");
        }
        return explain(at, said, context);
    }

    /** What the parser could not even say something about, behind what was read last. */
    Problem stumbled(At reached) {
        return problem(
                "PB101",
                reached,
                "what follows here cannot be read",
                "escapes in double quotes such as \\U0001F600 end at \\U0010FFFF");
    }

    private Problem explain(At at, String said, String context) {
        var line = lines.line(at.line() - 1);
        var character = at.column() <= line.length() ? line.charAt(at.column() - 1) : ' ';
        if (context.contains("alias") || context.contains("anchor")) {
            return problem(
                    "PB103",
                    at,
                    "anchors and aliases are not part of the format",
                    "put a text that begins with * or & in quotes");
        }
        if (context.contains("directive") || said.contains("YAML document")) {
            return problem("PB103", at, "lines that begin with % are not part of the format", "delete the line");
        }
        if (context.contains("tag")) {
            return problem("PB103", at, "tags are not part of the format", "put a text that begins with ! in quotes");
        }
        if (said.contains("TAB") || character == '\t') {
            return problem("PB101", at, "a tab cannot indent", "use spaces");
        }
        if (said.contains("cannot start any token")) {
            return problem("PB101", at, "a text cannot begin with `" + character + "`", "put it in quotes");
        }
        if (said.contains("mapping values are not allowed")) {
            return problem(
                    "PB101",
                    at,
                    "a second `: ` in one line",
                    "put a text with `: ` in it in quotes, or indent the key below");
        }
        if (said.contains("could not find expected ':'")) {
            return problem(
                    "PB101",
                    at,
                    "a line without `: ` between keys",
                    "write `key: value`, or indent the text below its key");
        }
        return problem("PB101", at, readable(said), expected(context));
    }

    private static String expected(String context) {
        if (context.contains("flow mapping")) {
            return "between { and } stand `key: value` pairs with commas between them; quote texts with , [ ] { } in them";
        }
        if (context.contains("flow sequence")) {
            return "between [ and ] stand values with commas between them; quote texts with , [ ] { } in them";
        }
        return context.contains("block") ? "keys of one map begin in the same column" : "";
    }

    /** The parser's own words without their token classes. */
    private static String readable(String said) {
        var plain = said.replaceAll("<([a-z ]+)>", "$1")
                .replaceAll("[\\n\\r].*", "")
                .replace("'", "`");
        return plain.isEmpty() ? "this is not YAML" : plain;
    }

    /** Where a template begins outside quotes on the line of the error; nowhere if none does. */
    private At bareTemplate(At at) {
        var line = lines.line(at.line() - 1);
        var quote = ' ';
        for (var i = 0; i + 1 < line.length(); i++) {
            var character = line.charAt(i);
            if (quote == ' ' && line.startsWith("{{", i)) {
                var column = line.codePointCount(0, i) + 1;
                return new At(at.file(), at.line(), column, column + 2, "");
            }
            if (character == quote) {
                quote = ' ';
            } else if (quote == ' ' && (character == '"' || character == '\'') && opensQuote(line, i)) {
                quote = character;
            }
        }
        return At.NOWHERE;
    }

    /** An apostrophe inside a word opens nothing. */
    private static boolean opensQuote(String line, int index) {
        return index == 0 || " \t:,[{-".indexOf(line.charAt(index - 1)) >= 0;
    }

    private static Problem problem(String code, At at, String text, String help) {
        return new Problem(code, Problem.Severity.ERROR, at, text, "", help);
    }
}

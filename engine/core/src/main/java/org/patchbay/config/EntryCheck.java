package org.patchbay.config;

import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.ParameterType;
import org.patchbay.definition.Problems;
import org.patchbay.definition.ResultEntry;
import org.patchbay.definition.Template;
import org.patchbay.definition.Tree;
import org.patchbay.expression.Patterns;

/** Finds parameters and results that make no sense in themselves (PB204, PB410, PB501, PB605). */
final class EntryCheck implements Check {
    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            var template = bound.value();
            parameters(template).forEach(parameter -> parameter(parameter, problems));
            template.stream()
                    .flatMap(each -> each.endpoints().stream())
                    .forEach(endpoint ->
                            endpoint.reply().result().forEach((name, entry) -> result(name, entry, problems)));
        }
    }

    private static Stream<Parameter> parameters(Optional<Template> template) {
        return template.stream()
                .flatMap(each -> Stream.concat(
                        each.parameters().stream(), each.endpoints().stream().flatMap(EntryCheck::parameters)));
    }

    private static Stream<Parameter> parameters(Endpoint endpoint) {
        return Stream.of(endpoint.request().parameters(), endpoint.request().inputs())
                .flatMap(List::stream);
    }

    private static void parameter(Parameter parameter, Problems problems) {
        parameter.pattern().ifPresent(pattern -> pattern(pattern, parameter.at(), "pattern", problems));
        if (parameter.type().filter(type -> type == ParameterType.MD5).isPresent()
                && parameter.of().isEmpty()) {
            problems.add(
                    "PB204",
                    parameter.at(),
                    "the md5 parameter `" + parameter.name() + "` needs `of`",
                    "what is hashed",
                    "for example of: \"{{param.to}}{{integrator.salt}}\"");
        }
        if (parameter.secret()) {
            Stream.concat(parameter.value().stream(), parameter.fallback().stream())
                    .forEach(value -> inClear(parameter, value, problems));
        }
    }

    private static void inClear(Parameter parameter, Tree value, Problems problems) {
        var written = value instanceof Tree.Leaf(At at, var json)
                && json.isTextual()
                && isWritten(at)
                && !json.asText().contains("{{");
        if (written) {
            var name = parameter.name().text();
            problems.add(
                    "PB501",
                    value.at(),
                    "a secret is written in the document",
                    "",
                    "leave `value` out, so that each tenant fills `" + name + "` in; or `${env:" + shout(name) + "}`");
        }
    }

    /** A value that came from <code>${…}</code> has no end in the document. */
    private static boolean isWritten(At at) {
        return at.endColumn() > at.column();
    }

    /** A name as environment variables have it. */
    static String shout(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static void result(String name, ResultEntry entry, Problems problems) {
        entry.match().ifPresent(match -> pattern(match, entry.at(), "match", problems));
        entry.each().forEach((inner, each) -> result(inner, each, problems));
        var sources = Stream.of(entry.path(), entry.header(), entry.cookie(), entry.value())
                        .filter(Optional::isPresent)
                        .count()
                + (entry.present().isEmpty() ? 0 : 1);
        if (sources != 1) {
            problems.add(
                    "PB204",
                    entry.at(),
                    "the result `" + name + "` needs one source",
                    sources == 0 ? "it has none" : "it has " + sources,
                    "one of path, header, cookie, value, or a list of paths");
        }
    }

    private static void pattern(String pattern, At at, String key, Problems problems) {
        try {
            Patterns.compile(pattern);
        } catch (PatternSyntaxException refused) {
            problems.add("PB605", at, "`" + key + "` is no RE2 pattern", refused.getDescription(), help(pattern));
        }
    }

    private static String help(String pattern) {
        return pattern.contains("(?=") || pattern.contains("(?!") || pattern.contains("(?<")
                ? "RE2 has no lookahead and no lookbehind"
                : pattern.matches(".*\\\\[1-9].*") ? "RE2 has no back references" : "";
    }
}

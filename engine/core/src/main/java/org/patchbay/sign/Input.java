package org.patchbay.sign;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Encoder;
import org.patchbay.expression.Reference;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;
import org.patchbay.wire.Wire;

/** A compiled template of a signature, in which the body of the request stands byte for byte. */
record Input(List<Part> parts) {
    private static final Pattern TAG = Pattern.compile("\\{\\{\\s*([A-Za-z_.][^{}]*?)\\s*}}");
    private static final Pattern OTHER_TAG = Pattern.compile("\\{\\{\\s*[^A-Za-z_.\\s]");

    Input {
        parts = List.copyOf(parts);
    }

    /** A piece of the template. */
    sealed interface Part {
        /** Written down. */
        record Literal(String text, boolean secret) implements Part {}

        /** One value, {@code {{name}}}. */
        record Insert(String name, Text text) implements Part {}

        /** A template with sections. */
        record Whole(Text text) implements Part {}

        /** The body of the request. */
        record RawBody() implements Part {}
    }

    /**
     * Compiles a template.
     *
     * @param bytewise earlier values that hold the body, which are inserted as their own pieces
     */
    static Input compile(TextTemplate template, Map<String, Input> bytewise, Scope scope, Problems problems) {
        var text = template.text();
        if (OTHER_TAG.matcher(text).find()) {
            return new Input(List.of(new Part.Whole(Text.compile(template, scope, problems))));
        }
        var parts = new ArrayList<Part>();
        var start = 0;
        for (var tag = TAG.matcher(text); tag.find(); start = tag.end()) {
            literal(text.substring(start, tag.start()), template, parts);
            var name = tag.group(1).endsWith("?")
                    ? tag.group(1).substring(0, tag.group(1).length() - 1)
                    : tag.group(1);
            var written = new TextTemplate(
                    template.at().within(tag.start(), tag.end() - tag.start()), tag.group(), template.secret());
            if (name.equals("request.body") && scope.roots().containsKey(Root.REQUEST)) {
                parts.add(new Part.RawBody());
            } else if (bytewise.containsKey(name)) {
                parts.addAll(bytewise.getOrDefault(name, new Input(List.of())).parts());
            } else {
                parts.add(new Part.Insert(name, Text.compile(written, scope, problems)));
            }
        }
        rest(text.substring(start), template, parts, scope, problems);
        return new Input(parts);
    }

    private static void literal(String text, TextTemplate template, List<Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Part.Literal(text, template.secret()));
        }
    }

    /** What follows the last tag; where a tag begins in it and does not end, the compiler of templates says so. */
    private static void rest(String text, TextTemplate template, List<Part> parts, Scope scope, Problems problems) {
        if (text.contains("{{")) {
            Text.compile(new TextTemplate(template.at(), text, template.secret()), scope, problems);
        }
        literal(text, template, parts);
    }

    boolean holdsBody() {
        return parts.stream().anyMatch(Part.RawBody.class::isInstance);
    }

    Needs needs() {
        var needs = Needs.of(references());
        return holdsBody() ? needs.and(new Needs(Set.of(), Set.of(RequestPart.BODY))) : needs;
    }

    private List<Reference> references() {
        var found = new ArrayList<Reference>();
        for (var part : parts) {
            switch (part) {
                case Part.Insert(var _, var text) -> found.addAll(text.references());
                case Part.Whole(var text) -> found.addAll(text.references());
                case Part.Literal _, Part.RawBody _ -> {}
            }
        }
        return found;
    }

    /** The text; of the body, what its bytes are in UTF-8. */
    String text(Run run) {
        if (parts.size() == 1) {
            return text(parts.getFirst(), run);
        }
        var out = new StringBuilder();
        parts.forEach(part -> out.append(text(part, run)));
        return out.toString();
    }

    private static String text(Part part, Run run) {
        return switch (part) {
            case Part.Literal(var text, var _) -> text;
            case Part.Insert(var _, var text) -> Rotation.text(text, run.values());
            case Part.Whole(var text) -> text.render(run.values(), Encoder.PLAIN);
            case Part.RawBody _ -> new String(run.body(), StandardCharsets.UTF_8);
        };
    }

    /** The bytes: texts in UTF-8, the body as it is. */
    byte[] bytes(Run run) {
        if (!holdsBody()) {
            return Wire.utf8(text(run));
        }
        if (parts.size() == 1) {
            return run.body();
        }
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part instanceof Part.RawBody ? run.body() : Wire.utf8(text(part, run)));
        }
        return out.toByteArray();
    }

    /** True when a secret is inserted. */
    boolean isSecret(Values values) {
        for (var part : parts) {
            var secret = switch (part) {
                case Part.Literal(var _, var hidden) -> hidden;
                case Part.Insert(var _, var text) -> Rotation.isSecret(text, values);
                case Part.Whole(var text) -> text.isSecret(values);
                case Part.RawBody _ -> false;
            };
            if (secret) {
                return true;
            }
        }
        return false;
    }
}

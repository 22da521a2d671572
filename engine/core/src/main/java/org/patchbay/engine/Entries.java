package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.definition.InputKind;
import org.patchbay.definition.Parameter;
import org.patchbay.flow.Linkage;

/** Reads what a person has entered into a form, and says what is wrong with it. */
final class Entries {
    private static final int LONGEST_NUMBER = 100;

    private Entries() {}

    /** How a field is asked for. */
    static InputKind kind(Parameter field) {
        return field.input().orElse(field.options().isPresent() ? InputKind.SELECT : InputKind.TEXT);
    }

    /** The value; empty when nothing was entered. A box that is not ticked is false. */
    static Optional<JsonNode> read(Parameter field, List<String> texts) {
        var filled = texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        return switch (kind(field)) {
            case CHECKBOX -> Optional.of(BooleanNode.valueOf(filled.contains("true")));
            case MULTISELECT -> filled.isEmpty() ? Optional.empty() : Optional.of(list(filled));
            case TABLE -> filled.isEmpty() ? Optional.empty() : Optional.of(table(filled.getLast()));
            case NUMBER -> filled.stream().findFirst().map(Entries::number);
            case TEXT, MULTILINE, SELECT, PHONE, EMAIL, URL, DATE, JSON ->
                filled.stream().findFirst().map(TextNode::valueOf);
        };
    }

    private static JsonNode list(List<String> texts) {
        var list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return list;
    }

    /** One line for each row: a key, a colon, a value. */
    private static JsonNode table(String text) {
        var table = JsonNodeFactory.instance.objectNode();
        text.lines()
                .map(line -> line.split(":", 2))
                .filter(row -> row.length == 2)
                .forEach(row -> table.put(row[0].strip(), row[1].strip()));
        return table;
    }

    private static JsonNode number(String text) {
        try {
            return text.length() > LONGEST_NUMBER ? TextNode.valueOf(text) : DecimalNode.valueOf(new BigDecimal(text));
        } catch (NumberFormatException none) {
            return TextNode.valueOf(text);
        }
    }

    /** What is wrong with a value. */
    enum Trouble {
        MISSING,
        NO_NUMBER,
        NO_ADDRESS,
        NO_EMAIL,
        NO_MATCH,
        NO_CHOICE;

        /** The word by which pages know it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What is wrong with a value that was entered; empty when nothing is. */
    static Optional<Trouble> trouble(
            Linkage linkage, Parameter field, Optional<JsonNode> value, List<LinkForm.Choice> choices) {
        if (value.isEmpty()) {
            return field.required() && field.fallback().isEmpty() ? Optional.of(Trouble.MISSING) : Optional.empty();
        }
        var text = value.get().asText();
        if (!linkage.fits(field, text)) {
            return Optional.of(Trouble.NO_MATCH);
        }
        if (!choices.isEmpty()
                && value.get().isTextual()
                && choices.stream().noneMatch(choice -> choice.value().equals(text))) {
            return Optional.of(Trouble.NO_CHOICE);
        }
        return switch (kind(field)) {
            case NUMBER -> value.get().isNumber() ? Optional.empty() : Optional.of(Trouble.NO_NUMBER);
            case URL -> isAddress(text) ? Optional.empty() : Optional.of(Trouble.NO_ADDRESS);
            case EMAIL -> text.matches("[^@\\s]+@[^@\\s]+") ? Optional.empty() : Optional.of(Trouble.NO_EMAIL);
            case TEXT, MULTILINE, CHECKBOX, SELECT, MULTISELECT, PHONE, DATE, TABLE, JSON -> Optional.empty();
        };
    }

    private static boolean isAddress(String text) {
        try {
            var address = URI.create(text);
            return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}

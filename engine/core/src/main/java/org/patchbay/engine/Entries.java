package org.patchbay.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.InputKind;
import org.patchbay.definition.Parameter;
import org.patchbay.flow.Linkage;

/** Reads what a person has entered into a form, and says what is wrong with it. */
final class Entries {
    private static final int LONGEST_NUMBER = 100;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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

    /** One line for each row: a key, a colon, a value. What is written otherwise is no table and stays as it is. */
    private static JsonNode table(String text) {
        var table = JsonNodeFactory.instance.objectNode();
        for (var line : text.lines().filter(one -> !one.isBlank()).toList()) {
            var row = line.split(":", 2);
            if (row.length < 2 || row[0].isBlank()) {
                return TextNode.valueOf(text);
            }
            table.put(row[0].strip(), row[1].strip());
        }
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
        NO_CHOICE,
        NO_TABLE,
        NO_DATE,
        NO_JSON;

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
        if (field.options().isPresent() && !areChoices(value.get(), choices)) {
            return Optional.of(Trouble.NO_CHOICE);
        }
        return switch (kind(field)) {
            case NUMBER -> unless(value.get().isNumber(), Trouble.NO_NUMBER);
            case URL -> unless(isAddress(text), Trouble.NO_ADDRESS);
            case EMAIL -> unless(text.matches("[^@\\s]+@[^@\\s]+"), Trouble.NO_EMAIL);
            case TABLE -> unless(value.get().isObject(), Trouble.NO_TABLE);
            case DATE -> unless(isDate(text), Trouble.NO_DATE);
            case JSON -> unless(isJson(text), Trouble.NO_JSON);
            case TEXT, MULTILINE, CHECKBOX, SELECT, MULTISELECT, PHONE -> Optional.empty();
        };
    }

    private static Optional<Trouble> unless(boolean fine, Trouble trouble) {
        return fine ? Optional.empty() : Optional.of(trouble);
    }

    /** Where there are no choices, because the partner does not tell them, nothing is one. */
    private static boolean areChoices(JsonNode value, List<LinkForm.Choice> choices) {
        var chosen = value.isArray() ? value.valueStream() : Stream.of(value);
        return chosen.map(JsonNode::asText)
                .allMatch(text ->
                        choices.stream().anyMatch(choice -> choice.value().equals(text)));
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException none) {
            return false;
        }
    }

    private static boolean isJson(String text) {
        try {
            JSON.readTree(text);
            return true;
        } catch (JsonProcessingException none) {
            return false;
        }
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

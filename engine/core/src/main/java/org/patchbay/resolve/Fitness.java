package org.patchbay.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.patchbay.definition.InputKind;
import org.patchbay.exchange.Scalars;

/** Whether a value can be what a control of a form gives. */
final class Fitness {
    private static final int LONGEST_NUMBER = 400;

    private Fitness() {}

    static boolean fits(InputKind kind, JsonNode value) {
        return switch (kind) {
            case TEXT, MULTILINE, SELECT -> value.isValueNode();
            case MULTISELECT -> value.isValueNode() || value.isArray();
            case NUMBER -> value.isNumber() || value.isTextual() && isNumber(Scalars.text(value));
            case CHECKBOX -> value.isBoolean() || isTruth(Scalars.text(value));
            case PHONE -> value.isValueNode() && isPhone(Scalars.text(value));
            case EMAIL -> value.isTextual() && isEmail(Scalars.text(value));
            case URL -> value.isTextual() && isUrl(Scalars.text(value));
            case DATE -> value.isTextual() && isDate(Scalars.text(value));
            case TABLE -> value.isObject();
            case JSON -> true;
        };
    }

    /** For people: continues "… is not". */
    static String what(InputKind kind) {
        return switch (kind) {
            case TEXT, MULTILINE, SELECT -> "a single value";
            case MULTISELECT -> "a list of values";
            case NUMBER -> "a number";
            case CHECKBOX -> "true or false";
            case PHONE -> "a phone number";
            case EMAIL -> "an e-mail address";
            case URL -> "a web address";
            case DATE -> "a date like 2026-01-31";
            case TABLE -> "a table";
            case JSON -> "JSON";
        };
    }

    private static boolean isNumber(String text) {
        try {
            return text.length() <= LONGEST_NUMBER && new BigDecimal(text.strip()).signum() > -2;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isTruth(String text) {
        return text.equals("true") || text.equals("false");
    }

    /** What it means is seen where it is formatted, with the country of the tenant; here it only has to look like one. */
    private static boolean isPhone(String text) {
        var number = text.strip();
        if (number.startsWith("tel:") || number.startsWith("sip:") || number.startsWith("sips:")) {
            return number.length() > 5;
        }
        var digits = number.chars().filter(Character::isDigit).count();
        return digits > 2
                && digits < 30
                && number.chars().noneMatch(c -> Character.isLetter(c) && "ext".indexOf(c) < 0);
    }

    private static boolean isEmail(String text) {
        var at = text.lastIndexOf('@');
        var domain = text.substring(at + 1);
        return at > 0
                && !domain.isEmpty()
                && !domain.startsWith(".")
                && !domain.endsWith(".")
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c) || c == ',');
    }

    private static boolean isUrl(String text) {
        try {
            var address = new URI(text);
            return address.getHost() != null
                    && ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException _) {
            return false;
        }
    }
}

package org.patchbay.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.definition.At;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Scalars;

/** Compares what came out with what was expected: maps need to hold at least what is expected, lists exactly it. */
final class Comparison {
    private static final String ABSENT = "absent";

    private final List<Difference> differences = new ArrayList<>();

    List<Difference> differences() {
        return List.copyOf(differences);
    }

    void add(String what, At at, String expected, String actual) {
        differences.add(new Difference(what, at, expected, actual));
    }

    /** Compares two texts. */
    void same(String what, At at, String expected, String actual) {
        if (!expected.equals(actual)) {
            add(what, at, expected, actual);
        }
    }

    /** Compares a tree: {@code absent} as a value means that there is none. */
    void atLeast(String what, Tree expected, JsonNode actual) {
        switch (expected) {
            case Tree.Leaf(var at, var value) -> leaf(what, at, value, actual);
            case Tree.Items(var at, var items) -> {
                if (!actual.isArray() || actual.size() != items.size()) {
                    add(what, at, expected.toJson().toString(), show(actual));
                    return;
                }
                for (var i = 0; i < items.size(); i++) {
                    atLeast(what + " " + i, items.get(i), actual.path(i));
                }
            }
            case Tree.Entries(var at, var entries) -> {
                if (!actual.isObject()) {
                    add(what, at, expected.toJson().toString(), show(actual));
                    return;
                }
                entries.forEach((key, entry) -> atLeast(what + " " + key, entry.value(), actual.path(key)));
            }
        }
    }

    private void leaf(String what, At at, JsonNode expected, JsonNode actual) {
        if (expected.isTextual() && expected.asText().equals(ABSENT)) {
            if (!actual.isMissingNode()) {
                add(what, at, "nothing", show(actual));
            }
        } else if (!equal(expected, actual)) {
            add(what, at, show(expected), show(actual));
        }
    }

    private static boolean equal(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return expected.getNodeType() == actual.getNodeType()
                && Scalars.text(expected).equals(Scalars.text(actual));
    }

    static String show(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.isTextual() ? value.asText() : value.toString();
    }
}

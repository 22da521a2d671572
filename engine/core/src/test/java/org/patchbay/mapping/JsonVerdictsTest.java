package org.patchbay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is JSON and what is not, case by case along the grammar of RFC 8259; whatever comes, nothing breaks. */
class JsonVerdictsTest {
    private static final List<String> VALUES = List.of(
            "true",
            "false",
            "null",
            "0",
            "-0",
            "-1",
            "10",
            "1.5",
            "-0.0",
            "0.000",
            "1e1",
            "1E1",
            "1e+1",
            "1e-1",
            "0e0",
            "-1.25E-3",
            "123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"a\"",
            "\"\\\"\"",
            "\"\\\\\"",
            "\"\\/\"",
            "\"/\"",
            "\"\\b\\f\\n\\r\\t\"",
            "\"\\u0000\"",
            "\"\\u00e9\"",
            "\"\\uD83D\\uDE00\"",
            "\"é\"",
            "\"😀\"",
            "\"\u007f\"",
            "\"\u2028\u2029\"",
            "\"\ufeff\"",
            "[]",
            "[ ]",
            "{}",
            "{ }",
            "[1]",
            "[1,2]",
            "[[]]",
            "[[],{}]",
            "[null]",
            "[\"\",0,true]",
            "{\"a\":1}",
            "{\"\":0}",
            "{\"a\":1,\"b\":2}",
            "{\"a\":{\"b\":[]}}",
            "{\"a\":1,\"a\":2}",
            "{\"\\u0061\":1}",
            "{\"a b\":\"c d\"}",
            "[{\"a\":[{\"b\":null}]}]");

    /** Each breaks one rule of the grammar. */
    private static final List<String> BROKEN = List.of(
            "",
            " ",
            "\n",
            "True",
            "TRUE",
            "nul",
            "nulll",
            "tru",
            "truefalse",
            "undefined",
            "NaN",
            "Infinity",
            "-Infinity",
            "+1",
            "-",
            "--1",
            "+",
            "01",
            "-01",
            "00",
            "1.",
            ".5",
            "-.5",
            "1.e1",
            "1e",
            "1e+",
            "1e1.5",
            "1e1e1",
            "0x10",
            "1_000",
            "1,000",
            "1 000",
            "٣",
            "１",
            "1a",
            "0b1",
            "1f",
            "'a'",
            "\"",
            "\"a",
            "a\"",
            "\"a\"b",
            "\"\\\"",
            "\"\\x41\"",
            "\"\\a\"",
            "\"\\'\"",
            "\"\\u\"",
            "\"\\u12\"",
            "\"\\u12g4\"",
            "\"\\U0041\"",
            "\"\\\n\"",
            "\"\n\"",
            "\"\t\"",
            "\"\r\"",
            "\"\u0000\"",
            "\"\u001f\"",
            "`a`",
            "“a”",
            "a",
            "[",
            "]",
            "[,",
            "[,]",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "[1,,2]",
            "[1 2]",
            "[1;2]",
            "[1:2]",
            "[\"a\":1]",
            "(1)",
            "[1}",
            "{1}",
            "[1]]",
            "[[1]",
            "{",
            "}",
            "{]",
            "{,}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\",1}",
            "{:1}",
            "{a:1}",
            "{'a':1}",
            "{1:1}",
            "{null:1}",
            "{\"a\":1,}",
            "{,\"a\":1}",
            "{\"a\":1,,\"b\":2}",
            "{\"a\":1 \"b\":2}",
            "{\"a\":1;\"b\":2}",
            "{\"a\"=1}",
            "{\"a\"::1}",
            "{\"a\":1",
            "{\"a\":1]",
            "{\"a\":1}}",
            "{[]:1}",
            "{\"a\" \"b\"}",
            "{\"a\":\"b\"\"c\"}",
            "// c\n1",
            "/* c */1",
            "1 // c",
            "1 /* c */",
            "# c\n1",
            "1 #",
            "1;",
            "1,",
            "1 1",
            "[] []",
            "{} {}",
            "null null",
            "\"a\" \"b\"",
            "[1,...]",
            "<a/>",
            "a=b",
            "\u00a01",
            "1\u00a0",
            "\u20281",
            "\u000b1",
            "\f1",
            "\\u0031",
            "%31",
            "[\u00a01]",
            "{\"a\":\u20031}",
            "[1,\n",
            "[-]",
            "[+1]",
            "[.1]",
            "[1.]",
            "[0e]",
            "[\"\\u00\"]",
            "[tru]",
            "[nul]",
            "{\"a\":tru}",
            "{\"a\":1,\"b\"",
            "{\"a\":1,\"b\":",
            "{\"a\":[",
            "{\"a\":{",
            "[{",
            "[{\"a\":1]",
            "{\"a\":[1}",
            "\"\\",
            "\"\\u",
            "\"a\\");

    @Test
    void what_the_grammar_makes_is_read() {
        var cases = new LinkedHashSet<>(VALUES);
        VALUES.forEach(value -> {
            cases.add(" \t\r\n" + value + "\n\r\t ");
            cases.add("[" + value + " , " + value + "]");
            cases.add("{ \"k\" :" + value + "}");
        });

        assertThat(cases)
                .hasSizeGreaterThan(95)
                .allSatisfy(text -> assertThat(isRead(text)).describedAs(text).isTrue());
    }

    @Test
    void what_breaks_a_rule_is_refused() {
        var cases = new LinkedHashSet<>(BROKEN);
        VALUES.stream()
                .filter(value -> value.length() > 1 && "[{\"".indexOf(value.charAt(0)) >= 0)
                .forEach(value -> {
                    for (var end = 1; end < value.length(); end++) {
                        cases.add(value.substring(0, end));
                    }
                });
        VALUES.forEach(value -> cases.addAll(Set.of(value + "]", value + "}", value + ",", "," + value, value + " x")));

        assertThat(cases)
                .hasSizeGreaterThan(188)
                .allSatisfy(text -> assertThat(isRead(text)).describedAs(text).isFalse());
    }

    /** The standard leaves these open, or they are no text at all. */
    @Test
    void what_may_be_read_or_not_breaks_nothing() {
        var cases = new ArrayList<byte[]>();
        for (var text : List.of(
                "\"\\uD800\"",
                "\"\\uDC00\"",
                "\"\\uD800\\u0041\"",
                "\"\\uDC00\\uD800\"",
                "[\"\\uD834\"]",
                "1e400",
                "-1e400",
                "1e-400",
                "1e999999999",
                "-1e-999999999",
                "0." + "1".repeat(2_000),
                "9".repeat(2_000),
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "[".repeat(100_000) + "]".repeat(100_000),
                "[".repeat(150) + "]".repeat(150),
                "\"" + "a".repeat(1_000_000) + "\"",
                "\ufeff1",
                "\ufeff{}",
                "{\"" + "k".repeat(100_000) + "\":1}",
                " ".repeat(1_000_000))) {
            cases.add(text.getBytes(StandardCharsets.UTF_8));
        }
        cases.add(new byte[] {'"', (byte) 0xff, '"'});
        cases.add(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'});
        cases.add(new byte[] {'"', (byte) 0xe2, (byte) 0x82, '"'});
        cases.add(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'});
        cases.add(new byte[] {'"', (byte) 0xf4, (byte) 0xbf, (byte) 0xbf, (byte) 0xbf, '"'});
        cases.add(new byte[] {(byte) 0xff, (byte) 0xfe, '[', 0, ']', 0});
        cases.add(new byte[] {(byte) 0xfe, (byte) 0xff, 0, '[', 0, ']'});
        cases.add(new byte[] {0});
        cases.add(new byte[] {'[', 0, ']'});
        cases.add(new byte[] {(byte) 0xef, (byte) 0xbb});
        cases.add("[1]".getBytes(StandardCharsets.UTF_16LE));
        cases.add("[1]".getBytes(StandardCharsets.UTF_16BE));
        cases.add("{\"é\":1}".getBytes(StandardCharsets.ISO_8859_1));
        cases.add("\"\u3042\"".getBytes(java.nio.charset.Charset.forName("Shift_JIS")));

        assertThat(cases)
                .hasSize(35)
                .allSatisfy(bytes -> assertThat(isRead(bytes)).isIn(true, false));
    }

    private static boolean isRead(String text) {
        return isRead(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing but being read and being refused is an answer. */
    private static boolean isRead(byte[] bytes) {
        try {
            return !JsonText.read(bytes, Optional.empty()).isMissingNode();
        } catch (Misfit refused) {
            return false;
        }
    }
}

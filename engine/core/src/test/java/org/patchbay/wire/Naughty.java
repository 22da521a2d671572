package org.patchbay.wire;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Some six hundred texts that programs have stumbled over, by families. */
public final class Naughty {
    private static final List<String> WORDS = List.of(
            "null",
            "NULL",
            "nil",
            "None",
            "undefined",
            "NaN",
            "Infinity",
            "-Infinity",
            "true",
            "false",
            "TRUE",
            "yes",
            "No",
            "on",
            "~",
            "0",
            "-0",
            "00",
            "007",
            "1.",
            ".5",
            "1e400",
            "1E-400",
            "0x1F",
            "0b1",
            "0o17",
            "1_000",
            "1,000.00",
            "1.000,00",
            "9007199254740993",
            "-9223372036854775809",
            "3.141592653589793238462643383",
            "2026-02-30",
            "2026-01-02T03:04:05Z",
            "12:34",
            "__proto__",
            "constructor",
            "prototype",
            "toString",
            "hasOwnProperty",
            "class",
            "$from",
            "$$",
            "@type",
            "#text",
            "%s",
            "%n",
            "%x%x%n",
            "%1$s",
            "{0}",
            "{}",
            "${jndi:x}",
            "$(id)",
            "`id`",
            "| id",
            "; id",
            "&& id",
            "|| id",
            "> /tmp/x",
            "COM1",
            "AUX",
            "con.txt");

    private static final List<String> PUNCTUATION = List.of(
            "'", "\"", "`", "''", "\"\"", "\\", "\\\\", "\\\"", "\\u0041", "\\n", "\\x41", "/", "//", "///", "?", "#",
            "&", "=", "==", "&&", "+", "%", "%%", ";", ",", ":", "::", "@", "!", "*", "(", ")", "[", "]", "[]", "{",
            "}", "<", ">", "|", "^", "~", "-", "--", "_", ".", "..", "...", "..;", "%20", "%2", "%zz", "%u0041",
            "%c0%ae", "a=b", "a=b&c=d", "&a=b", "a[]=b", "a[b]=c", "a;b=c", "?a=b", "#a", "a+b", "a%20b", "a%2Bb",
            "a%00b");

    private static final List<String> LANGUAGES = List.of(
            "' OR '1'='1",
            "1; DROP TABLE users--",
            "\" OR \"\"=\"",
            "') OR ('a'='a",
            "admin'--",
            "1/**/OR/**/1=1",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\"><b>",
            "'><b>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?xml version=\"1.0\"?>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hosts\">]>",
            "&b;",
            "&amp;",
            "&lt;",
            "&#0;",
            "&#x41;",
            "&nbsp;",
            "<a b='c'/>",
            "</text>",
            "</sms><sms>",
            "javascript:alert(1)",
            "data:text/html,x",
            "{\"a\":1}",
            "[1,2]",
            "\"a\"",
            "\",\"admin\":true,\"b\":\"",
            "}{",
            "],[",
            "// x",
            "/* x */",
            "# x",
            "-- x",
            "{{body.text}}",
            "{{{body.text}}}",
            "{{#a}}x{{/a}}",
            "{{^a}}x{{/a}}",
            "{{>file}}",
            "{{!x}}",
            "{{=<% %>=}}",
            "<%= 1 %>",
            "{{integrator.apiKey}}",
            "{{auth.login}}",
            "${env:PATH}",
            "${secret:key}",
            "${file:/etc/hosts}",
            "#{1+1}",
            "*{1}",
            "{text}",
            "{number}",
            "{{",
            "}}",
            "{{}}",
            "{{ }}",
            "{{.}}",
            "{%if%}",
            "[[1]]",
            "T(java.lang.Runtime)",
            "../",
            "../../etc/passwd",
            "..\\..\\x",
            "/etc/passwd",
            "C:\\x",
            "\\\\host\\share",
            "file:///x",
            "%2e%2e%2f",
            "%2e%2e/",
            "..%2f",
            "%252e%252e%252f",
            "....//",
            "/./",
            "/%2e/",
            "//evil.test/x",
            "http://evil.test/",
            "evil.test",
            "user:pass@evil.test",
            "@evil.test",
            "[::1]",
            "127.0.0.1",
            "\\@evil.test",
            "https:evil.test",
            "a@b@c",
            "GET / HTTP/1.1",
            "HTTP/1.1 200 OK",
            "Host: evil.test",
            "X-Evil: 1",
            "Transfer-Encoding: chunked",
            "0\r\n\r\n",
            "(a+)+$",
            "^.*$",
            "[a-z",
            "a{1,99999}",
            "(?i)a",
            "\\b",
            "(?=x)",
            "*.*",
            "^",
            "$",
            "\\p{L}",
            "(");

    private static final List<String> LETTERS = List.of(
            "Nguyễn Thị Ánh Nguyệt",
            "Nguye\u0302\u0303n",
            "Đặng Đình Đức",
            "Ưng Hoàng Phúc",
            "李小龍",
            "こんにちは",
            "안녕하세요",
            "नमस्ते",
            "สวัสดี",
            "Ωμέγα",
            "Здравствуйте",
            "Hyvää päivää",
            "Straße",
            "İstanbul",
            "ıI",
            "ﬁnance",
            "ﷺ",
            "ÅÅ",
            "𝕏𝕐",
            "𐍈",
            "مرحبا",
            "שלום",
            "\u202Eevil\u202C",
            "a\u202Eb",
            "\u2066x\u2069",
            "\u200F",
            "\u200E",
            "Z\u0351\u036B\u0343\u036A",
            "👍",
            "👍🏽",
            "👨‍👩‍👧‍👦",
            "🇻🇳",
            "1️⃣",
            "❤️",
            "\uD83D\uDE00\uD83D\uDE01",
            "\uDBFF\uDFFF",
            "\uFFFD",
            "\uFFFE",
            "\uFFFF",
            "\uFEFFa",
            "a\uFEFF",
            "\uD83D",
            "\uDE00",
            "\uDE00\uD83D",
            "a\uD83Db",
            "K\u0000K",
            "①②③",
            "½",
            "№",
            "™",
            "…",
            "–",
            "“x”",
            "‘x’",
            "‰",
            "€",
            "₫",
            "¥",
            "√",
            "∞",
            "≠",
            "\u0149",
            "ǆ",
            "\u1E9E",
            "ß",
            "ſ",
            "K",
            "Å");

    private Naughty() {}

    /** All of them, each once. */
    public static List<String> texts() {
        var all = new LinkedHashSet<String>();
        all.add("");
        all.addAll(WORDS);
        all.addAll(PUNCTUATION);
        all.addAll(LANGUAGES);
        all.addAll(LETTERS);
        controls().forEach(all::add);
        spaces().forEach(all::add);
        lines().forEach(all::add);
        all.addAll(longOnes());
        return new ArrayList<>(all);
    }

    /** Every control character of ASCII and of Latin 1 between letters, and some alone. */
    private static Stream<String> controls() {
        var between = IntStream.concat(IntStream.range(0, 0x20), IntStream.range(0x7F, 0xA0))
                .mapToObj(code -> "a" + Character.toString(code) + "b");
        return Stream.concat(
                between, Stream.of("\0", "\u0001", "\u001B[31mred\u001B[0m", "\b\b\b", "\u007F", "\u0007"));
    }

    /** Everything that Unicode takes for a space or shows as nothing: alone, before and behind a letter. */
    private static Stream<String> spaces() {
        return IntStream.of(
                        0x20, 0xA0, 0xAD, 0x034F, 0x061C, 0x115F, 0x1680, 0x17B4, 0x180E, 0x2000, 0x2003, 0x2007,
                        0x2009, 0x200A, 0x200B, 0x200C, 0x200D, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x2064, 0x3000,
                        0x3164, 0xFEFF, 0xFFA0)
                .mapToObj(Character::toString)
                .flatMap(space -> Stream.of(space, space + "a", "a" + space));
    }

    /** Ends of lines, and what would follow them in a header, a form, a log. */
    private static Stream<String> lines() {
        var ends =
                List.of("\r\n", "\n", "\r", "\u0085", "\u2028", "\u000B", "\f", "\r\n\r\n", "\n\n", "%0d%0a", "\\r\\n");
        var rests = List.of(
                "",
                "X-Evil: 1",
                "Set-Cookie: a=b",
                " folded",
                "12:00:00.000 ERROR Forged all is lost",
                "--boundary--",
                "a=b");
        return ends.stream().flatMap(end -> rests.stream().map(rest -> "a" + end + rest));
    }

    private static List<String> longOnes() {
        return List.of(
                "a".repeat(5_000),
                "ế".repeat(2_000),
                "%".repeat(1_000),
                "../".repeat(500),
                "{{".repeat(500),
                "\\".repeat(999),
                "\"".repeat(999),
                "👍".repeat(500),
                "a\u0300".repeat(500),
                " ".repeat(500));
    }
}

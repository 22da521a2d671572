package org.patchbay.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patchbay.definition.At;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Tree;

/** Reads values of which nothing is declared: unquoted scalars mean what they mean in JSON (format reference, section 2.2). */
final class TreeBinder {
    /** A number as JSON writes it (RFC 8259 §6). */
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?(?:[eE]([+-]?[0-9]+))?");

    /** Words of which YAML 1.1, 1.2 and JSON disagree whether they are texts. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(?i:yes|no|on|off|y|n|true|false|null)|~"
            + "|[-+]?0[xX][0-9a-fA-F_]+|[-+]?0[obOB][0-7_]+|[-+]?[0-9][0-9]*_[0-9_]*"
            + "|[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\\.[0-9]*)?|[-+]?\\.(?i:inf)|\\.(?i:nan)");

    private static final int LARGEST_EXPONENT_DIGITS = 3;
    private static final int LONGEST_NUMBER = 500;
    private static final int LONGEST_WORD = 40;
    private final Problems problems;

    TreeBinder(Problems problems) {
        this.problems = problems;
    }

    /** The tree; empty when something in it was reported. */
    Optional<Tree> read(Node node) {
        return switch (node) {
            case Node.Text text -> scalar(text).map(value -> new Tree.Leaf(text.at(), value));
            case Node.Items list -> list(list);
            case Node.Entries map -> map(map);
            case Node.Broken _ -> Optional.empty();
        };
    }

    private Optional<Tree> list(Node.Items list) {
        var items = list.items().stream().map(this::read).toList();
        return items.stream().allMatch(Optional::isPresent)
                ? Optional.of(new Tree.Items(
                        list.at(), items.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    private Optional<Tree> map(Node.Entries map) {
        var entries = new LinkedHashMap<String, Tree.Entry>();
        map.entries()
                .forEach((key, entry) ->
                        read(entry.value()).ifPresent(value -> entries.put(key, new Tree.Entry(entry.key(), value))));
        return entries.size() == map.entries().size()
                ? Optional.of(new Tree.Entries(map.at(), entries))
                : Optional.empty();
    }

    private Optional<JsonNode> scalar(Node.Text node) {
        return switch (node.form()) {
            case SECRET -> Optional.of(SecretNode.of(node.text()));
            case QUOTED, REPLACED -> Optional.of(TextNode.valueOf(node.text()));
            case PLAIN -> plain(node.text(), node.at());
        };
    }

    private Optional<JsonNode> plain(String text, At at) {
        var number = NUMBER.matcher(text);
        if (number.matches()) {
            var exponent = Optional.ofNullable(number.group(2)).orElse("");
            return number(text, exponent, at);
        }
        return switch (text) {
            case "true" -> Optional.of(BooleanNode.TRUE);
            case "false" -> Optional.of(BooleanNode.FALSE);
            case "null" -> Optional.of(NullNode.instance);
            case "" -> refuse(at, "nothing stands here", "write null, or \"\" for an empty text");
            default ->
                text.length() <= LONGEST_WORD && AMBIGUOUS.matcher(text).matches()
                        ? refuse(at, "`" + text + "` means different things to different readers", help(text))
                        : Optional.of(TextNode.valueOf(text));
        };
    }

    private static String help(String text) {
        return "as a text write \"" + text + "\"; the words true, false and null are written like this";
    }

    private Optional<JsonNode> refuse(At at, String text, String help) {
        problems.add("PB105", at, text, help);
        return Optional.empty();
    }

    private Optional<JsonNode> number(String text, String exponent, At at) {
        var huge = !exponent.isEmpty() && exponent.replaceFirst("[+-]", "").length() > LARGEST_EXPONENT_DIGITS;
        if (huge || text.length() > LONGEST_NUMBER) {
            problems.add("PB206", at, "this number is too large", "as a text put it in quotes");
            return Optional.empty();
        }
        var whole = exponent.isEmpty() && text.indexOf('.') < 0;
        return Optional.of(whole ? whole(new BigInteger(text)) : DecimalNode.valueOf(new BigDecimal(text)));
    }

    /** The same node types that a JSON parser would choose, so that both compare equal. */
    private static JsonNode whole(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? LongNode.valueOf(number.longValue()) : BigIntegerNode.valueOf(number);
    }
}

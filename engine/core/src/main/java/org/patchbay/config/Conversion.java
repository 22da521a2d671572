package org.patchbay.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.events.CommentEvent;

/**
 * A document as trees that can be written as YAML or as JSON and mean the same there: scalars that JSON writes without quotes are kept
 * letter by letter, all others are texts.
 *
 * @param parts in their order; all of them only when there are no problems
 * @param comments how many there are, which trees do not have
 */
public record Conversion(List<ObjectNode> parts, long comments, List<Problem> problems) {
    private static final Pattern LITERAL =
            Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    public Conversion {
        parts = List.copyOf(parts);
        problems = List.copyOf(problems);
    }

    /** Reads a document: JSON where its path says so, else YAML. */
    public static Conversion of(String path, String text) {
        var problems = new Problems();
        var parts = new Reader(problems)
                .read(path, text).parts().stream().map(part -> map(part.root())).toList();
        var comments = problems.refuse() || isJson(path) ? 0 : comments(text);
        return new Conversion(parts, comments, problems.sorted());
    }

    /** Whether a document of that path is read as JSON. */
    public static boolean isJson(String path) {
        return Reader.isJson(path);
    }

    private static long comments(String text) {
        var parser = new Parse(LoadSettings.builder()
                .setParseComments(true)
                .setCodePointLimit(Bounds.BYTES + 1)
                .build());
        return StreamSupport.stream(parser.parseString(text).spliterator(), false)
                .filter(event ->
                        event instanceof CommentEvent comment && comment.getCommentType() != CommentType.BLANK_LINE)
                .count();
    }

    private static ObjectNode map(Node.Entries map) {
        var json = JsonNodeFactory.instance.objectNode();
        map.entries().forEach((key, entry) -> json.set(key, tree(entry.value())));
        return json;
    }

    private static JsonNode tree(Node node) {
        return switch (node) {
            case Node.Entries map -> map(map);
            case Node.Items list -> {
                var json = JsonNodeFactory.instance.arrayNode();
                list.items().forEach(item -> json.add(tree(item)));
                yield json;
            }
            case Node.Text text -> scalar(text);
            case Node.Broken _ -> JsonNodeFactory.instance.nullNode();
        };
    }

    private static JsonNode scalar(Node.Text text) {
        if (text.isEmpty()) {
            return JsonNodeFactory.instance.rawValueNode(new RawValue("null"));
        }
        return text.form() == Node.Form.PLAIN && LITERAL.matcher(text.text()).matches()
                ? JsonNodeFactory.instance.rawValueNode(new RawValue(text.text()))
                : JsonNodeFactory.instance.textNode(text.text());
    }
}

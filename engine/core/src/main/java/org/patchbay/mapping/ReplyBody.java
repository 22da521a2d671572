package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import org.patchbay.definition.ResponseFormat;
import org.patchbay.exchange.Reply;

/**
 * A received body as a tree.
 *
 * <p>By Content-Type it is JSON, XML, a form or CSV. Everything else, {@code text/html} and {@code text/plain} among it, is text unless
 * the whole of it is a JSON object or list: many partners send JSON under another name.
 */
public sealed interface ReplyBody {
    /** It could be read; a missing node when it is empty. */
    record Read(JsonNode tree) implements ReplyBody {}

    /** It is not what it says it is; {@code why} contains nothing of it. */
    record Unreadable(String why) implements ReplyBody {}

    /** The body of a reply; those of 204, 205 and 304 are empty whatever bytes came (RFC 9110 §15). */
    static ReplyBody of(Reply reply, ResponseFormat format) {
        return switch (reply.status()) {
            case 204, 205, 304 -> new Read(MissingNode.getInstance());
            default -> of(reply.header("content-type"), reply.body(), format);
        };
    }

    /** A body with its Content-Type. */
    static ReplyBody of(Optional<String> contentType, byte[] bytes, ResponseFormat format) {
        if (bytes.length == 0 || format == ResponseFormat.EMPTY) {
            return new Read(MissingNode.getInstance());
        }
        try {
            return new Read(read(MediaType.of(contentType), bytes, format));
        } catch (Misfit e) {
            return new Unreadable(e.why());
        }
    }

    private static JsonNode read(MediaType type, byte[] bytes, ResponseFormat format) {
        var charset = type.charset();
        var blank = format != ResponseFormat.TEXT && Characters.isBlank(bytes);
        return switch (blank ? ResponseFormat.EMPTY : format == ResponseFormat.AUTO ? format(type) : format) {
            case JSON -> JsonText.read(bytes, charset);
            case XML -> XmlText.read(bytes, charset);
            case FORM -> FormText.read(bytes, charset);
            case CSV -> CsvText.read(Characters.decode(bytes, charset));
            case TEXT -> TextNode.valueOf(Characters.decode(bytes, charset));
            case EMPTY -> MissingNode.getInstance();
            case AUTO -> guess(type, bytes);
        };
    }

    private static ResponseFormat format(MediaType type) {
        if (type.isJson()) {
            return ResponseFormat.JSON;
        }
        if (type.isXml()) {
            return ResponseFormat.XML;
        }
        if (type.isForm()) {
            return ResponseFormat.FORM;
        }
        return type.isCsv() ? ResponseFormat.CSV : ResponseFormat.AUTO;
    }

    private static JsonNode guess(MediaType type, byte[] bytes) {
        var first = Characters.first(bytes);
        if (first == '{' || first == '[') {
            try {
                return JsonText.read(bytes, type.charset());
            } catch (Misfit e) {
                return TextNode.valueOf(Characters.decode(bytes, type.charset()));
            }
        }
        return TextNode.valueOf(Characters.decode(bytes, type.charset()));
    }
}

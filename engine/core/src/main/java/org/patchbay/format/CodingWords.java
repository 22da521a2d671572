package org.patchbay.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Codings of the UTF-8 bytes of a text, and JSON as text. */
final class CodingWords {
    static final List<String> NAMES = List.of("base64", "base64url", "hex", "basic", "json", "urlencode");

    private static final ObjectWriter JSON = JsonMapper.builder()
            .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true)
            .build()
            .writer();

    private CodingWords() {}

    static Optional<Word> word(Spoken spoken) {
        return switch (spoken.written()) {
            case "base64" -> Optional.of(Word.text(CodingWords::base64));
            case "base64url" ->
                Optional.of(Word.text(
                        text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8))));
            case "hex" -> Optional.of(Word.text(text -> HexFormat.of().formatHex(text.getBytes(UTF_8))));
            case "basic" -> Optional.of(Word.text(text -> "Basic " + base64(text)));
            case "json" -> Optional.of((value, _) -> json(value));
            case "urlencode" -> Optional.of(Word.text(CodingWords::percent));
            default -> Optional.empty();
        };
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static JsonNode json(JsonNode value) {
        try {
            return TextNode.valueOf(JSON.writeValueAsString(value));
        } catch (JsonProcessingException _) {
            throw Word.refused("this cannot be written as JSON");
        }
    }

    /** RFC 3986 §2.1: everything but the unreserved characters, so that it is read back the same in paths, queries and forms. */
    private static String percent(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (var b : text.getBytes(UTF_8)) {
            if (isUnreserved(b)) {
                out.append((char) b);
            } else {
                out.append('%');
                HexFormat.of().withUpperCase().toHexDigits(out, b);
            }
        }
        return out.toString();
    }

    private static boolean isUnreserved(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}

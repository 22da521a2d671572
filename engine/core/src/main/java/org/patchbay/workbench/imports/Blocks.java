package org.patchbay.workbench.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.patchbay.definition.JsonComplaint;

/** The JSON objects in a text: the text itself, the elements of a list, or the code blocks of a Markdown page. */
final class Blocks {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(?:json)?[ \\t]*\\R(.*?)^```");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Blocks() {}

    static List<ObjectNode> of(String text) {
        var objects = new ArrayList<ObjectNode>();
        var bare = text.strip();
        if (bare.startsWith("{") || bare.startsWith("[")) {
            add(read(bare), objects);
        } else {
            FENCE.matcher(text)
                    .results()
                    .map(found -> found.group(1).strip())
                    .filter(block -> block.startsWith("{"))
                    .forEach(block -> add(read(block), objects));
        }
        if (objects.isEmpty()) {
            throw new Unreadable("there is no JSON object in it");
        }
        return objects;
    }

    private static void add(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        if (node.isArray()) {
            node.forEach(element -> add(element, objects));
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            var place = broken.getLocation();
            throw new Unreadable("this is no JSON: line " + (place == null ? 1 : place.getLineNr()) + ": "
                    + JsonComplaint.of(broken.getOriginalMessage()));
        }
    }
}

package org.patchbay.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.JsonComplaint;

/** The body of a trigger as it is given on the command line: JSON, with keys laid over it. */
record BodyOption(Terminal terminal) {
    ObjectNode body(Optional<String> json, List<String> pairs) {
        var body = json.map(this::object).orElseGet(Json::object);
        pairs.forEach(pair -> put(body, pair));
        return body;
    }

    private ObjectNode object(String given) {
        try {
            if (Json.read(text(given)) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException unreadable) {
            throw Complaint.usage("the body is no JSON: " + JsonComplaint.of(unreadable.getOriginalMessage()), "");
        }
        throw Complaint.usage("the body must be a JSON object", "for example --body '{ \"phone\": \"0901234567\" }'");
    }

    private String text(String given) {
        if (!given.startsWith("@")) {
            return given;
        }
        var name = given.substring(1);
        try {
            return name.equals("-") ? terminal.piped() : Files.readString(terminal.at(name));
        } catch (IOException unreadable) {
            throw Complaint.usage("the file `" + name + "` cannot be read", "");
        }
    }

    private static void put(ObjectNode body, String pair) {
        var end = pair.indexOf('=');
        if (end < 1) {
            throw Complaint.usage("`" + pair + "` is no KEY=VALUE", "for example phone=0901234567");
        }
        var path = List.of(pair.substring(0, end).split("\\.", -1));
        var at = body;
        for (var key : path.subList(0, path.size() - 1)) {
            at = at.path(key) instanceof ObjectNode inner ? inner : at.putObject(key);
        }
        at.set(path.getLast(), value(pair.substring(end + 1)));
    }

    /** Numbers, true, false and null as in JSON; everything else is text, also what only begins like a number. */
    private static JsonNode value(String text) {
        try {
            var value = Json.read(text);
            return value.isNumber() || value.isBoolean() || value.isNull() ? value : TextNode.valueOf(text);
        } catch (JsonProcessingException plain) {
            return TextNode.valueOf(text);
        }
    }
}

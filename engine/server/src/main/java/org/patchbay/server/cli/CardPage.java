package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The card that an agent would see, drawn with characters. */
final class CardPage {
    private final Paint paint;

    CardPage(Paint paint) {
        this.paint = paint;
    }

    List<String> draw(JsonNode card) {
        var rows = new ArrayList<String>();
        rows.add("┌ " + paint.strong(text(card, "title")));
        for (var key : List.of("subtitle", "message")) {
            if (!text(card, key).isEmpty()) {
                rows.add("│ " + text(card, key));
            }
        }
        elements(card.path("fields"))
                .forEach(field -> rows.add("│ " + text(field, "label") + ": " + text(field, "value")));
        lists(card.path("list")).forEach(list -> rows.add("│ " + text(list, "title") + ": " + items(list)));
        rows.add(("└ " + buttons(card)).stripTrailing());
        return rows;
    }

    private static List<JsonNode> lists(JsonNode list) {
        return list.isObject() ? List.of(list) : elements(list);
    }

    private static String items(JsonNode list) {
        var items = elements(list.path("items")).stream()
                .map(item -> item.isObject() ? text(item, "text") : item.asText())
                .toList();
        return items.isEmpty() ? text(list, "empty") : String.join(" · ", items);
    }

    private static String buttons(JsonNode card) {
        var labels = new ArrayList<String>();
        if (card.path("link").isObject()) {
            labels.add(text(card.path("link"), "label"));
        }
        elements(card.path("buttons")).forEach(button -> labels.add(text(button, "label")));
        return labels.stream().map(label -> "[" + label + "]").collect(Collectors.joining(" "));
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }

    private static List<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}

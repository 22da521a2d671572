package org.patchbay.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.patchbay.exchange.Scalars;
import org.patchbay.server.http.Html;

/**
 * A card as a page: the same texts as in the answer to the trigger, and its buttons as forms (format reference, section 13).
 *
 * @param action address that its forms are sent to
 * @param event id that makes a form that is sent twice one event
 * @param origins pages that may hold this one
 */
record FramePage(
        JsonNode card, List<Question> questions, Locale language, String action, String event, List<String> origins) {
    private static final int MOST_TOLD = 3;

    /** A step that found many: the agent says which one is meant. */
    record Question(String endpoint, JsonNode candidates) {}

    /** What a form has come to. */
    record Notice(String text, boolean good) {
        /** The same of which {@link #read} makes it again. */
        String written() {
            return (good ? "+" : "-") + text;
        }

        static Notice read(String written) {
            return new Notice(written.substring(1), written.startsWith("+"));
        }
    }

    /** The page; while the rest is still coming it asks for itself again. */
    String html(Optional<Notice> notice, boolean isLate) {
        var out = begin(title(card), language, isLate && notice.isEmpty());
        out.tag("main", "data-origins", String.join(" ", origins));
        notice.ifPresent(told -> out.around("p", told.text(), "role", "status", "class", told.good() ? "good" : "bad"));
        head(out);
        questions.forEach(question -> ask(question, out));
        rows(out);
        lists(card.path("list")).forEach(list -> list(list, out));
        buttons(out);
        if (isLate) {
            out.around("p", FrameWords.LATE.in(language), "class", "late");
        }
        return end(out);
    }

    /** The page of a card that is not to be had any more. */
    static String gone(Locale language) {
        var out = begin(FrameWords.GONE.in(language), language, false);
        out.tag("main").around("h1", FrameWords.GONE.in(language)).around("p", FrameWords.GONE_WHY.in(language));
        return end(out);
    }

    private static String title(JsonNode card) {
        return card.path("title").asText("");
    }

    private static Html begin(String title, Locale language, boolean again) {
        var out = new Html().tag("!doctype html").tag("html", "lang", language.toLanguageTag());
        out.tag("head").tag("meta", "charset", "utf-8");
        out.tag("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        if (again) {
            out.tag("meta", "http-equiv", "refresh", "content", "1");
        }
        out.tag("link", "rel", "stylesheet", "href", "/frame/frame.css");
        out.tag("script", "src", "/frame/frame.js", "defer", "").end("script");
        return out.around("title", title).end("head").tag("body");
    }

    private static String end(Html out) {
        return out.end("main").end("body").end("html").toString();
    }

    private void head(Html out) {
        out.tag("header");
        text("image").ifPresent(url -> out.tag("img", "src", url, "alt", "", "width", "48", "height", "48"));
        out.around("h1", text("title").or(() -> Optional.of(FrameWords.NOTHING.in(language))));
        out.around("p", text("subtitle"), "class", "subtitle");
        out.end("header");
        out.around("p", text("message"));
        var link = card.path("link");
        if (link.has("url")) {
            out.tag("p");
            link(link.path("url").asText(), link.path("label").asText(title(card)), out);
            out.end("p");
        }
    }

    private Optional<String> text(String key) {
        return Optional.of(card.path(key).asText("")).filter(text -> !text.isBlank());
    }

    private static void link(String url, String label, Html out) {
        out.around("a", label, "href", url, "target", "_blank", "rel", "noopener noreferrer");
    }

    private void ask(Question question, Html out) {
        out.tag("section").around("h2", FrameWords.CHOOSE.in(language)).tag("ul", "class", "choice");
        for (var place = 0; place < question.candidates().size(); place++) {
            var candidate = question.candidates().path(place);
            var id = candidate.path("id");
            out.tag("li").tag("form", "method", "post", "action", action);
            hidden("do", "choice", out);
            hidden("name", question.endpoint(), out);
            hidden("id", id.isValueNode() && !id.isNull() ? Scalars.text(id) : String.valueOf(place), out);
            out.around("span", told(candidate))
                    .around("button", FrameWords.THIS_ONE.in(language))
                    .end("form")
                    .end("li");
        }
        out.end("ul").end("section");
    }

    /** A candidate is told by its first texts, its name before all. */
    private static String told(JsonNode candidate) {
        if (candidate.isValueNode()) {
            return Scalars.text(candidate);
        }
        var ordered = JsonNodeFactory.instance.objectNode();
        List.of("fullName", "name", "title", "label").stream()
                .filter(candidate::has)
                .forEach(key -> ordered.set(key, candidate.path(key)));
        candidate.propertyStream().forEach(field -> ordered.set(field.getKey(), field.getValue()));
        return ordered.propertyStream()
                .filter(field -> !field.getKey().equals("id")
                        && field.getValue().isValueNode()
                        && !field.getValue().isNull())
                .map(field -> Scalars.text(field.getValue()))
                .limit(MOST_TOLD)
                .collect(Collectors.joining(" · "));
    }

    private void rows(Html out) {
        if (card.path("fields").isEmpty()) {
            return;
        }
        out.tag("dl");
        card.path("fields").forEach(field -> {
            out.around("dt", field.path("label").asText()).tag("dd");
            shown(field, "value", out);
            out.end("dd");
        });
        out.end("dl");
    }

    private static void shown(JsonNode node, String key, Html out) {
        var text = node.path(key).asText();
        if (node.has("url")) {
            link(node.path("url").asText(), text, out);
        } else {
            out.text(text);
        }
    }

    private static List<JsonNode> lists(JsonNode list) {
        return list.isObject() ? List.of(list) : list.valueStream().toList();
    }

    private static void list(JsonNode list, Html out) {
        out.tag("section").around("h2", Optional.of(list.path("title").asText("")));
        out.around("p", Optional.of(list.path("empty").asText("")), "class", "subtitle");
        out.tag("ul");
        list.path("items").forEach(item -> {
            out.tag("li");
            if (item.isObject()) {
                shown(item, "text", out);
            } else {
                out.text(item.asText());
            }
            out.end("li");
        });
        out.end("ul").end("section");
    }

    private void buttons(Html out) {
        card.path("buttons").forEach(button -> {
            var label = button.path("label").asText();
            if (button.has("url")) {
                out.tag("p");
                link(button.path("url").asText(), label, out);
                out.end("p");
                return;
            }
            var kind = button.has("action") ? "action" : "trigger";
            out.tag("details").around("summary", label).tag("form", "method", "post", "action", action);
            hidden("do", kind, out);
            hidden("name", button.path(kind).asText(), out);
            hidden("event", event, out);
            FrameForm.draw(button.path("inputs"), language, out);
            out.around("button", FrameWords.SEND.in(language)).end("form").end("details");
        });
    }

    private static void hidden(String name, String value, Html out) {
        out.tag("input", "type", "hidden", "name", name, "value", value);
    }
}

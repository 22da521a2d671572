package org.patchbay.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Iframe;
import org.patchbay.definition.Label;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Guard;
import org.patchbay.expression.Names;
import org.patchbay.expression.Path;
import org.patchbay.expression.Reference;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;

/** One side of a card: that of a known caller, or that of an unknown one. */
record Face(
        Optional<Text> title,
        Optional<Text> subtitle,
        Optional<Text> message,
        Optional<Link> image,
        Optional<Opener> link,
        List<Row> rows,
        List<Rows> lists,
        List<Button> buttons) {

    record Head(
            Optional<TextTemplate> title,
            Optional<TextTemplate> subtitle,
            Optional<TextTemplate> message,
            Optional<TextTemplate> image,
            Optional<Iframe.Link> link) {}

    record Opener(Link url, Optional<Text> text) {
        Optional<String> label(Values values) {
            return Card.display(text, values);
        }
    }

    record Row(Label label, Text value, Optional<Link> url) {}

    record Rows(Reference of, Optional<Label> title, Text item, Optional<Link> url, Optional<Label> empty) {}

    record Button(Label label, String kind, String target, Optional<Link> url, Guard when) {}

    /** Compiles faces; what is wrong in them is reported. */
    record Compiler(Scope scope, Problems problems) {
        Face face(Head head, List<Iframe.Row> rows, List<Iframe.Rows> lists, List<Iframe.Button> buttons) {
            return new Face(
                    Card.text(head.title(), scope, problems),
                    Card.text(head.subtitle(), scope, problems),
                    Card.text(head.message(), scope, problems),
                    head.image().map(this::link),
                    head.link().map(link -> new Opener(link(link.url()), Card.text(link.label(), scope, problems))),
                    rows.stream().map(this::row).toList(),
                    lists.stream().flatMap(list -> list(list).stream()).toList(),
                    buttons.stream().map(this::button).toList());
        }

        private Link link(TextTemplate url) {
            return Link.compile(url, scope, problems);
        }

        private Row row(Iframe.Row row) {
            return new Row(
                    row.label(),
                    Text.compile(row.value(), scope, problems),
                    row.url().map(this::link));
        }

        private Optional<Rows> list(Iframe.Rows list) {
            var inner = new Compiler(scope.with(Root.ITEM, Names.free()), problems);
            return new References(scope, problems)
                    .source(list.of())
                    .map(of -> new Rows(
                            of,
                            list.title(),
                            Text.compile(list.item(), inner.scope, problems),
                            list.url().map(inner::link),
                            list.empty()));
        }

        private Button button(Iframe.Button button) {
            var when = button.when()
                    .map(condition -> Guard.compile(condition, scope, problems))
                    .orElse(Guard.always());
            var kind =
                    button.trigger().isPresent() ? "trigger" : button.action().isPresent() ? "action" : "url";
            var target =
                    button.trigger().or(button::action).map(name -> name.text()).orElse("");
            return new Button(button.label(), kind, target, button.url().map(this::link), when);
        }
    }

    ObjectNode show(Values values, String language) {
        var card = JsonNodeFactory.instance.objectNode();
        Card.display(title, values).ifPresent(text -> card.put("title", text));
        Card.display(subtitle, values).ifPresent(text -> card.put("subtitle", text));
        Card.display(message, values).ifPresent(text -> card.put("message", text));
        image.flatMap(link -> link.show(values)).ifPresent(url -> card.put("image", url));
        link.ifPresent(opener -> opener.url().show(values).ifPresent(url -> {
            var shown = card.putObject("link");
            opener.label(values).ifPresent(label -> shown.put("label", label));
            shown.put("url", url);
        }));
        rows(values, language, card);
        lists(values, language, card);
        buttons(values, language, card);
        return card;
    }

    private void rows(Values values, String language, ObjectNode card) {
        var shown = JsonNodeFactory.instance.arrayNode();
        for (var row : rows) {
            var text = row.value().display(values);
            if (!text.isBlank()) {
                var one =
                        shown.addObject().put("label", row.label().in(language)).put("value", text);
                row.url().flatMap(link -> link.show(values)).ifPresent(url -> one.put("url", url));
            }
        }
        if (!shown.isEmpty()) {
            card.set("fields", shown);
        }
    }

    private void lists(Values values, String language, ObjectNode card) {
        var shown = new ArrayList<ObjectNode>();
        lists.forEach(list -> list(list, values, language).ifPresent(shown::add));
        if (shown.size() == 1) {
            card.set("list", shown.getFirst());
        } else if (!shown.isEmpty()) {
            card.set("list", JsonNodeFactory.instance.arrayNode().addAll(shown));
        }
    }

    private static Optional<ObjectNode> list(Rows list, Values values, String language) {
        var found = list.of().in(values);
        if (found.isEmpty() && (list.empty().isEmpty() || isUnknown(list.of(), values))) {
            return Optional.empty();
        }
        var shown = JsonNodeFactory.instance.objectNode();
        list.title().ifPresent(title -> shown.put("title", title.in(language)));
        var items = shown.putArray("items");
        found.forEach(element -> item(list, values.with(Root.ITEM, element), items));
        if (items.isEmpty()) {
            list.empty().ifPresent(text -> shown.put("empty", text.in(language)));
        }
        return Optional.of(shown);
    }

    /** Whether the endpoint whose result is shown has brought none: that there is nothing cannot be said then. */
    private static boolean isUnknown(Reference of, Values values) {
        var endpoint = new Path(of.text(), of.path().steps().stream().limit(1).toList());
        return of.root() == Root.RESULT
                && endpoint.find(values.root(Root.RESULT)).isMissingNode();
    }

    /** A row is its text, or a map of text and address where it opens something. */
    private static void item(Rows list, Values values, ArrayNode items) {
        var text = list.item().display(values);
        var url = list.url().flatMap(link -> link.show(values));
        if (url.isPresent()) {
            items.addObject().put("text", text).put("url", url.get());
        } else {
            items.add(text);
        }
    }

    private void buttons(Values values, String language, ObjectNode card) {
        var shown = JsonNodeFactory.instance.arrayNode();
        for (var button : buttons) {
            var url = button.url().flatMap(link -> link.show(values));
            if (button.when().holds(values) && (!button.kind().equals("url") || url.isPresent())) {
                shown.addObject()
                        .put("label", button.label().in(language))
                        .put(button.kind(), url.orElse(button.target()));
            }
        }
        if (!shown.isEmpty()) {
            card.set("buttons", shown);
        }
    }
}

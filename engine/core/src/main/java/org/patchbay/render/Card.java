package org.patchbay.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.definition.Iframe;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;

/** What the agent sees, compiled: texts only (format reference, section 13). */
public final class Card {
    private static final String NOBODY = "Nobody known";

    private final Face known;
    private final Optional<Face> empty;
    private final Optional<Opening> pop;

    private Card(Face known, Optional<Face> empty, Optional<Opening> pop) {
        this.known = known;
        this.empty = empty;
        this.pop = pop;
    }

    private record Opening(String type, Optional<Link> url, Optional<Text> label) {}

    /** Compiles a card; what is wrong in it is reported. */
    public static Card compile(Iframe iframe, Scope scope, Problems problems) {
        var known = new Face.Compiler(scope, problems)
                .face(
                        new Face.Head(
                                iframe.title(), iframe.subtitle(), iframe.message(), iframe.image(), iframe.link()),
                        iframe.fields(),
                        iframe.list(),
                        iframe.buttons());
        var empty = iframe.empty()
                .map(face -> new Face.Compiler(scope, problems)
                        .face(
                                new Face.Head(face.title(), face.subtitle(), face.message(), face.image(), face.link()),
                                face.fields(),
                                face.list(),
                                face.buttons()));
        var pop = iframe.pop()
                .map(opening -> new Opening(
                        opening.type().name().toLowerCase(Locale.ROOT),
                        opening.url().map(url -> Link.compile(url, scope, problems)),
                        opening.label().map(label -> Text.compile(label, scope, problems))));
        return new Card(known, empty, pop);
    }

    /**
     * The card as data: {@code title subtitle message image link{label,url} fields[{label,value,url}] list{title,items[]} (one or a
     * list of them) buttons[{label,trigger|action|url}]}, absent where it is empty.
     *
     * @param match none, one or many where a step looked for somebody; with none the card of an unknown caller is shown
     * @param language language of labels
     */
    public ObjectNode show(Values values, Optional<String> match, String language) {
        var nobody = match.filter("none"::equals).isPresent();
        var shown = nobody ? JsonNodeFactory.instance.objectNode() : known.show(values, language);
        if (!nobody && (shown.has("title") || match.filter("many"::equals).isPresent())) {
            return shown;
        }
        return empty.map(face -> face.show(values, language))
                .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("title", NOBODY));
    }

    /** What the front-end may open: {@code type url label}; empty when there is nothing to open. */
    public Optional<ObjectNode> pop(Values values, Optional<String> match) {
        if (pop.isPresent()) {
            var opening = pop.get();
            return pop(
                    opening.type,
                    opening.url.flatMap(url -> url.show(values)),
                    opening.label.map(text -> text.display(values)));
        }
        var one = match.map("one"::equals).orElse(true);
        return one && known.link().isPresent()
                ? known.link()
                        .get()
                        .url()
                        .show(values)
                        .flatMap(url ->
                                pop("url", Optional.of(url), known.link().get().label(values)))
                : Optional.empty();
    }

    private static Optional<ObjectNode> pop(String type, Optional<String> url, Optional<String> label) {
        if (url.isEmpty() && !type.equals("none") && !type.equals("new")) {
            return Optional.empty();
        }
        var shown = JsonNodeFactory.instance.objectNode().put("type", type);
        url.ifPresent(found -> shown.put("url", found));
        label.filter(text -> !text.isEmpty()).ifPresent(text -> shown.put("label", text));
        return Optional.of(shown);
    }

    /** Text of a template for the eye; empty text counts as none. */
    static Optional<String> display(Optional<Text> text, Values values) {
        return text.map(found -> found.display(values)).filter(found -> !found.isBlank());
    }

    /** Compiles a text of the card. */
    static Optional<Text> text(Optional<TextTemplate> template, Scope scope, Problems problems) {
        return template.map(found -> Text.compile(found, scope, problems));
    }
}

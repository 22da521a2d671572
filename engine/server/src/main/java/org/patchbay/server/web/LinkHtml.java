package org.patchbay.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.patchbay.definition.InputKind;
import org.patchbay.definition.Label;
import org.patchbay.engine.LinkForm;
import org.patchbay.engine.LinkForm.Choice;
import org.patchbay.engine.LinkForm.Field;
import org.patchbay.engine.LinkVisit;

/** The pages of a visit, in one language. Whatever people and partners wrote is shown as text. */
record LinkHtml(LinkWords words, LinkVisit visit) {
    private String partner() {
        var template = visit.draft().program().template();
        return label(template.label().orElseGet(() -> Label.of(template.name().text())));
    }

    private String label(Label label) {
        return label.in(words.language());
    }

    private String title() {
        return words.say(visit.opening().again().isPresent() ? "title-again" : "title", partner());
    }

    /** A sentence about the partner. */
    String say(String key) {
        return words.say(key, partner());
    }

    /** Says who will ask for what, and leads there; {@code trouble} says why it did not before. */
    String agree(String trouble) {
        var body = alert(trouble) + LinkMarkup.paragraph(words.say("agree", partner()))
                + "<form method=\"post\" action=\"/link/%s/authorize\"><div class=\"a\">".formatted(visit.id())
                + button("go", "p", words.say("go", partner())) + "</div></form>\n" + cancel();
        return LinkMarkup.page(words, title(), body);
    }

    private static String button(String action, String style, String text) {
        return "<button class=\"%s\" name=\"action\" value=\"%s\">%s</button>"
                .formatted(style, action, LinkMarkup.text(text));
    }

    private String cancel() {
        return "<form method=\"post\" action=\"/link/%s/cancel\"><div class=\"a\">%s</div></form>\n"
                .formatted(visit.id(), button("cancel", "", words.say("cancel")));
    }

    /** The form; {@code trouble} says why it was not taken. */
    String form(LinkForm form, String trouble) {
        var body = new StringBuilder();
        visit.principal()
                .ifPresent(
                        principal -> body.append(LinkMarkup.paragraph(words.say("connected-as", principal.label()))));
        body.append(alert(trouble));
        body.append(alert(form.failure().orElse("")));
        body.append("<form method=\"post\" action=\"/link/%s\" accept-charset=\"utf-8\">\n".formatted(visit.id()));
        form.fields().forEach(field -> body.append(field(field)));
        if (!form.elements().isEmpty()) {
            body.append(elements(form.elements()));
        }
        body.append("<div class=\"a\">").append(button("connect", "p", words.say("connect")));
        if (form.fields().stream().anyMatch(LinkHtml::mayChange)) {
            body.append(button("update", "", words.say("update")));
        }
        body.append("</div></form>\n").append(cancel());
        return LinkMarkup.page(words, title(), body.toString());
    }

    private static String alert(String trouble) {
        return trouble.isEmpty() ? "" : "<p class=\"b\" role=\"alert\">%s</p>\n".formatted(LinkMarkup.text(trouble));
    }

    private static boolean mayChange(Field field) {
        return field.parameter()
                        .options()
                        .flatMap(choices -> choices.endpoint())
                        .isPresent()
                || field.parameter().showIf().isPresent()
                || !field.choices().isEmpty();
    }

    private String field(Field field) {
        var name = field.parameter().name().text();
        var label = LinkMarkup.text(label(field.parameter().label().orElseGet(() -> Label.of(name))))
                + (field.parameter().required()
                        ? ""
                        : " <span class=\"h\">(" + LinkMarkup.text(words.say("optional")) + ")</span>");
        var hint = hint(field);
        var more =
                (hint.isEmpty() ? "" : "<div class=\"h\" id=\"h-%s\">%s</div>".formatted(name, LinkMarkup.text(hint)))
                        + field.trouble()
                                .map(word -> "<div class=\"b\" id=\"b-%s\">%s</div>"
                                        .formatted(name, LinkMarkup.text(words.say(word))))
                                .orElse("");
        return switch (field.kind()) {
            case CHECKBOX ->
                "<div class=\"f c\"><label><input type=\"checkbox\" name=\"%s\" value=\"true\"%s%s> %s</label>%s</div>\n"
                        .formatted(name, isTicked(field) ? " checked" : "", described(field), label, more);
            case MULTISELECT ->
                "<div class=\"f\"><fieldset class=\"c\"%s><legend>%s</legend>%s%s</fieldset></div>\n"
                        .formatted(described(field), label, boxes(name, field.choices(), field), more);
            default ->
                "<div class=\"f\"><label for=\"f-%s\">%s</label>%s%s</div>\n"
                        .formatted(name, label, control(field), more);
        };
    }

    private static boolean isTicked(Field field) {
        return field.value()
                .map(JsonNode::asBoolean)
                .orElseGet(() -> field.parameter()
                        .fallback()
                        .map(tree -> tree.toJson().asBoolean())
                        .orElse(false));
    }

    private static String boxes(String name, List<Choice> choices, Field field) {
        var chosen = field.value().stream()
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asText)
                .toList();
        return choices.stream()
                .map(choice -> box(name, choice, chosen.contains(choice.value())))
                .collect(Collectors.joining());
    }

    private static String box(String name, Choice choice, boolean ticked) {
        return "<label><input type=\"checkbox\" name=\"%s\" value=\"%s\"%s> %s</label>"
                .formatted(
                        name,
                        LinkMarkup.text(choice.value()),
                        ticked ? " checked" : "",
                        LinkMarkup.text(choice.label()));
    }

    private String elements(List<Choice> elements) {
        var boxes =
                elements.stream().map(choice -> box("creates", choice, false)).collect(Collectors.joining());
        return "<div class=\"f\"><fieldset class=\"c\"><legend>%s</legend>%s</fieldset></div>\n"
                .formatted(LinkMarkup.text(words.say("choose-what")), boxes);
    }

    private String control(Field field) {
        var name = field.parameter().name().text();
        var common = "id=\"f-%s\" name=\"%s\"%s%s"
                .formatted(name, name, field.parameter().required() ? " aria-required=\"true\"" : "", described(field));
        if (!field.waitsFor().isEmpty()) {
            return said(name, words.say("first", names(field.waitsFor())));
        }
        return switch (field.kind()) {
            case SELECT -> select(field, common);
            case MULTILINE, TABLE, JSON ->
                "<textarea %s rows=\"4\">%s</textarea>".formatted(common, LinkMarkup.text(lines(field)));
            case TEXT, NUMBER, PHONE, EMAIL, URL, DATE, CHECKBOX, MULTISELECT -> input(field, common);
        };
    }

    /** Where there is nothing to enter the label still has something that it labels. */
    private static String said(String name, String text) {
        return "<output class=\"h\" id=\"f-%s\">%s</output>".formatted(name, LinkMarkup.text(text));
    }

    /** What helps to fill it in: what its template says, else how a table is written. */
    private String hint(Field field) {
        return field.parameter()
                .help()
                .map(this::label)
                .orElseGet(() -> field.kind() == InputKind.TABLE ? words.say("table-hint") : "");
    }

    /** Hint and trouble, for who does not see where they stand. */
    private String described(Field field) {
        var name = field.parameter().name().text();
        var by = ((hint(field).isEmpty() ? "" : "h-" + name)
                        + field.trouble().map(_ -> " b-" + name).orElse(""))
                .strip();
        return (by.isEmpty() ? "" : " aria-describedby=\"" + by + "\"")
                + (field.trouble().isPresent() ? " aria-invalid=\"true\"" : "");
    }

    private String names(List<String> fields) {
        return fields.stream()
                .map(name -> visit.draft()
                        .program()
                        .template()
                        .parameter(name)
                        .flatMap(field -> field.label())
                        .map(this::label)
                        .orElse(name))
                .collect(Collectors.joining(", "));
    }

    private String select(Field field, String common) {
        if (field.choices().isEmpty()) {
            return said(field.parameter().name().text(), words.say("none"));
        }
        var value = shown(field);
        var options = field.choices().stream()
                .map(choice -> "<option value=\"%s\"%s>%s</option>"
                        .formatted(
                                LinkMarkup.text(choice.value()),
                                choice.value().equals(value) ? " selected" : "",
                                LinkMarkup.text(choice.label())))
                .collect(Collectors.joining());
        return "<select %s><option value=\"\">%s</option>%s</select>"
                .formatted(common, LinkMarkup.text(words.say("choose")), options);
    }

    private static String input(Field field, String common) {
        var type = field.parameter().secret()
                ? "password"
                : switch (field.kind()) {
                    case NUMBER -> "text\" inputmode=\"decimal";
                    case PHONE -> "tel";
                    case EMAIL -> "email";
                    case URL -> "url";
                    case DATE -> "date";
                    case TEXT, MULTILINE, CHECKBOX, SELECT, MULTISELECT, TABLE, JSON -> "text";
                };
        return "<input type=\"%s\" %s value=\"%s\" autocomplete=\"off\">"
                .formatted(type, common, LinkMarkup.text(shown(field)));
    }

    private static String shown(Field field) {
        return field.value()
                .or(() -> field.parameter().fallback().map(tree -> tree.toJson()))
                .filter(_ -> !field.parameter().secret())
                .map(JsonNode::asText)
                .orElse("");
    }

    private static String lines(Field field) {
        return field.value()
                .filter(JsonNode::isObject)
                .map(table -> table.properties().stream()
                        .map(row -> row.getKey() + ": " + row.getValue().asText())
                        .collect(Collectors.joining("\n")))
                .orElseGet(() -> shown(field));
    }
}

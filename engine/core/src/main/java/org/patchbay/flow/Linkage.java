package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Creates;
import org.patchbay.definition.LinkPage;
import org.patchbay.definition.Name;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;
import org.patchbay.definition.TextTemplate;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Guard;
import org.patchbay.expression.Names;
import org.patchbay.expression.Reference;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;
import org.patchbay.trip.Scopes;

/**
 * What is compiled of how a template's integrators are connected.
 *
 * @param shown conditions of the fields that are not always shown, read over the values of the form
 * @param identity which integrator is meant: a path below {@code integrator} and where its value comes from
 * @param lines short name and summary, by their words
 * @param returnTo where a person goes afterwards
 * @param each where the elements are that become integrators
 * @param fields fields of each of those integrators
 */
public record Linkage(
        Map<String, Guard> shown,
        Map<String, Reference> identity,
        Map<String, Text> lines,
        Optional<Text> returnTo,
        Optional<Reference> each,
        Map<String, Reference> fields) {
    public Linkage {
        shown = Map.copyOf(shown);
        identity = Map.copyOf(identity);
        lines = Map.copyOf(lines);
        fields = Map.copyOf(fields);
    }

    static Linkage compile(Template template, Problems problems) {
        var scope = Scopes.of(template);
        var page = template.link();
        return new Linkage(
                shown(template, problems),
                references(
                        page.map(LinkPage::identity).orElse(Map.of()),
                        scope.with(Root.VERIFY, Names.free()).with(Root.REQUEST, Names.free()),
                        problems),
                lines(page, scope, problems),
                page.flatMap(LinkPage::returnTo).map(address -> Text.compile(address, scope, problems)),
                page.flatMap(LinkPage::creates)
                        .map(Creates::each)
                        .flatMap(path -> new References(scope, problems).source(path)),
                references(
                        page.flatMap(LinkPage::creates).map(Creates::fields).orElse(Map.of()),
                        scope.with(Root.ITEM, Names.free()),
                        problems));
    }

    private static Map<String, Guard> shown(Template template, Problems problems) {
        var fields = new LinkedHashMap<String, Names>();
        template.fields().forEach(field -> fields.put(field.name().text(), new Names.Maybe(Names.free())));
        var scope = Scope.EMPTY.with(Root.VALUE, new Names.Only("PB303", "field", fields));
        var shown = new LinkedHashMap<String, Guard>();
        for (var field : template.fields()) {
            field.showIf()
                    .ifPresent(condition -> shown.put(field.name().text(), Guard.compile(condition, scope, problems)));
        }
        return shown;
    }

    private static Map<String, Reference> references(Map<String, PathText> paths, Scope scope, Problems problems) {
        var references = new LinkedHashMap<String, Reference>();
        paths.forEach((name, path) ->
                new References(scope, problems).source(path).ifPresent(reference -> references.put(name, reference)));
        return references;
    }

    private static Map<String, Text> lines(Optional<LinkPage> page, Scope scope, Problems problems) {
        var lines = new LinkedHashMap<String, Text>();
        page.flatMap(LinkPage::shortName).ifPresent(text -> lines.put("shortName", compile(text, scope, problems)));
        page.flatMap(LinkPage::summary).ifPresent(text -> lines.put("summary", compile(text, scope, problems)));
        return lines;
    }

    private static Text compile(TextTemplate text, Scope scope, Problems problems) {
        return Text.compile(text, scope, problems);
    }

    /** True when a field is asked for, with the form filled in like this. */
    public boolean shows(Parameter field, Values form) {
        return Optional.ofNullable(shown.get(field.name().text()))
                .map(guard -> guard.holds(form))
                .orElse(true);
    }

    /** True when all that tells one integrator from another is equal; never where nothing does. */
    public boolean means(Tenant tenant, Values values) {
        return !identity.isEmpty()
                && identity.entrySet().stream()
                        .allMatch(entry -> isSame(
                                own(tenant, entry.getKey()), entry.getValue().in(values)));
    }

    private static JsonNode own(Tenant tenant, String path) {
        var name = path.substring(path.indexOf('.') + 1);
        return tenant.values().path(name);
    }

    private static boolean isSame(JsonNode own, JsonNode meant) {
        return !Reference.isAbsent(own)
                && !Reference.isAbsent(meant)
                && own.isValueNode()
                && meant.isValueNode()
                && Scalars.text(own).equals(Scalars.text(meant));
    }

    /** The fields that are asked for on the page, in order. */
    public static List<Parameter> asked(Template template) {
        var form = template.link().map(LinkPage::form).orElse(List.of());
        return form.isEmpty()
                ? template.fields().stream()
                        .filter(field -> field.filledBy() == org.patchbay.definition.FilledBy.FORM)
                        .filter(field -> field.generate().isEmpty())
                        .toList()
                : form.stream()
                        .map(Name::text)
                        .flatMap(name -> template.parameter(name).stream())
                        .toList();
    }
}

package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.patchbay.definition.Creates;
import org.patchbay.definition.FilledBy;
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
import org.patchbay.expression.Path;
import org.patchbay.expression.Patterns;
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
 * @param name text of such an element
 * @param fields fields of each of those integrators
 * @param choosing how the choices of a field are asked live
 * @param patterns what entered values must look like
 * @param generated fields whose values are made up, in order
 */
public record Linkage(
        Map<String, Guard> shown,
        Map<String, Reference> identity,
        Map<String, Text> lines,
        Optional<Text> returnTo,
        Optional<Reference> each,
        Optional<Text> name,
        Map<String, Reference> fields,
        Map<String, Choosing> choosing,
        Map<String, Pattern> patterns,
        List<Generated> generated) {
    /**
     * Choices that are asked live.
     *
     * @param value where the value is in each element; the element itself when absent
     * @param label where the text is; the value when absent
     */
    public record Choosing(String endpoint, List<String> dependsOn, Optional<Path> value, Optional<Path> label) {
        public Choosing {
            dependsOn = List.copyOf(dependsOn);
        }
    }

    public Linkage {
        shown = Map.copyOf(shown);
        identity = Map.copyOf(identity);
        lines = Map.copyOf(lines);
        fields = Map.copyOf(fields);
        choosing = Map.copyOf(choosing);
        patterns = Map.copyOf(patterns);
        generated = List.copyOf(generated);
    }

    /** True when it is the partner who says which integrator is meant, by the identity that has agreed. */
    public boolean isSaidByPartner() {
        return !identity.isEmpty() && identity.values().stream().allMatch(from -> from.root() == Root.PRINCIPAL);
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
                page.flatMap(LinkPage::creates)
                        .flatMap(Creates::name)
                        .map(text -> Text.compile(text, scope.with(Root.ITEM, Names.free()), problems)),
                references(
                        page.flatMap(LinkPage::creates).map(Creates::fields).orElse(Map.of()),
                        scope.with(Root.ITEM, Names.free()),
                        problems),
                choosing(template),
                patterns(template),
                Generated.compile(template, problems));
    }

    /** Patterns that are none were reported when the template was checked. */
    private static Map<String, Pattern> patterns(Template template) {
        var patterns = new LinkedHashMap<String, Pattern>();
        for (var field : template.fields()) {
            try {
                field.pattern().ifPresent(text -> patterns.put(field.name().text(), Patterns.compile(text)));
            } catch (PatternSyntaxException reported) {
                patterns.remove(field.name().text());
            }
        }
        return patterns;
    }

    private static Map<String, Choosing> choosing(Template template) {
        var choosing = new LinkedHashMap<String, Choosing>();
        for (var field : template.fields()) {
            field.options()
                    .ifPresent(choices -> choices.endpoint()
                            .ifPresent(endpoint -> choosing.put(
                                    field.name().text(),
                                    new Choosing(
                                            endpoint.text(),
                                            choices.dependsOn().stream()
                                                    .map(Name::text)
                                                    .toList(),
                                            choices.value().map(path -> Path.parse(path.text())),
                                            choices.label().map(path -> Path.parse(path.text()))))));
        }
        return choosing;
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

    /** True when an entered value looks as it must. */
    public boolean fits(Parameter field, String text) {
        return Optional.ofNullable(patterns.get(field.name().text()))
                .map(pattern -> pattern.matches(text))
                .orElse(true);
    }

    /** True when all that tells one integrator from another is equal; never where nothing does. */
    public boolean means(Tenant tenant, Values values) {
        return !identity.isEmpty()
                && identity.entrySet().stream()
                        .allMatch(entry -> isSame(
                                own(tenant, entry.getKey()), entry.getValue().in(values)));
    }

    /** All that tells one integrator from another, as one text; empty where nothing does, or something of it is missing. */
    public Optional<String> identified(Values values) {
        var told = new TreeMap<String, String>();
        identity.forEach((path, from) -> Optional.of(from.in(values))
                .filter(value -> !Reference.isAbsent(value) && value.isValueNode())
                .ifPresent(value -> told.put(path, Scalars.text(value))));
        return Optional.of(told)
                .filter(all -> !all.isEmpty() && all.size() == identity.size())
                .map(Object::toString);
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
                        .filter(field -> field.filledBy() == FilledBy.FORM)
                        .filter(field -> field.generate().isEmpty() && !field.managed())
                        .toList()
                : form.stream()
                        .map(Name::text)
                        .flatMap(name -> template.parameter(name).stream())
                        .toList();
    }
}

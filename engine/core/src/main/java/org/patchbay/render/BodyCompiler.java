package org.patchbay.render;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Asking;
import org.patchbay.definition.At;
import org.patchbay.definition.BodyFormat;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.ParameterType;
import org.patchbay.definition.Place;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.expression.Encoder;
import org.patchbay.expression.Scope;
import org.patchbay.expression.Text;
import org.patchbay.wire.DottedKey;
import org.patchbay.wire.Encoders;

/** Decides how the body of an endpoint is made. */
final class BodyCompiler {
    private final Asking asking;
    private final At at;
    private final Map<String, DottedKey> keys = new HashMap<>();
    private final boolean parameters;
    private final Scope scope;
    private final Problems problems;

    BodyCompiler(Endpoint endpoint, Carried carried, Scope scope, Problems problems) {
        this.asking = endpoint.request();
        this.at = endpoint.name().at();
        this.scope = scope;
        this.problems = problems;
        asking.parameters().stream()
                .filter(parameter -> parameter.type().equals(Optional.of(ParameterType.BODY)))
                .forEach(parameter -> keys.put(parameter.wireName(), DottedKey.parse(parameter.wireName())));
        HardParams.of(asking.hardParams()).at(Place.BODY).keySet().forEach(key -> keys.put(key, DottedKey.parse(key)));
        this.parameters = !keys.isEmpty() || carried.reachesBody();
    }

    BodyPlan compile() {
        if (asking.bodyTemplate().isPresent()) {
            return written(asking.bodyTemplate().get());
        }
        var tree = asking.body().map(new NodeCompiler(scope, problems)::compile);
        if (parameters && asking.body().orElse(Tree.text("")) instanceof Tree.Items items) {
            twice(items.at(), "the body is a list, so body parameters cannot be laid over it");
        }
        var presence = parameters || tree.isPresent() ? BodyPlan.Presence.ALWAYS : BodyPlan.Presence.BY_ARGUMENTS;
        return switch (asking.bodyFormat().orElse(BodyFormat.JSON)) {
            case JSON -> new BodyPlan.Laid(tree, BodyPlan.Document.JSON, presence, keys);
            case XML -> {
                XmlCheck.tree(asking.body(), keys.values(), problems);
                yield new BodyPlan.Laid(tree, BodyPlan.Document.XML, presence, keys);
            }
            case FORM -> new BodyPlan.Pairs(tree, BodyPlan.Form.URL_ENCODED, presence);
            case MULTIPART -> new BodyPlan.Pairs(tree, BodyPlan.Form.MULTIPART, presence);
            case TEXT, NONE -> nothing(presence);
        };
    }

    private BodyPlan nothing(BodyPlan.Presence presence) {
        if (presence == BodyPlan.Presence.ALWAYS) {
            twice(
                    asking.body().map(Tree::at).orElse(at),
                    "`bodyFormat: " + (asking.bodyFormat().equals(Optional.of(BodyFormat.NONE)) ? "none" : "text")
                            + "` has no place for `body` or body parameters");
        }
        return new BodyPlan.Nothing();
    }

    private BodyPlan written(TextTemplate template) {
        if (asking.body().isPresent() || parameters) {
            twice(
                    template.at(),
                    "`bodyTemplate` and " + (asking.body().isPresent() ? "`body`" : "body parameters")
                            + " make two bodies");
        }
        return switch (asking.bodyFormat().orElse(BodyFormat.NONE)) {
            case XML -> {
                XmlCheck.template(template, problems);
                yield new BodyPlan.Written(
                        Text.compile(template, scope, problems),
                        Encoders::xmlAttribute,
                        Optional.of("application/xml; charset=utf-8"));
            }
            case TEXT -> new BodyPlan.Written(Text.compile(template, scope, problems), Encoder.PLAIN, Optional.empty());
            case JSON, FORM, MULTIPART, NONE -> {
                problems.add(
                        "PB204",
                        template.at(),
                        "`bodyTemplate` needs `bodyFormat: xml` or `bodyFormat: text`",
                        "which format",
                        "JSON and forms are written with `body` or body parameters");
                yield new BodyPlan.Nothing();
            }
        };
    }

    private void twice(At place, String text) {
        problems.add("PB401", place, text, "two bodies", "keep one of them");
    }
}

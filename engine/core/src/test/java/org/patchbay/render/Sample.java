package org.patchbay.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.definition.Asking;
import org.patchbay.definition.At;
import org.patchbay.definition.Auth;
import org.patchbay.definition.BodyFormat;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.FieldScope;
import org.patchbay.definition.FilledBy;
import org.patchbay.definition.ListStyle;
import org.patchbay.definition.Method;
import org.patchbay.definition.Name;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.ParameterType;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Place;
import org.patchbay.definition.Signature;
import org.patchbay.definition.SignatureUse;
import org.patchbay.definition.Template;
import org.patchbay.definition.TemplateState;
import org.patchbay.definition.TemplateType;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Definitions and values of tests, written as YAML; reads the few keys that these tests use. */
public final class Sample {
    /** The clock reading and random value of all tests. */
    public static final Moment MOMENT =
            new Moment(Instant.parse("2026-01-02T03:04:05Z"), "0123456789abcdef0123456789abcdef");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Sample() {}

    /** A YAML text as JSON. */
    public static JsonNode json(String yaml) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    /** An endpoint of type PostData unless it says another. */
    public static Endpoint endpoint(String yaml) {
        var json = json(yaml);
        return new Endpoint(
                At.NOWHERE,
                Name.of("endpoint"),
                Optional.empty(),
                Optional.empty(),
                json.path("type").asText().equals("GetData") ? EndpointType.GET_DATA : EndpointType.POST_DATA,
                List.of(),
                asking(json),
                null,
                null,
                null,
                null,
                null,
                Auth.login(Optional.empty()));
    }

    private static Asking asking(JsonNode json) {
        return new Asking(
                text(json, "method").map(Method::valueOf),
                TextTemplate.of(json.path("url").asText("/")),
                list(json.path("parameters")).map(Sample::parameter).toList(),
                tree(json, "hardParams"),
                text(json, "bodyFormat").map(word -> BodyFormat.valueOf(word.toUpperCase(Locale.ROOT))),
                tree(json, "body"),
                text(json, "bodyTemplate").map(TextTemplate::of),
                List.of(),
                Optional.empty(),
                tree(json, "sign").map(_ -> use(json.path("sign"))),
                Duration.ofSeconds(10));
    }

    private static Stream<JsonNode> list(JsonNode list) {
        return list.valueStream();
    }

    private static Optional<String> text(JsonNode json, String key) {
        return json.has(key) ? Optional.of(json.path(key).asText()) : Optional.empty();
    }

    private static Optional<Tree> tree(JsonNode json, String key) {
        return json.has(key) ? Optional.of(Tree.of(json.path(key))) : Optional.empty();
    }

    private static Parameter parameter(JsonNode json) {
        return new Parameter(
                At.NOWHERE,
                Name.of(json.path("name").asText()),
                text(json, "type").map(word -> ParameterType.valueOf(word.toUpperCase(Locale.ROOT))),
                text(json, "key"),
                text(json, "from").map(PathText::of).stream().toList(),
                tree(json, "value"),
                text(json, "of").map(TextTemplate::of),
                Place.valueOf(json.path("in").asText("header").toUpperCase(Locale.ROOT)),
                json.path("required").asBoolean(true),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                text(json, "format").map(Name::of).stream().toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ListStyle.REPEAT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                FilledBy.FORM,
                true,
                Optional.empty(),
                FieldScope.INTEGRATOR,
                false);
    }

    private static SignatureUse use(JsonNode json) {
        var with = new LinkedHashMap<String, TextTemplate>();
        json.path("with")
                .properties()
                .forEach(field -> with.put(
                        field.getKey(), TextTemplate.of(field.getValue().asText())));
        return new SignatureUse(
                At.NOWHERE,
                (json.isTextual() ? Optional.of(json.asText()) : text(json, "use")).map(Name::of),
                with,
                trees(json.path("values")),
                trees(json.path("carry")),
                json.path("ignoreCase").asBoolean(false),
                vectors(json.path("vectors")));
    }

    /** A signature. */
    public static Signature signature(JsonNode json) {
        return new Signature(
                At.NOWHERE,
                list(json.path("with")).map(JsonNode::asText).toList(),
                trees(json.path("values")),
                trees(json.path("carry")),
                json.path("ignoreCase").asBoolean(false),
                vectors(json.path("vectors")));
    }

    private static Map<String, Tree> trees(JsonNode map) {
        var trees = new LinkedHashMap<String, Tree>();
        map.properties().forEach(field -> trees.put(field.getKey(), Tree.of(field.getValue())));
        return trees;
    }

    private static List<Signature.Vector> vectors(JsonNode list) {
        var vectors = new ArrayList<Signature.Vector>();
        for (var json : list) {
            var expect = new LinkedHashMap<String, String>();
            json.path("expect")
                    .properties()
                    .forEach(
                            field -> expect.put(field.getKey(), field.getValue().asText()));
            vectors.add(new Signature.Vector(
                    At.NOWHERE,
                    trees(json.path("with")),
                    text(json, "now").map(Instant::parse),
                    text(json, "nonce"),
                    tree(json, "request"),
                    expect));
        }
        return vectors;
    }

    /** A template with that baseUrl. */
    public static Template template(String baseUrl) {
        return new Template(
                At.NOWHERE,
                Name.of("template"),
                1,
                Optional.empty(),
                Optional.empty(),
                TemplateType.CRM,
                Optional.empty(),
                List.of(),
                TextTemplate.of(baseUrl),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                1,
                TemplateState.ACTIVE,
                List.of(),
                Optional.empty());
    }

    /** A scope in which every root may be read. */
    public static Scope scope() {
        var roots = new EnumMap<Root, Names>(Root.class);
        for (var root : List.of(
                Root.BODY,
                Root.INTEGRATOR,
                Root.TEMPLATE,
                Root.AUTH,
                Root.RESULT,
                Root.CALL,
                Root.NOW,
                Root.NONCE,
                Root.RUN,
                Root.PARAM)) {
            roots.put(root, Names.free());
        }
        return new Scope(roots, Set.of());
    }

    /** Values of the roots body, integrator, template and param. */
    public static Values values(String yaml) {
        var json = json(yaml);
        return Values.at(MOMENT)
                .with(Root.BODY, json.path("body"))
                .with(Root.INTEGRATOR, json.path("integrator"))
                .with(Root.TEMPLATE, json.path("template"))
                .with(Root.PARAM, json.path("param"));
    }

    /** An argument under its own name. */
    public static Argument argument(Place place, String key, JsonNode value) {
        return argument(place, key, value, "body." + key);
    }

    /** An argument from that source. */
    public static Argument argument(Place place, String key, JsonNode value, String source) {
        return new Argument(key, Optional.of(place), key, value, ListStyle.REPEAT, source, false);
    }
}

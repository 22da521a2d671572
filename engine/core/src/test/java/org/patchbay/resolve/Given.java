package org.patchbay.resolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.patchbay.definition.Asking;
import org.patchbay.definition.At;
import org.patchbay.definition.Choices;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.InputKind;
import org.patchbay.definition.ListStyle;
import org.patchbay.definition.Method;
import org.patchbay.definition.Name;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.ParameterType;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Template;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.definition.WhenEmpty;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;
import org.patchbay.format.Locality;

/** Endpoints, templates and values for the tests of this room, written as an admin would. */
final class Given {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static final Locality HANOI =
            new Locality(Optional.of("VN"), ZoneId.of("Asia/Ho_Chi_Minh"), Locale.forLanguageTag("vi"));

    /** An API key and a salt are secret; a user, a table of people and a note, which may be missing, are not. */
    static final Template TEMPLATE = template("""
            [{ name: 'apiKey', type: 'header', key: 'X-Api-Key', secret: true }, { name: 'salt', secret: true },
             { name: 'user' }, { name: 'people' }, { name: 'note', required: false },
             { name: 'limit', type: 'query', key: 'max', value: 50 }]""");

    static final Scope SCOPE = Scope.EMPTY
            .with(Root.BODY, Names.free())
            .with(
                    Root.INTEGRATOR,
                    new Names.Only(
                            "PB303",
                            "field",
                            Map.of(
                                    "apiKey",
                                    Names.value(),
                                    "salt",
                                    Names.value(),
                                    "user",
                                    Names.value(),
                                    "people",
                                    Names.free(),
                                    "note",
                                    new Names.Maybe(Names.value()))))
            .with(Root.AUTH, new Names.Only("PB301", "Auth endpoint", Map.of("login", Names.free())))
            .with(Root.CALL, Names.free())
            .with(Root.RESULT, Names.free())
            .with(Root.NOW, Names.free());

    private Given() {}

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Values of a run of the tenant above with this client body. */
    static Values body(String body) {
        var fields = (ObjectNode) json("{ user: 'acme', people: { 'an@acme.example': 'an', 'x': 5 } }");
        fields.set("apiKey", SecretNode.of("K1"));
        fields.set("salt", SecretNode.of("s3cret"));
        var tokens = (ObjectNode) json("{ login: {} }");
        ((ObjectNode) tokens.get("login")).set("", SecretNode.of("T1"));
        return Values.at(new Moment(Instant.parse("2026-01-02T03:04:05Z"), "0".repeat(32)))
                .with(Root.BODY, json(body))
                .with(Root.INTEGRATOR, fields)
                .with(Root.AUTH, tokens)
                .with(Root.CALL, json("{ contactId: 7 }"))
                .with(Root.RESULT, json("{ find: { id: 90071992547409931, none: null } }"));
    }

    static Template template(String parameters) {
        return Blank.of(
                Template.class,
                Map.of("parameters", list(json(parameters), Given::parameter), "name", Name.of("acme")));
    }

    /** An endpoint as written, with these keys: type, method, trigger, parameters, hardParams, inputs. */
    static Endpoint endpoint(String written) {
        var json = json(written);
        var asking = new HashMap<String, Object>();
        asking.put("url", TextTemplate.of("/x"));
        asking.put("method", word(json, "method", Method.class));
        asking.put("parameters", list(json.path("parameters"), Given::parameter));
        asking.put("inputs", list(json.path("inputs"), Given::parameter));
        asking.put("hardParams", tree(json, "hardParams"));
        return Blank.of(
                Endpoint.class,
                Map.of(
                        "name",
                        Name.of("e"),
                        "type",
                        word(json, "type", EndpointType.class).orElse(EndpointType.POST_DATA),
                        "trigger",
                        list(json.path("trigger"), name -> Name.of(name.asText())),
                        "request",
                        Blank.of(Asking.class, asking)));
    }

    private static Parameter parameter(JsonNode json) {
        var values = new HashMap<String, Object>();
        values.put("at", at(json.path("name").asText()));
        values.put(
                "name",
                new Name(at(json.path("name").asText()), json.path("name").asText()));
        values.put("type", word(json, "type", ParameterType.class));
        values.put("from", list(json.path("from"), path -> PathText.of(path.asText())));
        values.put("of", text(json, "of").map(TextTemplate::of));
        values.put("required", json.path("required").asBoolean(true));
        values.put("secret", json.path("secret").asBoolean(false));
        values.put("format", list(json.path("format"), name -> Name.of(name.asText())));
        values.put("whenEmpty", word(json, "whenEmpty", WhenEmpty.class));
        values.put("style", word(json, "style", ListStyle.class).orElse(ListStyle.REPEAT));
        values.put("input", word(json, "input", InputKind.class));
        values.put(
                "options",
                Optional.ofNullable(json.get("options"))
                        .map(options -> Blank.of(Choices.class, Map.of("listed", list(options, Tree::of)))));
        values.put("fallback", tree(json, "default"));
        List.of("key", "readAs", "zone", "join", "pattern").forEach(key -> values.put(key, text(json, key)));
        List.of("value", "map").forEach(key -> values.put(key, tree(json, key)));
        return Blank.of(Parameter.class, values);
    }

    /** A place by which tests tell parameters apart. */
    private static At at(String name) {
        return new At(name, 1, 1, 1, "");
    }

    private static Optional<String> text(JsonNode json, String key) {
        return Optional.ofNullable(json.get(key)).map(JsonNode::asText);
    }

    private static Optional<Tree> tree(JsonNode json, String key) {
        return Optional.ofNullable(json.get(key)).map(Tree::of);
    }

    private static <E extends Enum<E>> Optional<E> word(JsonNode json, String key, Class<E> type) {
        return text(json, key).map(word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
    }

    /** A list, or the one element that stands for it. */
    private static <T> List<T> list(JsonNode json, Function<JsonNode, T> element) {
        if (json.isMissingNode()) {
            return List.of();
        }
        return json.isArray()
                ? StreamSupport.stream(json.spliterator(), false).map(element).toList()
                : List.of(element.apply(json));
    }

    static Resolver resolver(String endpoint) {
        var problems = new Problems();
        var resolver = Resolver.compile(endpoint(endpoint), TEMPLATE, SCOPE, problems);
        if (problems.refuse()) {
            throw new AssertionError(problems.sorted());
        }
        return resolver;
    }

    static List<Problem> problems(String endpoint) {
        var problems = new Problems();
        Resolver.compile(endpoint(endpoint), TEMPLATE, SCOPE, problems);
        return problems.sorted();
    }
}

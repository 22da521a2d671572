package org.patchbay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.definition.Answering;
import org.patchbay.definition.Asking;
import org.patchbay.definition.At;
import org.patchbay.definition.Auth;
import org.patchbay.definition.Captures;
import org.patchbay.definition.Condition;
import org.patchbay.definition.Delivery;
import org.patchbay.definition.Durations;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.Fetching;
import org.patchbay.definition.Flow;
import org.patchbay.definition.Label;
import org.patchbay.definition.Match;
import org.patchbay.definition.Name;
import org.patchbay.definition.OutcomeKind;
import org.patchbay.definition.Outcomes;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.ResponseFormat;
import org.patchbay.definition.ResponseType;
import org.patchbay.definition.ResultEntry;
import org.patchbay.definition.StoreEntry;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Timing;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;

/** The reply side of an endpoint, written as in documents but in JSON with single quotes and bare keys. */
final class ReplySide {
    static final Scope SCOPE = Scope.EMPTY
            .with(Root.BODY, Names.free())
            .with(Root.INTEGRATOR, Names.free())
            .with(Root.RUN, new Names.Only("PB602", "value of the run", Map.of("id", Names.value())));

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode written;

    private ReplySide(JsonNode written) {
        this.written = written;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Mapper mapper(String text) {
        var problems = new Problems();
        var mapper = Mapper.compile(endpoint(text), SCOPE, problems);
        assertThat(problems.sorted()).isEmpty();
        return mapper;
    }

    static List<Problem> problems(String text) {
        var problems = new Problems();
        var mapper = Mapper.compile(endpoint(text), SCOPE, problems);
        assertThat(mapper).isNotNull();
        return problems.sorted();
    }

    static Endpoint endpoint(String text) {
        var side = new ReplySide(json(text));
        return new Endpoint(
                At.NOWHERE,
                Name.of("ask"),
                Optional.empty(),
                Optional.empty(),
                EndpointType.GET_DATA,
                List.of(),
                asking(),
                side.answering(),
                new Flow(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                new Fetching(Optional.empty(), Optional.empty()),
                new Timing(Optional.empty(), Optional.empty()),
                new Delivery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Auth.login(side.at("responseType").map(ReplySide::responseType)));
    }

    private static Asking asking() {
        return new Asking(
                Optional.empty(),
                TextTemplate.of("/"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10));
    }

    private Answering answering() {
        return new Answering(
                at("responseFormat").map(ReplySide::format).orElse(ResponseFormat.AUTO),
                at("successWhen").map(ReplySide::condition),
                at("outcomes").map(ReplySide::outcomes).orElse(Outcomes.NONE),
                at("failureMessage").map(ReplySide::path),
                at("message").map(Tree::of),
                at("result").map(ReplySide::entries).orElse(Map.of()),
                at("match").map(ReplySide::match),
                at("remember").map(ReplySide::captures).orElse(Captures.NONE),
                Optional.empty(),
                Optional.empty(),
                at("store").map(ReplySide::store).orElse(Map.of()),
                Optional.empty(),
                at("fallback").map(Tree::of));
    }

    private Optional<JsonNode> at(String key) {
        return in(written, key);
    }

    private static Optional<JsonNode> in(JsonNode map, String key) {
        return Optional.ofNullable(map.get(key));
    }

    private static ResponseFormat format(JsonNode word) {
        return ResponseFormat.valueOf(word.asText().toUpperCase(Locale.ROOT));
    }

    private static PathText path(JsonNode text) {
        return PathText.of(text.asText());
    }

    private static Condition condition(JsonNode tree) {
        return new Condition(Tree.of(tree));
    }

    private static OutcomeKind outcome(JsonNode word) {
        return OutcomeKind.valueOf(word.asText().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Outcomes outcomes(JsonNode rules) {
        return new Outcomes(rules.valueStream()
                .map(rule -> new Outcomes.Rule(
                        At.NOWHERE,
                        condition(rule.get("when")),
                        outcome(rule.get("is")),
                        in(rule, "message").map(text -> Label.of(text.asText())),
                        in(rule, "wait").flatMap(text -> Durations.parse(text.asText())),
                        in(rule, "store").map(ReplySide::store).orElse(Map.of())))
                .toList());
    }

    private static Map<String, ResultEntry> entries(JsonNode map) {
        return each(map, ReplySide::entry);
    }

    private static ResultEntry entry(JsonNode written) {
        var map = JsonNodeFactory.instance.objectNode();
        if (written.isTextual()) {
            map.set("path", written);
        } else if (written.isArray()) {
            map.set("present", written);
        } else {
            written.properties().forEach(field -> map.set(field.getKey(), field.getValue()));
        }
        return new ResultEntry(
                At.NOWHERE,
                in(map, "path").map(ReplySide::path),
                map.path("present").valueStream().map(ReplySide::path).toList(),
                in(map, "header").map(JsonNode::asText),
                in(map, "cookie").map(JsonNode::asText),
                in(map, "value").map(Tree::of),
                in(map, "default").map(Tree::of),
                map.path("required").asBoolean(),
                names(map.path("format")),
                in(map, "map").map(Tree::of),
                in(map, "match").map(JsonNode::asText),
                in(map, "each").map(ReplySide::entries).orElse(Map.of()));
    }

    private static List<Name> names(JsonNode words) {
        return words.isTextual()
                ? List.of(Name.of(words.asText()))
                : words.valueStream().map(word -> Name.of(word.asText())).toList();
    }

    private static Match match(JsonNode map) {
        var many = in(map, "many").map(word -> Match.Many.valueOf(word.asText().toUpperCase(Locale.ROOT)));
        return new Match(
                At.NOWHERE,
                Name.of(map.get("of").asText()),
                many.orElse(Match.Many.ASK),
                in(map, "by").map(ReplySide::path));
    }

    private static Captures captures(JsonNode written) {
        if (written.isObject()) {
            return new Captures(each(written, ReplySide::path));
        }
        var paths = new LinkedHashMap<String, PathText>();
        written.forEach(name -> paths.put(name.asText(), path(name)));
        return new Captures(paths);
    }

    private static Map<String, StoreEntry> store(JsonNode map) {
        return each(map, entry -> {
            var from = entry.isObject() ? entry.path("from") : entry;
            return new StoreEntry(
                    At.NOWHERE,
                    from.isTextual() ? Optional.of(path(from)) : Optional.empty(),
                    entry.path("merge").asBoolean());
        });
    }

    private static ResponseType responseType(JsonNode written) {
        var map = written.isTextual() ? JsonNodeFactory.instance.objectNode().set("token", written) : written;
        return new ResponseType(
                At.NOWHERE,
                in(map, "format")
                        .map(word ->
                                ResponseType.TokenFormat.valueOf(word.asText().toUpperCase(Locale.ROOT)))
                        .orElse(ResponseType.TokenFormat.JSON),
                in(map, "token").map(ReplySide::path),
                in(map, "expiresIn").map(ReplySide::expiresIn),
                in(map, "expiresAt").map(ReplySide::path),
                in(map, "refreshToken").map(ReplySide::path),
                in(map, "scope").map(ReplySide::path));
    }

    private static ResponseType.ExpiresIn expiresIn(JsonNode written) {
        var units = Map.of(
                "s", ResponseType.Unit.SECONDS, "ms", ResponseType.Unit.MILLISECONDS, "min", ResponseType.Unit.MINUTES);
        return written.isTextual()
                ? new ResponseType.ExpiresIn(path(written), ResponseType.Unit.SECONDS)
                : new ResponseType.ExpiresIn(
                        path(written.get("path")),
                        units.get(written.path("unit").asText("s")));
    }

    private static <T> Map<String, T> each(JsonNode map, Function<JsonNode, T> change) {
        var changed = new LinkedHashMap<String, T>();
        new ArrayList<>(map.properties()).forEach(field -> changed.put(field.getKey(), change.apply(field.getValue())));
        return changed;
    }

    /** What fields hold after that, when they hold this before. */
    static Map<String, Optional<JsonNode>> changed(Mapper.Mapped mapped, JsonNode before) {
        var after = new LinkedHashMap<String, Optional<JsonNode>>();
        mapped.stored().forEach((field, change) -> after.put(field, change.of(Optional.ofNullable(before.get(field)))));
        return after;
    }
}

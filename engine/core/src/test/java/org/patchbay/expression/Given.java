package org.patchbay.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.patchbay.definition.At;
import org.patchbay.definition.Condition;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;

/** Scopes, values and documents for the tests of this room. */
final class Given {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static final Moment MOMENT = new Moment(Instant.parse("2026-01-02T03:04:05Z"), "00112233445566778899aabbccddeeff");

    /** A client body of any shape, two fields of which one may be missing, one Auth endpoint. */
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
                                    "note",
                                    new Names.Maybe(Names.value()),
                                    "keys",
                                    Names.free())))
            .with(Root.AUTH, new Names.Only("PB301", "Auth endpoint", Map.of("login", Names.free())))
            .with(Root.CALL, new Names.Only("PB304", "remembered name", Map.of("contactId", maybe())))
            .with(Root.NOW, new Names.Only("PB602", "form of the time", Map.of("epoch", Names.value())));

    private Given() {}

    private static Names maybe() {
        return new Names.Maybe(Names.free());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static Values body(String json) {
        return Values.at(MOMENT).with(Root.BODY, json(json));
    }

    static Text text(String template) {
        var problems = new Problems();
        var text = Text.compile(TextTemplate.of(template), SCOPE, problems);
        none(problems);
        return text;
    }

    /** What is found in a template that stands in a document at line 7, column 10, inside its quotes. */
    static List<Problem> problems(String template) {
        var problems = new Problems();
        var at = new At("a.yaml", 7, 10, 10 + template.length(), "/x");
        Text.compile(new TextTemplate(at, template, false), SCOPE, problems);
        return problems.sorted();
    }

    static Guard guard(String condition) {
        var problems = new Problems();
        var guard = Guard.compile(new Condition(Tree.of(json(condition))), SCOPE, problems);
        none(problems);
        return guard;
    }

    static List<Problem> guardProblems(String condition) {
        var problems = new Problems();
        Guard.compile(new Condition(Tree.of(json(condition))), SCOPE, problems);
        return problems.sorted();
    }

    private static void none(Problems problems) {
        if (!problems.sorted().isEmpty()) {
            throw new AssertionError(problems.sorted());
        }
    }
}

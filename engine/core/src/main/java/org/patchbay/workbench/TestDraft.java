package org.patchbay.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Provenance;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Tenant;
import org.patchbay.format.PhoneVeil;
import org.patchbay.workbench.imports.YamlText;

/**
 * An execution as a test of a template: what came in, what the partner said, and what came of it. Secrets are made up, and so are the
 * digits of numbers that may not be shown. It is a draft: what a partner said more than 16 KiB of, or in several pages, is to be put in.
 */
public final class TestDraft {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CALL = "call.";
    private static final String MADE_UP = "made-up-";
    private static final char HIDDEN = '…';

    private final Execution kept;
    private final Execution shown;
    private final Tenant tenant;
    private final List<Step> steps;

    private TestDraft(Execution kept, Execution shown, Tenant tenant) {
        this.kept = kept;
        this.shown = shown;
        this.tenant = tenant;
        this.steps = shown.steps().stream()
                .filter(step -> step.integrator().equals(tenant.name()))
                .toList();
    }

    /**
     * The test of one integrator's template, as an entry of its {@code tests}.
     *
     * @param kept only looked at for how long what is masked is
     * @param shown the same as it may be shown
     * @param options tick boxes of the agent
     */
    public static String of(Execution kept, Execution shown, Tenant tenant, Map<String, Boolean> options) {
        var tests = JsonNodeFactory.instance.objectNode();
        tests.putArray("tests").add(new TestDraft(kept, shown, tenant).test(options));
        return YamlText.of(tests).replaceFirst("^tests:\\n", "");
    }

    private ObjectNode test(Map<String, Boolean> options) {
        var test = JsonNodeFactory.instance.objectNode();
        test.put(
                "name",
                shown.trigger() + " as it ran on revision " + shown.revision() + " ends as "
                        + shown.status().word());
        test.put("trigger", shown.trigger());
        test.set("integrator", integrator());
        put(test, "options", ticked(options));
        put(test, "call", remembered());
        put(test, "tokens", tokens());
        test.set("body", body("", kept.body(), shown.body()));
        test.put("clock", shown.startedAt().toString());
        put(test, "stubs", stubs());
        test.set("expect", expect());
        return test;
    }

    private static void put(ObjectNode test, String key, ObjectNode value) {
        if (!value.isEmpty()) {
            test.set(key, value);
        }
    }

    private ObjectNode integrator() {
        var integrator = JsonNodeFactory.instance.objectNode();
        tenant.locality().country().ifPresent(country -> integrator.put("country", country));
        integrator.put("zone", tenant.locality().zone().getId());
        integrator.put("locale", tenant.locality().locale().toLanguageTag());
        var fields = integrator.putObject("fields");
        var values = tenant.values();
        for (var parameter : tenant.program().template().parameters()) {
            var name = parameter.name().text();
            if (values.has(name)) {
                fields.set(name, field(parameter, values.get(name)));
            }
        }
        return integrator;
    }

    /** A secret that the tests of the template have is good enough here. */
    private JsonNode field(Parameter parameter, JsonNode value) {
        var name = parameter.name().text();
        if (!parameter.secret() && !SecretNode.isIn(value)) {
            return value;
        }
        var known = tenant.program()
                .template()
                .testDefaults()
                .map(Tree::toJson)
                .map(defaults -> defaults.path("integrator").path("fields").path(name))
                .filter(found -> !found.isMissingNode());
        return known.orElseGet(() -> JsonNodeFactory.instance.textNode(MADE_UP + name));
    }

    private ObjectNode ticked(Map<String, Boolean> options) {
        var ticked = JsonNodeFactory.instance.objectNode();
        tenant.integrator().options().forEach(ticked::put);
        options.forEach(ticked::put);
        return ticked;
    }

    /** Tokens that were kept from before: of logins that were not asked first. */
    private ObjectNode tokens() {
        var tokens = JsonNodeFactory.instance.objectNode();
        var asked = new ArrayList<String>();
        for (var step : steps) {
            Optional.ofNullable(tenant.program().plans().get(step.endpoint())).stream()
                    .flatMap(plan -> plan.tokens().stream())
                    .filter(name -> !asked.contains(name))
                    .forEach(name -> tokens.put(name, MADE_UP + "token"));
            asked.add(step.endpoint());
        }
        return tokens;
    }

    /** What the call remembered before, as far as it was read. */
    private ObjectNode remembered() {
        var memory = JsonNodeFactory.instance.objectNode();
        for (var step : steps) {
            for (var parameter : step.parameters()) {
                read(parameter).forEach(name -> memory.set(name, parameter.value()));
            }
        }
        return memory;
    }

    /** The names of the call's memory that a parameter was read from. */
    private List<String> read(Provenance parameter) {
        if (parameter.source().equals("ensure.id")) {
            return known();
        }
        return ofCall(parameter.source())
                .filter(name -> !parameter.masked() && !isLeftHere(name))
                .map(List::of)
                .orElse(List.of());
    }

    /** Where steps that make sure of a record have its id from, unless they had to look for it. */
    private List<String> known() {
        return tenant.steps(shown.trigger()).stream()
                .flatMap(step -> step.plan().endpoint().flow().ensure().stream())
                .filter(ensure -> steps.stream()
                        .noneMatch(step -> ensure.find()
                                .map(name -> name.is(step.endpoint()))
                                .orElse(false)))
                .flatMap(ensure -> ensure.known().stream())
                .flatMap(path -> ofCall(path.text()).stream())
                .toList();
    }

    private static Optional<String> ofCall(String path) {
        return Optional.of(path)
                .filter(text -> text.startsWith(CALL))
                .map(text -> text.substring(CALL.length()))
                .filter(name -> !name.contains("."));
    }

    /** What a step of this very run has left is not from before. */
    private boolean isLeftHere(String name) {
        return steps.stream().anyMatch(step -> step.remembered().has(name));
    }

    /** The client body, with zeros in place of digits that may not be shown. */
    private static JsonNode body(String name, JsonNode whole, JsonNode masked) {
        if (masked instanceof ObjectNode object) {
            var copy = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(field -> copy.set(
                            field.getKey(), body(field.getKey(), whole.path(field.getKey()), field.getValue())));
            return copy;
        }
        var text = masked.asText();
        var hidden = text.indexOf(HIDDEN);
        return hidden < 0 || !PhoneVeil.isName(name)
                ? masked
                : JsonNodeFactory.instance.textNode(
                        filled(text, hidden, whole.asText().length()));
    }

    private static String filled(String text, int hidden, int length) {
        var zeros = "0".repeat(Math.max(1, length - text.length() + 1));
        return text.substring(0, hidden) + zeros + text.substring(hidden + 1);
    }

    /** Replies by endpoint, in their order. */
    private ObjectNode stubs() {
        var replies = new LinkedHashMap<String, List<JsonNode>>();
        steps.forEach(step ->
                reply(step).ifPresent(reply -> replies.merge(step.endpoint(), List.of(reply), TestDraft::joined)));
        var stubs = JsonNodeFactory.instance.objectNode();
        replies.forEach((endpoint, all) -> {
            if (all.size() == 1) {
                stubs.set(endpoint, all.getFirst());
            } else {
                all.forEach(stubs.withArray(endpoint)::add);
            }
        });
        return stubs;
    }

    private static List<JsonNode> joined(List<JsonNode> first, List<JsonNode> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static Optional<JsonNode> reply(Step step) {
        return step.response()
                .<JsonNode>map(TestDraft::stub)
                .or(() -> step.problem().flatMap(problem -> fault(problem.code())));
    }

    private static ObjectNode stub(Step.Received received) {
        var stub = JsonNodeFactory.instance.objectNode();
        if (received.status() != 200) {
            stub.put("status", received.status());
        }
        if (received.body().isEmpty()) {
            return stub.isEmpty() ? stub.put("status", 200) : stub;
        }
        var body = received.body().replace(Secret.MASK, MADE_UP + "secret");
        try {
            stub.set("json", JSON.readTree(body));
        } catch (JsonProcessingException noJson) {
            stub.put("text", body);
        }
        return stub;
    }

    private static Optional<JsonNode> fault(FailureCode code) {
        return switch (code) {
            case UPSTREAM_TIMEOUT -> Optional.of(fault("timeout"));
            case UPSTREAM_UNREACHABLE, UPSTREAM_CROWDED, UPSTREAM_BLOCKED -> Optional.of(fault("before-send"));
            case MISSING_INPUT,
                    BAD_INPUT,
                    BAD_PHONE,
                    MISSING_VALUE,
                    REAUTH_REQUIRED,
                    INTEGRATOR_DISABLED,
                    UPSTREAM_REJECTED,
                    UPSTREAM_UNAUTHORIZED,
                    MAPPING_FAILED,
                    INTERNAL -> Optional.empty();
        };
    }

    private static JsonNode fault(String word) {
        return JsonNodeFactory.instance.objectNode().put("fault", word);
    }

    private ObjectNode expect() {
        var expect = JsonNodeFactory.instance.objectNode();
        expect.put("status", shown.status().word());
        shown.match().ifPresent(match -> expect.put("match", match));
        var calls = expect.putArray("calls");
        steps.stream().filter(step -> reply(step).isPresent()).forEach(step -> calls.add(step.endpoint()));
        var skipped = JsonNodeFactory.instance.objectNode();
        steps.stream()
                .filter(step -> step.status() == Step.Status.SKIPPED)
                .forEach(step -> step.reason().ifPresent(reason -> skipped.put(step.endpoint(), reason)));
        put(expect, "skipped", skipped);
        return expect;
    }
}

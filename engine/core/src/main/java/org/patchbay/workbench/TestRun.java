package org.patchbay.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.auth.Authenticator;
import org.patchbay.call.Bulk;
import org.patchbay.call.Silence;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Name;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TestCase;
import org.patchbay.engine.Came;
import org.patchbay.engine.Consequences;
import org.patchbay.engine.News;
import org.patchbay.engine.Statuses;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Ending;
import org.patchbay.flow.Generated;
import org.patchbay.flow.Kit;
import org.patchbay.flow.Known;
import org.patchbay.flow.Program;
import org.patchbay.flow.Recollection;
import org.patchbay.flow.ResultCache;
import org.patchbay.flow.Run;
import org.patchbay.flow.Settling;
import org.patchbay.flow.Stepper;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Told;
import org.patchbay.flow.Views;
import org.patchbay.store.Tokens.Token;
import org.patchbay.store.memory.MemoryStore;

/** One test of a template: the real steps against pretend partners, one after the other, on a clock that waits for nobody. */
final class TestRun {
    private static final String ZEROS = "0".repeat(32);

    private final TestCase test;
    private final Program program;
    private final TestClock clock;
    private final Stubbed partners;
    private final MemoryStore store = new MemoryStore();
    private final Kit kit;
    private final Tenant tenant;
    private final Tenant visitor;
    private final List<Run> runs = new ArrayList<>();
    private final Map<String, Ending> endings = new LinkedHashMap<>();

    TestRun(TestCase test, Program program, Installation installation) {
        this.test = test;
        this.program = program;
        this.clock = new TestClock(test.clock());
        this.partners = new Stubbed(test.stubs(), clock);
        var tokens = new Authenticator(store.tokens(), store.locks(), clock, Runnable::run);
        this.kit = new Kit(
                store,
                tokens,
                partners,
                new Silence(),
                Bulk.ofMemory(),
                new ResultCache(),
                clock,
                () -> test.nonce().orElse(ZEROS),
                Kit.unauthorized401());
        var address = installation.knownAs(HookTest.ADDRESS);
        var integrator = TestTenant.of(test, program.template());
        var known = known().with(Map.of(Tenant.HOOK_TOKEN, SecretNode.of(ZEROS)));
        this.tenant = whole(Tenant.of(integrator, program, Optional.empty(), address, known)
                .told(new Told(Map.of(), TestTenant.link(test))));
        this.visitor = Tenant.of(integrator.withFields(Map.of()), program, Optional.empty(), address, known());
        test.tokens().forEach((name, token) -> store.tokens().keep(tokenKey(name), token(token)));
    }

    /** With the fields that the engine would have made up. */
    private Tenant whole(Tenant bare) {
        made(bare).forEach((name, value) -> bare.set(name, () -> Optional.of(value)));
        return bare;
    }

    /** Chance always says zero here, so they are the same in each run; none where the test does not give what they are made of. */
    private Map<String, JsonNode> made(Tenant bare) {
        try {
            return Generated.missing(bare, bare.integrator().fields()::containsKey, kit::moment, () -> 0L);
        } catch (Refusal unfinished) {
            return Map.of();
        }
    }

    /** Fields of the template are in the store before the test begins. */
    private Known known() {
        var template = program.template();
        test.template()
                .map(tree -> tree.toJson())
                .ifPresent(given -> given.properties()
                        .forEach(field -> store.fields()
                                .store(Known.place(template), field.getKey(), Optional.of(field.getValue()))));
        return Known.of(store, "test", template);
    }

    private Run run(Trigger trigger, Tenant whose) {
        return new Run(HookTest.ID, 1, trigger, whose, new Recollection(Optional.empty(), memory()));
    }

    /** The run that was last, or one of nothing. */
    private Run last() {
        return runs.isEmpty() ? run(trigger(), tenant) : runs.getLast();
    }

    private String tokenKey(String name) {
        var run = run(trigger(), tenant);
        var values = Views.of(run, kit.options(run.trigger()), kit.moment());
        return tenant.tokenKeys().of(tenant, program.login(name), values);
    }

    private Token token(TestCase.Token given) {
        return new Token(
                1,
                Secret.of(given.token()),
                given.refreshToken().map(Secret::of),
                JsonNodeFactory.instance.objectNode(),
                clock.instant(),
                Optional.empty());
    }

    private Trigger trigger() {
        ObjectNode body = test.body()
                .map(tree -> tree.toJson())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(JsonNodeFactory.instance::objectNode);
        test.agent().ifPresent(agent -> body.set("agent", agent.toJson()));
        return new Trigger(name(), "test", body, Optional.empty(), Optional.empty(), clock.instant());
    }

    private String name() {
        return test.trigger().map(Name::text).orElse("");
    }

    private ObjectNode memory() {
        return test.call()
                .map(tree -> tree.toJson())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    TestResult result() {
        var begun = System.nanoTime();
        var reply = test.hook().map(name -> call(name.text()));
        if (reply.isEmpty()) {
            play(run(trigger(), tenant));
        }
        var differences = new Expectations(test.expect(), happened(reply)).check();
        return new TestResult(
                program.template().name().text(),
                test.name(),
                test.at(),
                differences,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private Reply call(String hook) {
        var calling = test.request()
                .orElseGet(() -> new TestCase.HookRequest(
                        test.at(),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        return new HookTest(store, clock, this::play).call(hook, calling, tenant, visitor, kit.moment());
    }

    /** What a hook has heard, run to its end. */
    private Came play(News news, Tenant whose) {
        new Consequences(store, _ -> {}).write(news);
        var trigger = news.trigger();
        if (trigger.isEmpty() || news.guest().unfit().isPresent()) {
            return news.guest()
                    .unfit()
                    .map(failure -> Came.rejected(HookTest.ID, "", failure))
                    .orElseGet(() -> Came.idle(HookTest.ID));
        }
        var run = run(trigger.get(), whose);
        var before = new LinkedHashMap<>(endings);
        endings.clear();
        play(run);
        var came = Came.of(HookTest.ID, run, endings.values());
        before.forEach(endings::putIfAbsent);
        return came;
    }

    private void play(Run run) {
        runs.add(run);
        var stepper = new Stepper(kit);
        var settling = new Settling(store);
        for (var step : steps(run)) {
            test.sync()
                    .filter(_ -> step.plan().synchronizes())
                    .ifPresent(given -> synced(run).stand(step, given, clock.instant()));
            var ending = new Tries(run, step, store, clock).last(stepper);
            endings.put(step.name(), settling.settle(run, ending));
        }
    }

    private Synced synced(Run run) {
        return new Synced(
                store.synchronizations(), run.tenant().name(), run.trigger().name());
    }

    private List<Bound> steps(Run run) {
        var only = test.endpoint();
        return run.tenant().steps(run.trigger().name()).stream()
                .filter(step -> only.isEmpty() || only.get().is(step.name()))
                .toList();
    }

    private Happened happened(Optional<Reply> reply) {
        var run = last();
        var values = Views.of(run, kit.options(run.trigger()), new Moment(clock.instant(), ZEROS));
        var match = run.match();
        var language = run.tenant().locality().locale().toLanguageTag();
        return new Happened(
                Statuses.of(endings.values(), false, false).word(),
                match.orElse("nobody was looked for"),
                partners.sent(),
                partners.unknown(),
                reply,
                results(),
                program.card()
                        .<JsonNode>map(card -> card.show(values, match, language))
                        .orElse(MissingNode.getInstance()),
                program.card()
                        .flatMap(card -> card.pop(values, match))
                        .<JsonNode>map(pop -> pop)
                        .orElse(MissingNode.getInstance()),
                run.memory(),
                stored(),
                synced(run).now(steps(run)),
                integrator(),
                skipped(),
                error());
    }

    private JsonNode results() {
        var results = JsonNodeFactory.instance.objectNode();
        runs.forEach(each -> results.setAll((ObjectNode) each.results()));
        return results;
    }

    private JsonNode stored() {
        var stored = JsonNodeFactory.instance.objectNode();
        store.fields().stored(tenant.name()).forEach(stored::set);
        return stored;
    }

    private JsonNode integrator() {
        var word =
                store.fields().state(tenant.name()).map(state -> state.word()).orElse("active");
        return JsonNodeFactory.instance.objectNode().put("state", word);
    }

    private Map<String, String> skipped() {
        var skipped = new LinkedHashMap<String, String>();
        endings.forEach((name, ending) -> ending.reason().ifPresent(reason -> skipped.put(name, reason)));
        return skipped;
    }

    private JsonNode error() {
        var error = JsonNodeFactory.instance.objectNode();
        endings.values().stream()
                .filter(ending ->
                        !ending.status().succeeded() && ending.problem().isPresent())
                .findFirst()
                .ifPresent(ending -> {
                    var problem = ending.problem().get();
                    error.put("type", problem.code().word());
                    error.put("endpoint", ending.endpoint());
                    error.put("message", problem.message());
                    problem.input().ifPresent(input -> error.put("input", input));
                    problem.agentMessage().ifPresent(text -> error.put("agentMessage", text));
                });
        return error;
    }
}

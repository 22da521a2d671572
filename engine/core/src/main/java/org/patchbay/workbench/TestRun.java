package org.patchbay.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.patchbay.auth.Authenticator;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Secret;
import org.patchbay.definition.TestCase;
import org.patchbay.delivery.Schedule;
import org.patchbay.delivery.Work;
import org.patchbay.engine.Statuses;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Ending;
import org.patchbay.flow.Kit;
import org.patchbay.flow.Known;
import org.patchbay.flow.Program;
import org.patchbay.flow.Recollection;
import org.patchbay.flow.ResultCache;
import org.patchbay.flow.Run;
import org.patchbay.flow.Settling;
import org.patchbay.flow.Stepper;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Views;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Tokens.Token;
import org.patchbay.store.memory.MemoryStore;

/** One test of a template: the real steps against pretend partners, one after the other, on a clock that waits for nobody. */
final class TestRun {
    private static final String ZEROS = "0".repeat(32);
    private static final Duration AMPLE = Duration.ofHours(1);

    private final TestCase test;
    private final Program program;
    private final TestClock clock;
    private final Stubbed partners;
    private final MemoryStore store = new MemoryStore();
    private final Kit kit;
    private final Run run;
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
                new ResultCache(),
                clock,
                () -> test.nonce().orElse(ZEROS),
                Kit.unauthorized401());
        var tenant =
                Tenant.of(TestTenant.of(test, program.template()), program, Optional.empty(), installation, known());
        this.run = new Run("test", 1, trigger(), tenant, new Recollection(Optional.empty(), memory()));
        test.tokens().forEach((name, token) -> store.tokens().keep(tokenKey(name), token(token)));
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

    private String tokenKey(String name) {
        var tenant = run.tenant();
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
        return new Trigger(test.trigger().text(), "test", body, Optional.empty(), Optional.empty(), clock.instant());
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
        var stepper = new Stepper(kit);
        var settling = new Settling(store);
        for (var step : steps()) {
            test.sync()
                    .filter(_ -> step.plan().synchronizes())
                    .ifPresent(given -> synced().stand(step, given, clock.instant()));
            var ending = last(step, stepper);
            endings.put(step.name(), settling.settle(run, ending));
        }
        var differences = new Expectations(test.expect(), happened()).check();
        return new TestResult(
                program.template().name().text(),
                test.name(),
                test.at(),
                differences,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private Synced synced() {
        return new Synced(
                store.synchronizations(), run.tenant().name(), run.trigger().name());
    }

    private List<Bound> steps() {
        var only = test.endpoint();
        return run.tenant().steps(test.trigger().text()).stream()
                .filter(step -> only.isEmpty() || only.get().is(step.name()))
                .toList();
    }

    /** Tries as the engine would: a waiting step at most twice, a background one by its schedule. */
    private Ending last(Bound step, Stepper stepper) {
        var schedule = new Schedule(new Late());
        var job = new Job(
                "test",
                "test",
                "test",
                run.tenant().name(),
                step.name(),
                run.trigger(),
                1,
                0,
                clock.instant(),
                clock.instant());
        var work = new Work(run, step, stepper, new Settling(store));
        for (var attempt = 1; ; attempt++) {
            var ending = stepper.attempt(run, step, attempt, Deadline.in(AMPLE));
            var outcome = ending.outcome();
            if (ending.status() == Step.Status.ACCEPTED) {
                attempt = 0;
                continue;
            }
            if (step.delivery() == DeliveryMode.WAIT) {
                var again = attempt == 1
                        && outcome.filter(Outcome.Retry.class::isInstance).isPresent()
                        && step.mayRepeat();
                if (!again) {
                    return ending;
                }
            } else {
                var tries = attempt;
                var due = outcome.flatMap(found -> schedule.next(job, work, found, tries, clock.instant()));
                if (due.isEmpty()) {
                    return ending;
                }
                clock.advanceTo(due.get());
            }
        }
    }

    private Happened happened() {
        var values = Views.of(run, kit.options(run.trigger()), new Moment(clock.instant(), ZEROS));
        var match = run.match();
        var language = run.tenant().locality().locale().toLanguageTag();
        return new Happened(
                Statuses.of(endings.values(), false, false).word(),
                match.orElse("nobody was looked for"),
                partners.sent(),
                partners.unknown(),
                run.results(),
                program.card()
                        .<JsonNode>map(card -> card.show(values, match, language))
                        .orElse(MissingNode.getInstance()),
                program.card()
                        .flatMap(card -> card.pop(values, match))
                        .<JsonNode>map(pop -> pop)
                        .orElse(MissingNode.getInstance()),
                run.memory(),
                stored(),
                synced().now(steps()),
                integrator(),
                skipped(),
                error());
    }

    private JsonNode stored() {
        var stored = JsonNodeFactory.instance.objectNode();
        store.fields().stored(run.tenant().name()).forEach(stored::set);
        return stored;
    }

    private JsonNode integrator() {
        var word = store.fields()
                .state(run.tenant().name())
                .map(state -> state.word())
                .orElse("active");
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

    /** Draws the longest wait each time, so that a test's clock shows the schedule as it is written. */
    private static final class Late implements RandomGenerator {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }
}

package org.patchbay.server.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.patchbay.engine.Engine;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Trigger;
import org.patchbay.server.http.Answers;
import org.patchbay.server.http.Asked;
import org.patchbay.server.http.Gate;
import org.patchbay.server.http.ProblemCode;
import org.patchbay.server.http.ProblemDetails;
import org.patchbay.store.Journal.Filter;
import org.patchbay.store.Lanes;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters;
import org.patchbay.workbench.TestDraft;

/** {@code /executions}: what triggers came to. */
@Controller("/api/v1/executions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExecutionController {
    private static final int MOST_LETTERS = 10_000;
    private static final String[] FILTERS = {
        "integrator",
        "endpoint",
        "trigger",
        "status",
        "callId",
        "since",
        "revision",
        "failed",
        "dead",
        "unknown",
        "cursor",
        "limit"
    };
    private static final List<String> STATUSES =
            Arrays.stream(Execution.Status.values()).map(Execution.Status::word).toList();

    private final Engine engine;
    private final Gate gate;
    private final Tenants tenants;

    ExecutionController(Engine engine, Gate gate, Tenants tenants) {
        this.engine = engine;
        this.gate = gate;
        this.tenants = tenants;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        var visitor = gate.back(request, FILTERS);
        var asked = Asked.of(request);
        var filter = filter(asked, asked.callCentre(visitor));
        var kind = kind(asked);
        var found = kind.isPresent()
                ? undelivered(kind.get(), filter)
                : engine.journal().list(filter);
        var page = JsonNodeFactory.instance.objectNode();
        var items = page.putArray("items");
        var discretion = engine.discretion();
        found.forEach(execution -> items.add(ExecutionJson.summary(discretion.shown(execution))));
        if (found.size() == filter.limit()) {
            page.put("next", found.getLast().id());
        }
        return Answers.ok(page);
    }

    private static Filter filter(Asked asked, Optional<String> callCentre) {
        return new Filter(
                callCentre,
                asked.text("integrator"),
                asked.text("endpoint"),
                asked.text("trigger").map(word -> TriggerWords.standard(word).orElse(word)),
                asked.word("status", STATUSES),
                asked.text("callId"),
                asked.time("since"),
                asked.number("revision"),
                asked.flag("failed").orElse(false),
                asked.executionCursor(),
                asked.limit());
    }

    /** Which letters are asked for instead of executions of any end; empty: none. */
    private static Optional<Letter.Kind> kind(Asked asked) {
        var kinds = Arrays.stream(Letter.Kind.values())
                .filter(kind -> asked.flag(kind.word()).orElse(false))
                .toList();
        if (kinds.size() > 1) {
            throw ProblemDetails.of(ProblemCode.BAD_REQUEST, "`dead` and `unknown` are two lists: ask for one of them")
                    .declined();
        }
        return kinds.stream().findFirst();
    }

    /** The executions of letters that fit, the newest first. */
    private List<Execution> undelivered(Letter.Kind kind, Filter filter) {
        var letters = new Letters.Filter(
                Optional.of(kind),
                filter.callCentre(),
                filter.integrator(),
                filter.endpoint(),
                Optional.empty(),
                MOST_LETTERS);
        return engine.decisions()
                .executions(letters)
                .filter(filter::accepts)
                .limit(filter.limit())
                .toList();
    }

    @Get("/{id}")
    HttpResponse<byte[]> one(HttpRequest<?> request, String id) {
        var json = ExecutionJson.whole(find(request, id));
        if (!json.has("reason")) {
            unserved(id).ifPresent(why -> json.put("reason", why));
        }
        return Answers.ok(json);
    }

    /** Why work of an execution waits whose integrator does not run. */
    private Optional<String> unserved(String execution) {
        return engine.tools().store().lanes().waiting(execution).stream()
                .map(Lanes.Pending::integrator)
                .distinct()
                .flatMap(name -> engine.links().unserved().why(name).stream()
                        .map(why -> "work of `" + name + "` waits until that is mended or removed: " + why))
                .findFirst();
    }

    @Get("/{id}/curl")
    HttpResponse<byte[]> curl(HttpRequest<?> request, String id) {
        var execution = find(request, id, "endpoint");
        var endpoint = Asked.of(request).text("endpoint");
        var lines = Curl.lines(execution, endpoint);
        if (lines.isEmpty()) {
            throw ProblemDetails.of(
                            ProblemCode.NOT_FOUND,
                            "this execution sent nothing"
                                    + endpoint.map(name -> " for " + name).orElse(""))
                    .in(execution.id())
                    .declined();
        }
        return Answers.text(lines);
    }

    @Get("/{id}/test")
    HttpResponse<byte[]> test(HttpRequest<?> request, String id) {
        var kept = kept(request, id, "integrator");
        var integrator = Asked.of(request).text("integrator");
        var live = tenants.live();
        var trigger = new Trigger(
                kept.trigger(), kept.callCentre(), kept.body(), Optional.empty(), Optional.empty(), kept.startedAt());
        var tests = live.of(kept.callCentre()).stream()
                .filter(tenant -> integrator.map(tenant.name()::equals).orElse(true))
                .filter(tenant ->
                        kept.steps().stream().anyMatch(step -> step.integrator().equals(tenant.name())))
                .map(tenant -> TestDraft.of(
                        kept,
                        engine.discretion().shown(kept),
                        tenant,
                        live.kit().options(trigger)))
                .collect(Collectors.joining("\n"));
        if (tests.isEmpty()) {
            throw ProblemDetails.of(
                            ProblemCode.NOT_FOUND,
                            "nothing was run in this execution by an integrator that is there now")
                    .in(kept.id())
                    .declined();
        }
        return Answers.text(tests);
    }

    private Execution find(HttpRequest<?> request, String id, String... names) {
        return engine.discretion().shown(kept(request, id, names));
    }

    private Execution kept(HttpRequest<?> request, String id, String... names) {
        var visitor = gate.back(request, names);
        return engine.decisions()
                .execution(id, visitor.callCentre())
                .orElseThrow(() -> ProblemDetails.of(ProblemCode.NOT_FOUND, "there is no execution `" + id + "` here")
                        .declined());
    }
}

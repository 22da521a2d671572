package org.patchbay.workbench.why;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.EndpointType;
import org.patchbay.engine.CallFile;
import org.patchbay.engine.CallFile.Ahead;
import org.patchbay.engine.CallFile.Kind;
import org.patchbay.engine.CallFile.Obstacle;
import org.patchbay.engine.CallFile.Party;
import org.patchbay.engine.CallFile.Pending;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Fields.State;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Letter;

/** Files of call c-1 of CC-1, in which acme finds contacts, logs calls and sends messages on revision 3. */
final class Calls {
    static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final Map<String, Map<String, Kind>> STEPS = Map.of(
            "call-start",
            Map.of("findContact", new Kind(EndpointType.GET_DATA, true), "openTickets", get()),
            "call-connect",
            Map.of("savePreLog", post()),
            "call-end",
            Map.of("saveLog", post(), "saveNote", post(), "tag", post()),
            "sms-send",
            Map.of("sendSms", new Kind(EndpointType.SEND_SMS, false)));

    private final List<Execution> executions = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private final List<Party> others = new ArrayList<>();
    private final Map<String, Duration> budgets = new HashMap<>();
    private Optional<State> state = Optional.empty();
    private long revision = 3;

    private static Kind get() {
        return new Kind(EndpointType.GET_DATA, false);
    }

    private static Kind post() {
        return new Kind(EndpointType.POST_DATA, false);
    }

    CallFile file() {
        var parties = new ArrayList<Party>();
        parties.add(new Party("acme", state, STEPS, Set.of("login")));
        parties.addAll(others);
        return new CallFile("CC-1", "c-1", executions, pending, letters, parties, budgets, revision);
    }

    Calls has(Event event) {
        executions.add(event.execution());
        return this;
    }

    Calls has(Letter letter) {
        letters.add(letter);
        return this;
    }

    Calls has(Waiting waiting) {
        pending.add(waiting.pending());
        return this;
    }

    /** Another integrator, which runs nothing on events of a call. */
    Calls party(String name) {
        others.add(new Party(name, Optional.empty(), Map.of(), Set.of()));
        return this;
    }

    Calls state(String word, String reason) {
        state = Optional.of(new State(word, reason));
        return this;
    }

    Calls budget(String trigger, Duration hard) {
        budgets.put(trigger, hard);
        return this;
    }

    Calls revision(long live) {
        revision = live;
        return this;
    }

    static Event event(String id, String trigger) {
        return new Event(
                id, trigger, Execution.Status.SUCCEEDED, Optional.empty(), Optional.empty(), List.of(), nothing());
    }

    /** What becomes an execution. */
    record Event(
            String id,
            String trigger,
            Execution.Status status,
            Optional<String> reason,
            Optional<String> match,
            List<Step> steps,
            JsonNode cards) {
        Event with(Made step) {
            var all = new ArrayList<>(steps);
            all.add(step.step());
            return new Event(id, trigger, status, reason, match, all, cards);
        }

        Event match(String word) {
            return new Event(id, trigger, status, reason, Optional.of(word), steps, cards);
        }

        Event as(Execution.Status other, Optional<String> why) {
            return new Event(id, trigger, other, why, match, steps, cards);
        }

        Event card() {
            var card = JsonNodeFactory.instance.arrayNode();
            card.addObject().put("title", "Nguyen Van An");
            return new Event(id, trigger, status, reason, match, steps, card);
        }

        Execution execution() {
            return new Execution(
                    id,
                    trigger,
                    Optional.of("c-1"),
                    "CC-1",
                    AT,
                    Duration.ofMillis(120),
                    status,
                    match,
                    reason,
                    false,
                    3,
                    nothing(),
                    steps,
                    cards,
                    JsonNodeFactory.instance.nullNode());
        }
    }

    static Made step(String endpoint, Step.Status status) {
        var answered = status == Step.Status.SUCCEEDED
                ? Optional.of(new Step.Received(200, List.of(), ""))
                : Optional.<Step.Received>empty();
        return new Made(endpoint, status, Optional.empty(), 1, Duration.ofMillis(80), answered, Optional.empty());
    }

    static Made failed(String endpoint, FailureCode code, String message) {
        return new Made(
                endpoint,
                Step.Status.FAILED,
                Optional.empty(),
                1,
                Duration.ofMillis(80),
                Optional.empty(),
                Optional.of(Failure.of(code, message)));
    }

    /** What becomes a step of acme. */
    record Made(
            String endpoint,
            Step.Status status,
            Optional<String> reason,
            int attempts,
            Duration time,
            Optional<Step.Received> response,
            Optional<Failure> problem) {
        Made because(String why) {
            return new Made(endpoint, status, Optional.of(why), attempts, time, response, problem);
        }

        Made took(Duration other) {
            return new Made(endpoint, status, reason, attempts, other, response, problem);
        }

        Made as(Step.Status other) {
            return new Made(endpoint, other, reason, attempts, time, response, problem);
        }

        Made attempt(int number) {
            return new Made(endpoint, status, reason, number, time, response, problem);
        }

        Step step() {
            return new Step(
                    "acme",
                    endpoint,
                    status,
                    reason,
                    attempts,
                    AT,
                    time,
                    List.of(),
                    Optional.empty(),
                    response,
                    nothing(),
                    nothing(),
                    nothing(),
                    Optional.empty(),
                    problem,
                    3);
        }
    }

    static Waiting job(String execution, String endpoint) {
        return new Waiting(new Pending(execution, "acme", endpoint, 0, AT, Optional.empty(), Optional.empty()));
    }

    /** What becomes work of acme that waits. */
    record Waiting(Pending pending) {
        Waiting tried(int attempts) {
            return new Waiting(new Pending(
                    pending.execution(), "acme", pending.endpoint(), attempts, AT, pending.ahead(), Optional.empty()));
        }

        Waiting behind(Ahead ahead) {
            return new Waiting(new Pending(
                    pending.execution(), "acme", pending.endpoint(), 0, AT, Optional.of(ahead), Optional.empty()));
        }

        Waiting leftAlone() {
            return kept(new Obstacle.LeftAlone());
        }

        Waiting leftOut(String why) {
            return kept(new Obstacle.LeftOut(why));
        }

        private Waiting kept(Obstacle obstacle) {
            return new Waiting(new Pending(
                    pending.execution(), "acme", pending.endpoint(), 0, AT, pending.ahead(), Optional.of(obstacle)));
        }
    }

    static Letter letter(String execution, String endpoint, Letter.Kind kind) {
        var trigger = new Trigger("call-end", "CC-1", nothing(), Optional.empty(), Optional.empty(), AT);
        var job = new Job(execution + endpoint, "lane", execution, "acme", endpoint, trigger, 3, 1, AT, AT);
        return new Letter(job, kind, "answered 400", AT, Optional.empty());
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}

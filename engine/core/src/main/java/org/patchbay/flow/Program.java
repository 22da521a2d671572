package org.patchbay.flow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.patchbay.auth.Login;
import org.patchbay.definition.Calls;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.Info;
import org.patchbay.definition.Info.DataFunction;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Signature;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.definition.Template;
import org.patchbay.hook.HookPlan;
import org.patchbay.lifecycle.Rules;
import org.patchbay.render.Card;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Scopes;

/**
 * A compiled template, shared by all its integrators.
 *
 * @param plans compiled endpoints by name
 * @param logins compiled Auth endpoints by name
 * @param steps steps by trigger, in an order in which each comes after those it waits for
 * @param card what the agent sees
 * @param rules what the events of a call mean together
 * @param linkage how its integrators are connected
 * @param hooks what partners can call
 * @param sent pages to which people are sent who connect an account
 */
public record Program(
        Template template,
        Map<String, Plan> plans,
        Map<String, Login> logins,
        Map<String, List<Bound>> steps,
        Optional<Card> card,
        Rules rules,
        Linkage linkage,
        List<HookPlan> hooks,
        Sent sent) {
    public Program {
        hooks = List.copyOf(hooks);
        plans = Map.copyOf(plans);
        logins = Map.copyOf(logins);
        steps = Map.copyOf(steps);
    }

    /** Compiles a template; what is wrong in it is reported at its place in the document. */
    public static Program compile(Template template, Map<String, Signature> library, Problems problems) {
        var signatures = new LinkedHashMap<>(library);
        signatures.putAll(template.signatures());
        var plans = new LinkedHashMap<String, Plan>();
        var logins = new LinkedHashMap<String, Login>();
        for (var endpoint : template.endpoints()) {
            if (endpoint.type() == EndpointType.AUTH) {
                var login = Login.compile(endpoint, template, signatures, problems);
                logins.put(login.name(), login);
                plans.put(login.name(), login.request());
            } else {
                plans.put(endpoint.name().text(), Plan.compile(endpoint, template, signatures, problems));
            }
        }
        LoginOrder.check(logins, problems);
        var card = template.iframe().map(iframe -> Card.compile(iframe, Scopes.of(template), problems));
        var steps = steps(template, plans, problems);
        var rules = new Rules(template.calls().orElse(Calls.USUAL), steps.keySet());
        var hooks = template.hooks().stream()
                .map(hook -> HookPlan.compile(hook, template, signatures, problems))
                .toList();
        var linkage = Linkage.compile(template, problems);
        var sent = Sent.compile(template, signatures, problems);
        return new Program(template, plans, logins, steps, card, rules, linkage, hooks, sent);
    }

    /** The Auth endpoint of that name, which a plan names. */
    public Login login(String name) {
        return Objects.requireNonNull(logins.get(name));
    }

    /** Steps of a trigger. */
    public List<Bound> steps(String trigger) {
        return steps.getOrDefault(trigger, List.of());
    }

    /** The same with some steps of that trigger, and those that they wait for; nothing when no step is called so. */
    public Program only(String trigger, Set<String> endpoints) {
        var wanted = new LinkedHashSet<>(endpoints);
        for (var step : steps(trigger).reversed()) {
            if (wanted.contains(step.name())) {
                wanted.addAll(step.waitsFor());
            }
        }
        var left = steps(trigger).stream()
                .filter(step -> wanted.contains(step.name()))
                .toList();
        return new Program(template, plans, logins, Map.of(trigger, left), card, rules, linkage, hooks, sent);
    }

    /** The same with one step of that trigger, and those that wait for it. */
    public Program from(String trigger, String endpoint) {
        var wanted = new LinkedHashSet<String>();
        wanted.add(endpoint);
        var left = steps(trigger).stream()
                .filter(step -> wanted.contains(step.name())
                        || step.waitsFor().stream().anyMatch(wanted::contains) && wanted.add(step.name()))
                .toList();
        return new Program(template, plans, logins, Map.of(trigger, left), card, rules, linkage, hooks, sent);
    }

    /** The same, with what a trigger runs waited for: all of it, or what does not say itself that it is background work. */
    public Program awaiting(String trigger, Waiting waiting) {
        var changed = new LinkedHashMap<>(steps);
        changed.computeIfPresent(
                trigger,
                (_, bound) -> bound.stream()
                        .map(step -> waiting.isFor(step) ? step.delivered(DeliveryMode.WAIT) : step)
                        .toList());
        return new Program(template, plans, logins, changed, card, rules, linkage, hooks, sent);
    }

    /** What is waited for. */
    public enum Waiting {
        ALL,
        UNLESS_BACKGROUND;

        private boolean isFor(Bound step) {
            return switch (this) {
                case ALL -> true;
                case UNLESS_BACKGROUND ->
                    !step.plan().synchronizes()
                            && step.plan().endpoint().delivery().mode().isEmpty();
            };
        }
    }

    /** The same for an integrator whose own info calls other endpoints when a call starts. */
    public Program calling(List<DataFunction> functions) {
        var trigger = StandardTrigger.CALL_START.word();
        var changed = new LinkedHashMap<>(steps);
        changed.put(trigger, Order.of(bound(template, plans, trigger, functions), new Problems()));
        var heard = new Rules(rules.calls(), changed.keySet());
        return new Program(template, plans, logins, changed, card, heard, linkage, hooks, sent);
    }

    /** An endpoint that is asked by its name, whatever it listens to. */
    public Bound asked(String endpoint) {
        return new Binding(plans, "", Set.of(endpoint), List.of()).bind(endpoint);
    }

    private static Map<String, List<Bound>> steps(Template template, Map<String, Plan> plans, Problems problems) {
        var functions = template.info().map(Info::dataFunction).orElse(List.of());
        var triggers = new LinkedHashSet<String>();
        template.endpoints().forEach(endpoint -> endpoint.trigger().forEach(name -> triggers.add(name.text())));
        if (!functions.isEmpty()) {
            triggers.add(StandardTrigger.CALL_START.word());
        }
        var steps = new LinkedHashMap<String, List<Bound>>();
        triggers.forEach(trigger -> steps.put(trigger, Order.of(bound(template, plans, trigger, functions), problems)));
        return steps;
    }

    private static List<Bound> bound(
            Template template, Map<String, Plan> plans, String trigger, List<DataFunction> functions) {
        var called = trigger.equals(StandardTrigger.CALL_START.word()) ? functions : List.<DataFunction>of();
        var names = new LinkedHashSet<String>();
        for (var endpoint : template.endpoints()) {
            var name = endpoint.name().text();
            var listens = endpoint.trigger().stream().anyMatch(word -> word.is(trigger)) || at(called, name) >= 0;
            if (listens && endpoint.type() != EndpointType.AUTH) {
                names.add(name);
            }
        }
        return names.stream()
                .map(name -> new Binding(plans, trigger, names, called).bind(name))
                .toList();
    }

    /** Place of an endpoint among those that Gcalls' dataFunction runs one after the other; negative when it is none of them. */
    static int at(List<DataFunction> functions, String endpoint) {
        return IntStream.range(0, functions.size())
                .filter(index -> functions.get(index).endpoint().is(endpoint))
                .findFirst()
                .orElse(-1);
    }
}

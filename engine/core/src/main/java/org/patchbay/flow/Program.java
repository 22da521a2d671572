package org.patchbay.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Calls;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.Name;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Signature;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.definition.Template;
import org.patchbay.lifecycle.Rules;
import org.patchbay.render.Card;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Scopes;

/**
 * A compiled template, shared by all its integrators.
 *
 * @param plans compiled endpoints by name
 * @param steps steps by trigger, in an order in which each comes after those it waits for
 * @param card what the agent sees
 * @param rules what the events of a call mean together
 */
public record Program(
        Template template,
        Map<String, Plan> plans,
        Map<String, List<Bound>> steps,
        Optional<Card> card,
        Rules rules) {
    public Program {
        plans = Map.copyOf(plans);
        steps = Map.copyOf(steps);
    }

    /** Compiles a template; what is wrong in it is reported at its place in the document. */
    public static Program compile(Template template, Map<String, Signature> library, Problems problems) {
        var signatures = new LinkedHashMap<>(library);
        signatures.putAll(template.signatures());
        var plans = new LinkedHashMap<String, Plan>();
        template.endpoints()
                .forEach(endpoint ->
                        plans.put(endpoint.name().text(), Plan.compile(endpoint, template, signatures, problems)));
        var card = template.iframe().map(iframe -> Card.compile(iframe, Scopes.of(template), problems));
        var steps = steps(template, plans, problems);
        var rules = new Rules(template.calls().orElse(Calls.USUAL), steps.keySet());
        return new Program(template, plans, steps, card, rules);
    }

    /** Steps of a trigger. */
    public List<Bound> steps(String trigger) {
        return steps.getOrDefault(trigger, List.of());
    }

    /** The same with one step of that trigger, and those that it waits for; nothing when no step is called so. */
    public Program only(String trigger, String endpoint) {
        var wanted = new LinkedHashSet<String>();
        wanted.add(endpoint);
        for (var step : steps(trigger).reversed()) {
            if (wanted.contains(step.name())) {
                wanted.addAll(step.waitsFor());
            }
        }
        var left = steps(trigger).stream()
                .filter(step -> wanted.contains(step.name()))
                .toList();
        return new Program(template, plans, Map.of(trigger, left), card, rules);
    }

    private static Map<String, List<Bound>> steps(Template template, Map<String, Plan> plans, Problems problems) {
        var functions = functions(template);
        var triggers = new LinkedHashSet<String>();
        template.endpoints().forEach(endpoint -> endpoint.trigger().forEach(name -> triggers.add(name.text())));
        if (!functions.isEmpty()) {
            triggers.add(StandardTrigger.CALL_START.word());
        }
        var steps = new LinkedHashMap<String, List<Bound>>();
        triggers.forEach(trigger -> steps.put(trigger, Order.of(bound(template, plans, trigger, functions), problems)));
        return steps;
    }

    /** Endpoints that Gcalls' dataFunction runs one after the other at call-start. */
    private static List<String> functions(Template template) {
        return template.info().stream()
                .flatMap(info -> info.dataFunction().stream())
                .map(call -> call.endpoint().text())
                .toList();
    }

    private static List<Bound> bound(
            Template template, Map<String, Plan> plans, String trigger, List<String> functions) {
        var called = trigger.equals(StandardTrigger.CALL_START.word()) ? functions : List.<String>of();
        var names = new LinkedHashSet<String>();
        for (var endpoint : template.endpoints()) {
            var listens = endpoint.trigger().stream().anyMatch(name -> name.is(trigger))
                    || called.contains(endpoint.name().text());
            if (listens && endpoint.type() != EndpointType.AUTH) {
                names.add(endpoint.name().text());
            }
        }
        var steps = new ArrayList<Bound>();
        for (var name : names) {
            var index = called.indexOf(name);
            steps.add(bind(
                    Objects.requireNonNull(plans.get(name)),
                    trigger,
                    names,
                    index > 0 ? Set.of(called.get(index - 1)) : Set.of()));
        }
        return steps;
    }

    private static Bound bind(Plan plan, String trigger, Set<String> together, Set<String> before) {
        var flow = plan.endpoint().flow();
        var after = here(flow.after(), together);
        var afterFailure = here(flow.afterFailure(), together);
        var waitsFor = new LinkedHashSet<String>(before);
        waitsFor.addAll(after);
        waitsFor.addAll(afterFailure);
        plan.reads().stream()
                .filter(together::contains)
                .filter(name -> !name.equals(plan.name()))
                .forEach(waitsFor::add);
        var usual = StandardTrigger.of(trigger).map(StandardTrigger::delivery).orElse(DeliveryMode.BACKGROUND);
        return new Bound(
                plan,
                after,
                afterFailure,
                waitsFor,
                plan.endpoint().delivery().mode().orElse(usual));
    }

    private static List<String> here(List<Name> names, Set<String> together) {
        return names.stream().map(Name::text).filter(together::contains).toList();
    }
}

package org.patchbay.flow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.definition.Info.DataFunction;
import org.patchbay.definition.Name;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.trip.Plan;

/**
 * Binds endpoints to a trigger.
 *
 * @param together all endpoints of the trigger: only these can be waited for
 * @param functions endpoints that are called one after the other, each kept as an object of the call
 */
record Binding(Map<String, Plan> plans, String trigger, Set<String> together, List<DataFunction> functions) {
    Bound bind(String name) {
        var plan = Objects.requireNonNull(plans.get(name));
        var flow = plan.endpoint().flow();
        var after = here(flow.after());
        var afterFailure = here(flow.afterFailure());
        var waitsFor = new LinkedHashSet<String>(after);
        waitsFor.addAll(afterFailure);
        reads(plan).forEach(waitsFor::add);
        before(name).forEach(waitsFor::add);
        waitsFor.retainAll(together);
        waitsFor.remove(name);
        return new Bound(plan, after, afterFailure, waitsFor, delivery(plan), objectName(plan));
    }

    private List<String> here(List<Name> names) {
        return names.stream().map(Name::text).filter(together::contains).toList();
    }

    /** Results that it reads, and those that the endpoints read which it calls. */
    private Stream<String> reads(Plan plan) {
        var called = plan.loops().ensure().stream()
                .flatMap(ensure -> Stream.concat(ensure.find().stream(), Stream.of(ensure.update())))
                .flatMap(name -> Optional.ofNullable(plans.get(name)).stream());
        return Stream.concat(Stream.of(plan), called).flatMap(each -> each.reads().stream());
    }

    /** The function before this one is waited for, whatever comes of it. */
    private Stream<String> before(String name) {
        var place = Program.at(functions, name);
        return place > 0 ? Stream.of(functions.get(place - 1).endpoint().text()) : Stream.empty();
    }

    private DeliveryMode delivery(Plan plan) {
        if (plan.synchronizes()) {
            return DeliveryMode.BACKGROUND;
        }
        var usual = StandardTrigger.of(trigger).map(StandardTrigger::delivery).orElse(DeliveryMode.BACKGROUND);
        return plan.endpoint().delivery().mode().orElse(usual);
    }

    private Optional<String> objectName(Plan plan) {
        var place = Program.at(functions, plan.name());
        return place >= 0
                ? Optional.of(functions.get(place).objectName().text())
                : plan.endpoint().reply().objectName().map(Name::text);
    }
}

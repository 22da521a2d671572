package org.patchbay.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Run;

/** Which steps of a run its answer waits for, and which go on behind it. */
final class Waits {
    private Waits() {}

    static List<Bound> waiting(Run run) {
        return Arrivals.steps(run).stream()
                .filter(step -> step.delivery() == DeliveryMode.WAIT)
                .toList();
    }

    /** True when the answer waits for a step that changes something at a partner: no process that ends before it may have that done anew. */
    static boolean changeSomething(Run run) {
        return waiting(run).stream()
                .anyMatch(step -> switch (step.plan().endpoint().type()) {
                    case POST_DATA, SEND_SMS -> true;
                    case GET_DATA, AUTH -> false;
                });
    }

    /** Background steps that build on no waiting step, and are not over. */
    static List<Bound> independent(Run run) {
        var tied = tied(run);
        return Arrivals.steps(run).stream()
                .filter(step -> step.delivery() == DeliveryMode.BACKGROUND && !tied.contains(step.name()))
                .toList();
    }

    /** Background steps that build on waiting ones, and are not over. */
    static List<Bound> dependent(Run run) {
        var tied = tied(run);
        return Arrivals.steps(run).stream()
                .filter(step -> step.delivery() == DeliveryMode.BACKGROUND && tied.contains(step.name()))
                .toList();
    }

    /** Names of the steps that the answer waits for, and of those that build on them; over or not. */
    private static Set<String> tied(Run run) {
        var all = run.tenant().steps(run.trigger().name());
        var tied = new LinkedHashSet<String>();
        all.stream().filter(step -> step.delivery() == DeliveryMode.WAIT).forEach(step -> tied.add(step.name()));
        all.stream()
                .filter(step -> step.waitsFor().stream().anyMatch(tied::contains))
                .forEach(step -> tied.add(step.name()));
        return tied;
    }
}

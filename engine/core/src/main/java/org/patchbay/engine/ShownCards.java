package org.patchbay.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Kit;
import org.patchbay.flow.Recorder;
import org.patchbay.flow.Run;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Views;

/**
 * What the agent sees when a call begins.
 *
 * @param cards one for each integrator that has one
 * @param pop the first page that is to be opened
 */
record ShownCards(List<ObjectNode> cards, Optional<ObjectNode> pop) {
    static ShownCards of(Trigger trigger, Kit kit, List<Run> runs) {
        var cards = new ArrayList<ObjectNode>();
        var pops = new ArrayList<ObjectNode>();
        if (areFor(trigger)) {
            runs.forEach(run -> show(run, kit, cards, pops));
        }
        return new ShownCards(cards, pops.stream().findFirst());
    }

    /** Whether an agent sees any then. */
    static boolean areFor(Trigger trigger) {
        return trigger.name().equals("call-start");
    }

    private static void show(Run run, Kit kit, List<ObjectNode> cards, List<ObjectNode> pops) {
        var card = run.tenant().card();
        if (card.isEmpty()) {
            return;
        }
        var values =
                Views.of(run, kit.options(run.trigger()), new Moment(kit.clock().instant(), "0".repeat(32)));
        var shown = JsonNodeFactory.instance.objectNode();
        shown.put("integrator", run.tenant().name());
        shown.setAll(card.get().show(values, run.match(), language(run.tenant())));
        Forms.add(shown, run.tenant(), language(run.tenant()));
        var recorder = new Recorder(run);
        cards.add(recorder.maskedMap(shown));
        card.get().pop(values, run.match()).map(recorder::maskedMap).ifPresent(pops::add);
    }

    private static String language(Tenant tenant) {
        return tenant.locality().locale().toLanguageTag();
    }
}

package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.stream.Stream;
import org.patchbay.engine.Engine;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Syncing;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Synchronizations.Place;
import org.patchbay.store.Timers.Timer;

/** The synchronizations of an integrator: how far they are, and when the next one is due. */
record SyncJson(Engine engine, Tenant tenant) {
    ArrayNode list() {
        var list = JsonNodeFactory.instance.arrayNode();
        Stream.of("contacts-sync", "agents-sync")
                .forEach(trigger -> tenant.steps(trigger).stream()
                        .filter(step -> step.plan().synchronizes())
                        .forEach(step -> add(list, trigger, step)));
        return list;
    }

    private void add(ArrayNode list, String trigger, Bound step) {
        var store = engine.tools().store();
        var kind = Syncing.kind(trigger);
        var progress = store.synchronizations().progress(new Place(tenant.name(), step.name(), kind));
        var json = list.addObject()
                .put("endpoint", step.name())
                .put("kind", kind.word())
                .put("underWay", engine.isSynchronizing(tenant, trigger))
                .put("pages", progress.count().pages())
                .put("items", progress.count().items())
                .put("leftOut", progress.count().leftOut());
        progress.finishedAt().ifPresent(time -> json.put("finishedAt", time.toString()));
        store.timers()
                .due(new Timer(tenant.name(), step.name(), trigger))
                .ifPresent(due -> json.put("due", due.toString()));
    }
}

package org.patchbay.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Tree;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Syncing;
import org.patchbay.store.Synchronizations;
import org.patchbay.store.Synchronizations.Count;
import org.patchbay.store.Synchronizations.Cursor;
import org.patchbay.store.Synchronizations.Filter;
import org.patchbay.store.Synchronizations.Place;
import org.patchbay.store.Synchronizations.Progress;

/** The synchronizations of a test: where they stand before it, and what they kept. */
record Synced(Synchronizations store, String integrator, String trigger) {
    private static final int MOST = 10_000;

    /** Puts the synchronization of a step where the test says that it stands. */
    void stand(Bound step, Tree given, Instant now) {
        var json = given.toJson();
        var cursor = there(json, "offset").map(offset -> new Cursor(offset.toString(), offset, there(json, "context")));
        var progress = new Progress(there(json, "checkpoint"), cursor, Count.NOTHING, Optional.empty());
        store.keep(place(step), List.of(), progress, now);
    }

    private Place place(Bound step) {
        return new Place(integrator, step.name(), Syncing.kind(trigger));
    }

    private static Optional<JsonNode> there(JsonNode json, String key) {
        return Optional.of(json.path(key)).filter(value -> !value.isMissingNode());
    }

    /** What was kept, and where the synchronization of a step stands now; a missing node when none is among them. */
    JsonNode now(List<Bound> steps) {
        var step = steps.stream().filter(one -> one.plan().synchronizes()).findFirst();
        return step.<JsonNode>map(this::now).orElseGet(MissingNode::getInstance);
    }

    private JsonNode now(Bound step) {
        var place = place(step);
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("items");
        store.list(Filter.all(integrator, place.kind(), MOST)).forEach(kept -> items.add(kept.content()));
        var progress = store.progress(place);
        progress.checkpoint().ifPresent(checkpoint -> json.set("checkpoint", checkpoint));
        progress.cursor().ifPresent(cursor -> {
            json.set("offset", cursor.at());
            cursor.context().ifPresent(context -> json.set("context", context));
        });
        return json;
    }
}

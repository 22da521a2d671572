package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.format.Locality;
import org.patchbay.mapping.Keeping;
import org.patchbay.mapping.Mapper;
import org.patchbay.mapping.Position;
import org.patchbay.store.Synchronizations.Count;
import org.patchbay.store.Synchronizations.Cursor;
import org.patchbay.store.Synchronizations.Kind;
import org.patchbay.store.Synchronizations.Place;
import org.patchbay.store.Synchronizations.Progress;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Trip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page of a synchronization: fetched from where the store says that it goes on, and kept together with where the next one begins.
 * Whoever is cut off in between fetches that page once more, and keeps each of its items once (seed systems T23 to T27).
 */
public final class Syncing {
    private static final Logger LOG = LoggerFactory.getLogger(Syncing.class);
    private static final int MOST_PAGES = 100_000;

    private final Kit kit;
    private final Run run;
    private final Plan plan;
    private final Place place;
    private final Progress before;
    private boolean goesOn;

    Syncing(Kit kit, Run run, Plan plan) {
        this.kit = kit;
        this.run = run;
        this.plan = plan;
        this.place =
                new Place(run.tenant().name(), plan.name(), kind(run.trigger().name()));
        this.before = kit.store().synchronizations().progress(place);
    }

    /** What a trigger synchronizes. */
    public static Kind kind(String trigger) {
        return trigger.equals(StandardTrigger.AGENTS_SYNC.word()) ? Kind.AGENTS : Kind.CONTACTS;
    }

    /** A phone number in the form in which those of items are compared; empty when it is none. */
    public static Optional<String> comparable(JsonNode phone, Locality locality) {
        return Gleaning.comparable(phone, locality);
    }

    /** What the request for the page can read. */
    Values at(Values values) {
        var sync = JsonNodeFactory.instance.objectNode();
        before.checkpoint().ifPresent(checkpoint -> sync.set("checkpoint", checkpoint));
        if (plan.pager().isEmpty()) {
            before.cursor().ifPresent(cursor -> {
                sync.set("offset", cursor.at());
                cursor.context().ifPresent(context -> sync.set("context", context));
            });
        }
        var seen = values.with(Root.SYNC, sync);
        return plan.pager()
                .map(pager -> seen.with(Root.PAGE, pager.values(position())))
                .orElse(seen);
    }

    private Position position() {
        return before.cursor()
                .map(cursor -> Position.of(cursor.at()))
                .orElseGet(() -> plan.pager().orElseThrow().first());
    }

    /** Keeps the page that came; its ending says whether there is another one. */
    Trip.Ended keep(Trip.Ended ended) {
        return switch (ended.outcome()) {
            case Outcome.Ok(var result) -> kept(ended, result);
            case Outcome.Fail(var failure) -> {
                if (failure.code() == FailureCode.UPSTREAM_REJECTED
                        && before.cursor().isPresent()) {
                    anew("the partner refused the page");
                }
                yield ended;
            }
            case Outcome.AlreadyDone _,
                    Outcome.Retry _,
                    Outcome.Refresh _,
                    Outcome.Reauth _,
                    Outcome.Disable _,
                    Outcome.Remove _,
                    Outcome.Unknown _ -> ended;
        };
    }

    private Trip.Ended kept(Trip.Ended ended, ObjectNode result) {
        var page = Keeping.of(ended.mapped());
        var items = Gleaning.of(page.items(), place.kind(), run.tenant().locality());
        if (items.good().isEmpty() && items.leftOut() > 0) {
            return with(ended, new Outcome.Fail(Failure.of(FailureCode.MAPPING_FAILED, items.complaint())));
        }
        var count = (before.cursor().isPresent() ? before.count() : Count.NOTHING)
                .plus(items.good().size(), items.leftOut());
        var cursor = cursor(page, ended.mapped());
        var now = kit.clock().instant();
        var after = new Progress(
                cursor.isPresent() ? before.checkpoint() : page.checkpoint().or(before::checkpoint),
                cursor,
                count,
                cursor.isPresent() ? before.finishedAt() : Optional.of(now));
        var fresh = kit.store().synchronizations().keep(place, items.good(), after, now);
        if (!fresh || count.pages() >= MOST_PAGES) {
            return with(ended, new Outcome.Fail(endless(count)));
        }
        goesOn = cursor.isPresent();
        if (!goesOn) {
            LOG.info(
                    "sync.finished integrator={} endpoint={} pages={} items={} leftOut={}",
                    place.integrator(),
                    place.endpoint(),
                    count.pages(),
                    count.items(),
                    count.leftOut());
        }
        return with(ended, new Outcome.Ok(told(result, count)));
    }

    /** True when another page follows the one that was kept. */
    boolean goesOn() {
        return goesOn;
    }

    private Optional<Cursor> cursor(Keeping page, Mapper.Mapped mapped) {
        if (plan.pager().isEmpty()) {
            return page.nextOffset().map(offset -> new Cursor(offset.toString(), offset, page.context()));
        }
        return plan.pager()
                .get()
                .after(position(), mapped, page.items().size())
                .map(next -> new Cursor(key(next), next.json(), Optional.empty()));
    }

    private static String key(Position next) {
        return next.next().isMissingNode() || next.next().isBoolean()
                ? String.valueOf(next.number())
                : next.next().toString();
    }

    private Failure endless(Count count) {
        anew("it went round in a circle");
        return Failure.of(
                FailureCode.MAPPING_FAILED,
                "page " + count.pages()
                        + " leads to an earlier page again; what came was kept, the next synchronization"
                        + " begins anew");
    }

    private void anew(String why) {
        LOG.warn(
                "sync.stopped integrator={} endpoint={} because={} the next one begins at its checkpoint",
                place.integrator(),
                place.endpoint(),
                why);
        kit.store()
                .synchronizations()
                .keep(place, List.of(), before.anew(), kit.clock().instant());
    }

    private static ObjectNode told(ObjectNode result, Count count) {
        ObjectNode told = result.deepCopy();
        return told.put("pages", count.pages()).put("items", count.items()).put("leftOut", count.leftOut());
    }

    private static Trip.Ended with(Trip.Ended last, Outcome outcome) {
        var mapped = last.mapped();
        return new Trip.Ended(
                last.prepared(),
                last.reply(),
                new Mapper.Mapped(outcome, mapped.match(), mapped.remembered(), mapped.stored(), mapped.onward()));
    }
}

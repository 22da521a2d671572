package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.mapping.Mapper;
import org.patchbay.mapping.Pager;
import org.patchbay.mapping.Position;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Trip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trips to the pages of an endpoint, one after the other, and their replies as if they were one. */
final class Paged {
    private static final Logger LOG = LoggerFactory.getLogger(Paged.class);
    private static final int SHOWN_PAGES = 20;
    private static final long MOST_BYTES = 64L << 20;

    private final Plan plan;
    private final Pager pager;
    private final Supplier<Round> rounds;
    private final List<Mapper.Mapped> pages = new ArrayList<>();
    private final Set<JsonNode> cursors = new HashSet<>();
    private Position position;
    private long bytes;

    /** @param rounds a round for each page, with the time of one */
    Paged(Plan plan, Pager pager, Supplier<Round> rounds) {
        this.plan = plan;
        this.pager = pager;
        this.rounds = rounds;
        this.position = pager.first();
    }

    /** @throws org.patchbay.exchange.Refusal when a page was refused before it was asked for */
    Trip.Ended go(Values values) {
        while (true) {
            var round = rounds.get();
            var ended = round.go(values.with(Root.PAGE, pager.values(position)));
            var result = ended.mapped().result();
            if (result.isEmpty()) {
                return ended;
            }
            pages.add(ended.mapped());
            bytes += ended.reply().map(Reply::length).orElse(0);
            var after = pager.after(position, ended.mapped());
            var trouble = after.flatMap(this::trouble);
            if (trouble.isPresent()) {
                return with(ended, Mapper.Mapped.only(new Outcome.Fail(trouble.get())));
            }
            if (after.isEmpty() || pages.size() >= pager.max()) {
                after.ifPresent(_ -> LOG.info(
                        "pages.cut endpoint={} pages={} the partner has more, see max", plan.name(), pages.size()));
                return with(ended, plan.mapper().joined(pages, values));
            }
            note(round, ended);
            position = after.get();
        }
    }

    private Optional<Failure> trouble(Position after) {
        if (!after.next().isMissingNode() && !after.next().isBoolean() && !cursors.add(after.next())) {
            return Optional.of(Failure.of(
                    FailureCode.MAPPING_FAILED,
                    "page " + pages.size() + " names the cursor of an earlier page again; nothing of it is used"));
        }
        return bytes > MOST_BYTES
                ? Optional.of(Failure.of(
                        FailureCode.MAPPING_FAILED,
                        "the pages are larger than " + (MOST_BYTES >> 20) + " MiB together after " + pages.size()))
                : Optional.empty();
    }

    private static Trip.Ended with(Trip.Ended last, Mapper.Mapped mapped) {
        return new Trip.Ended(last.prepared(), last.reply(), mapped);
    }

    /** The pages before the last are shown too, as far as they can be shown. */
    private void note(Round round, Trip.Ended ended) {
        if (pages.size() <= SHOWN_PAGES) {
            round.note(ended);
        }
    }
}

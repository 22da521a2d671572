package org.patchbay.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Ending;
import org.patchbay.store.Lanes;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Lanes.Left;

/**
 * How far a job is with its list.
 *
 * @param ended how its elements ended, by index
 */
public record Elements(NavigableMap<Integer, Ending> ended) {
    /** As the run of a job knows it. */
    static Elements of(Job job, Work work) {
        return new Elements(work.run().elements(job.endpoint()));
    }

    /** As the store knows it. */
    static Elements of(Job job, Lanes lanes, Instant now) {
        return new Elements(Leavings.elements(job.endpoint(), lanes.results(job.execution(), job.integrator()), now));
    }

    boolean isEmpty() {
        return ended.isEmpty();
    }

    boolean hasUnknown() {
        return !those(Ending::isUnknown).isEmpty();
    }

    /** Those that are done again when all of the job is. */
    List<Integer> undone() {
        return those(ending -> !ending.status().succeeded());
    }

    /** Those that nobody does again. */
    NavigableMap<Integer, Ending> done() {
        var done = new TreeMap<>(ended);
        undone().forEach(done::remove);
        return done;
    }

    /** The first one that has not ended: they are done one after the other. */
    int next() {
        return Stream.iterate(0, i -> i + 1)
                .filter(i -> !ended.containsKey(i))
                .findFirst()
                .orElseThrow();
    }

    private List<Integer> those(Predicate<Ending> wanted) {
        return ended.entrySet().stream()
                .filter(element -> wanted.test(element.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What is left when those of which nobody knew, and the one that was under way, turn out to be done; nothing when there are none. */
    List<Left> known(Job job, Optional<Integer> cut, Ending answer) {
        var known = Ending.known(
                job.endpoint(), Step.Status.ALREADY_DONE, answer.result(), Optional.empty(), answer.startedAt());
        return Stream.concat(those(Ending::isUnknown).stream(), cut.stream())
                .map(element -> Left.of(job, element, Leavings.ofElement(known)))
                .toList();
    }

    /** The same, as somebody says who has found out. */
    public static List<Left> known(Job job, Lanes lanes, Instant now) {
        var cut = Leavings.cut(job.endpoint(), lanes.results(job.execution(), job.integrator()));
        var nothing = JsonNodeFactory.instance.objectNode();
        var said = Ending.known(job.endpoint(), Step.Status.ALREADY_DONE, nothing, Optional.empty(), now);
        return of(job, lanes, now).known(job, cut, said);
    }

    /** What is left when all that is not done of a list is to be done again. */
    public static List<Left> undone(Job job, Lanes lanes, Instant now) {
        return of(job, lanes, now).undone().stream()
                .map(element -> Left.of(job, element, Leavings.undone()))
                .toList();
    }
}

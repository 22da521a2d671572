package org.patchbay.store.memory;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.patchbay.exchange.Execution;
import org.patchbay.store.Journal;
import org.patchbay.store.Lanes.Job;
import org.patchbay.store.Lanes.Left;
import org.patchbay.store.Letter;
import org.patchbay.store.Letters;
import org.patchbay.store.Outdated;

/** What the lanes of this process could not deliver; guarded by them. */
final class MemoryLetters implements Letters {
    private final MemoryLanes lanes;

    private final Journal journal;

    MemoryLetters(MemoryLanes lanes, Journal journal) {
        this.lanes = lanes;
        this.journal = journal;
    }

    @Override
    public Stream<Letter> list(Filter filter) {
        synchronized (lanes) {
            return lanes.letters.values().stream()
                    .filter(filter::accepts)
                    .sorted(Comparator.comparingInt(
                            letter -> number(letter.job().id())))
                    .limit(filter.limit())
                    .toList()
                    .stream();
        }
    }

    @Override
    public Optional<Letter> find(String job) {
        synchronized (lanes) {
            return Optional.ofNullable(lanes.letters.get(job));
        }
    }

    @Override
    public Set<Long> revisions() {
        synchronized (lanes) {
            return Stream.concat(
                            lanes.jobs.values().stream(),
                            lanes.letters.values().stream().map(Letter::job))
                    .map(Job::revision)
                    .collect(toSet());
        }
    }

    @Override
    public int count(Letter.Kind kind) {
        synchronized (lanes) {
            return (int) lanes.letters.values().stream()
                    .filter(letter -> letter.kind() == kind)
                    .count();
        }
    }

    @Override
    public List<Job> waiting(String execution) {
        synchronized (lanes) {
            return lanes.jobs.values().stream()
                    .filter(job -> job.execution().equals(execution))
                    .toList();
        }
    }

    @Override
    public Stream<Job> waiting(Filter filter) {
        synchronized (lanes) {
            return lanes.jobs.values().stream()
                    .filter(filter::accepts)
                    .sorted(Comparator.comparingInt(job -> number(job.id())))
                    .limit(filter.limit())
                    .toList()
                    .stream();
        }
    }

    @Override
    public Optional<Job> accepted(String execution) {
        synchronized (lanes) {
            return waiting(execution).stream().min(Comparator.comparingInt(job -> number(job.id())));
        }
    }

    @Override
    public List<Job> accepted(Journal.Filter filter) {
        synchronized (lanes) {
            var first = new TreeMap<String, Job>(Comparator.reverseOrder());
            lanes.jobs.values().stream()
                    .filter(job -> !lanes.letters.containsKey(job.id()))
                    .filter(job -> filter.accepts(execution(job)))
                    .sorted(Comparator.comparingInt(job -> number(job.id())))
                    .forEach(job -> first.putIfAbsent(job.execution(), job));
            return first.values().stream()
                    .filter(job ->
                            journal.find(job.execution(), Optional.empty()).isEmpty())
                    .limit(filter.limit())
                    .toList();
        }
    }

    private static Execution execution(Job job) {
        return Execution.accepted(job.execution(), job.trigger(), job.revision());
    }

    @Override
    public boolean settle(String job) {
        synchronized (lanes) {
            var letter = Optional.ofNullable(lanes.letters.remove(job));
            letter.filter(found -> found.heldUntil().isPresent())
                    .ifPresent(found -> lanes.turns.drop(found.job().ticket()));
            return letter.isPresent();
        }
    }

    @Override
    public int again(List<String> jobs, OptionalLong revision, List<Left> left, Instant now) {
        synchronized (lanes) {
            if (jobs.stream().anyMatch(lanes.letters::containsKey)) {
                left.forEach(lanes::keep);
            }
            return (int) jobs.stream()
                    .distinct()
                    .sorted(Comparator.comparingInt(this::number))
                    .flatMap(id -> Optional.ofNullable(lanes.letters.remove(id)).stream())
                    .peek(letter -> again(letter, revision, now))
                    .count();
        }
    }

    /** Puts letters about such jobs away; how many. */
    int erase(Predicate<Letter> theirs) {
        synchronized (lanes) {
            var found = lanes.letters.values().stream()
                    .filter(theirs)
                    .map(letter -> letter.job().id())
                    .toList();
            return (int) found.stream().filter(this::settle).count();
        }
    }

    private int number(String job) {
        return lanes.numbers.getOrDefault(job, 0);
    }

    private void again(Letter letter, OptionalLong revision, Instant now) {
        var job = letter.job().anew(revision.orElse(letter.job().revision()), now);
        lanes.jobs.put(job.id(), job);
        if (letter.heldUntil().isPresent()) {
            lanes.turns.redate(job.ticket(), now);
        } else {
            lanes.queue(job);
        }
    }

    @Override
    public boolean cancel(String job) {
        synchronized (lanes) {
            var found = Optional.ofNullable(lanes.jobs.get(job)).filter(waiting -> lanes.turns.drop(waiting.ticket()));
            found.ifPresent(_ -> {
                lanes.jobs.remove(job);
                lanes.begun.remove(job);
            });
            return found.isPresent();
        }
    }

    @Override
    public void forget(Outdated old) {
        synchronized (lanes) {
            lanes.letters
                    .values()
                    .removeIf(letter -> old.includes(letter.job().trigger().callCentre(), letter.endedAt())
                            && letter.heldUntil().isEmpty());
        }
    }
}

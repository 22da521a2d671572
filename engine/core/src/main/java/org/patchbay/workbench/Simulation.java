package org.patchbay.workbench;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.patchbay.config.Loader;
import org.patchbay.config.SecretSources;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Script;
import org.patchbay.engine.Engine;
import org.patchbay.engine.LoadResult;
import org.patchbay.engine.Tools;
import org.patchbay.flow.Tenant;
import org.patchbay.store.memory.MemoryStore;

/**
 * Plays the lives of calls against an engine with pretend partners, and looks at what is left: one record for each call with what its
 * end has said, nothing done twice, nothing done to a record before it was there.
 */
public final class Simulation {
    /** So many calls go on at the same time; more would try the machine and not the configuration. */
    private static final int AT_ONCE = 64;

    private final Orders orders;

    /** A simulation that is run once. */
    public Simulation(Orders orders) {
        this.orders = orders;
    }

    /**
     * What is to be played.
     *
     * @param integrator whose calls they are; the first that listens to the events of calls when empty
     * @param plays the calls
     * @param perSecond calls that begin in each second; all at once when empty
     */
    public record Orders(Optional<String> integrator, List<Play> plays, Optional<Integer> perSecond) {
        public Orders {
            plays = List.copyOf(plays);
        }

        /** Each script as it is written, one after the other, that many calls in all. */
        public static Orders of(List<Script> scripts, int calls) {
            var plays = IntStream.range(0, calls)
                    .mapToObj(index -> Play.of(scripts.get(index % scripts.size()), index + 1))
                    .toList();
            return new Orders(Optional.empty(), plays, Optional.empty());
        }

        /** That many calls that go as calls go; call number n is made from the seed plus n. */
        public static Orders chaos(List<Script> scripts, int calls, long seed, Duration jitter) {
            var plays = IntStream.rangeClosed(1, calls)
                    .mapToObj(number -> Play.chaos(scripts, number, seed + number, jitter))
                    .toList();
            return new Orders(Optional.empty(), plays, Optional.empty());
        }

        /** The same with call ids that nobody has had before. */
        public Orders as(String name) {
            return new Orders(
                    integrator, plays.stream().map(play -> play.as(name)).toList(), perSecond);
        }

        /** The same for that integrator. */
        public Orders with(Optional<String> name, Optional<Integer> rate) {
            return new Orders(name, plays, rate);
        }
    }

    /** What came of a simulation. */
    public sealed interface Outcome {
        /** It was played. */
        record Played(List<PlayedCall> calls, List<String> strays) implements Outcome {
            /** True when nothing was wrong. */
            public boolean passed() {
                return strays.isEmpty() && calls.stream().allMatch(PlayedCall::passed);
            }
        }

        /** The documents have errors. */
        record Refused(List<Problem> findings) implements Outcome {}

        /** No integrator listens to calls, or none has that name. */
        record NobodyListens() implements Outcome {}
    }

    /** Plays the calls against these documents; nothing leaves the machine. */
    public Outcome run(Map<String, String> documents) {
        var shelf = new Shelf();
        var templates = Loader.forTests().load(documents).definitions().templates();
        var partner = new PretendPartner(templates, shelf);
        try (var store = new MemoryStore();
                var engine = new Engine(
                        new Tools(
                                store,
                                (_, _) -> (_, _) -> {
                                    throw new IllegalStateException("nothing leaves the machine");
                                },
                                SecretSources.pretended(),
                                InstantSource.system(),
                                new Random(orders.plays().size())),
                        partner)) {
            if (engine.load(documents, "simulate", Optional.empty())
                    instanceof LoadResult.Refused(var findings, var _)) {
                return new Outcome.Refused(findings);
            }
            return tenant(engine)
                    .<Outcome>map(tenant -> play(new Stage(engine, tenant), partner, shelf))
                    .orElseGet(Outcome.NobodyListens::new);
        }
    }

    /** Plays the calls to whoever is told of them, who sends on what it sends: what its partners keep is not looked at. */
    public Outcome.Played run(Scene scene) {
        return new Outcome.Played(judged(scene, Optional.empty()), List.of());
    }

    private Optional<Tenant> tenant(Engine engine) {
        return engine.live().stream()
                .flatMap(live -> live.tenants().values().stream())
                .filter(tenant -> orders.integrator().map(tenant.name()::equals).orElse(true))
                .filter(tenant -> List.of("call-start", "call-connect", "call-end").stream()
                        .anyMatch(trigger -> !tenant.steps(trigger).isEmpty()))
                .findFirst();
    }

    private Outcome play(Stage stage, PretendPartner partner, Shelf shelf) {
        return new Outcome.Played(
                judged(stage, Optional.of(shelf).filter(_ -> partner.keepsRecords())), shelf.strays());
    }

    private List<PlayedCall> judged(Scene scene, Optional<Shelf> shelf) {
        var stories = new ArrayList<Future<Story>>();
        var places = new Semaphore(AT_ONCE, true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var play : orders.plays()) {
                var begin = begin(play);
                stories.add(threads.submit(() -> play(scene, play, begin, places)));
            }
        }
        var referee = new Referee(scene, shelf);
        return stories.stream().map(Simulation::told).map(referee::judge).toList();
    }

    private static Story told(Future<Story> story) {
        try {
            return story.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException broken) {
            throw broken.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(broken);
        }
    }

    private static Story play(Scene scene, Play play, long begin, Semaphore places) throws InterruptedException {
        places.acquire();
        try {
            return tell(scene, play, Math.max(begin, System.nanoTime()));
        } finally {
            places.release();
        }
    }

    /** Tells every event of a call at its moment. */
    private static Story tell(Scene scene, Play play, long begin) {
        var told = new ArrayList<Story.Answered>();
        for (var cue : play.cues()) {
            await(begin + cue.at().toNanos());
            told.add(new Story.Answered(cue, scene.tell(cue)));
        }
        return new Story(play, told);
    }

    private static void await(long moment) {
        for (var left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private long begin(Play play) {
        var spread = orders.perSecond()
                .map(rate -> Duration.ofSeconds(1).dividedBy(rate).multipliedBy(play.number() - 1L))
                .orElse(Duration.ZERO);
        return System.nanoTime() + spread.toNanos();
    }
}

package org.patchbay.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.patchbay.definition.TemplateState;
import org.patchbay.delivery.Deliverer;
import org.patchbay.delivery.LeftAlone;
import org.patchbay.delivery.Schedule;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Choices.Choice;
import org.patchbay.flow.Tenant;
import org.patchbay.format.PhoneTrace;
import org.patchbay.store.Custody;
import org.patchbay.store.Erasure.Erased;
import org.patchbay.store.Lanes.Job;
import org.patchbay.trip.Sender;

/** The front door: configuration and triggers in, answers out. Thread-safe. */
public final class Engine implements AutoCloseable {
    private static final int JOBS_AT_ONCE = 256;

    private final Revisioner revisioner;
    private final Journalist journal;
    private final Repeats repeats;
    private final Activities activities;
    private final Dispatcher dispatcher;
    private final Links links;
    private final LinkPages linkPages;
    private final Connections connections;
    private final Reception reception;
    private final Deliverer deliverer;
    private final Rotations rotations;
    private final Timekeeper timekeeper;
    private final Decisions decisions;
    private final Pseudonyms pseudonyms;
    private final AtomicReference<Discretion> discretion;
    private final Tools tools;

    /** An engine that serves nothing yet. */
    public Engine(Tools tools) {
        this(tools, Optional.empty());
    }

    /** An engine whose requests all go to a pretended partner. */
    public Engine(Tools tools, Sender partner) {
        this(tools, Optional.of(partner));
    }

    private Engine(Tools tools, Optional<Sender> partner) {
        this.tools = tools;
        this.revisioner = new Revisioner(tools, partner, this::departed);
        this.journal = new Journalist(
                tools.store().journal(),
                new Accepted(tools.store().letters(), revisioner::known, revisioner::live, tools.clock()));
        this.repeats = new Repeats(journal);
        this.activities = new Activities(revisioner, journal, tools, repeats);
        this.deliverer = new Deliverer(
                tools.store().lanes(), activities, new Schedule(tools.random()), tools.dueClock(), JOBS_AT_ONCE);
        this.dispatcher = new Dispatcher(tools, activities, deliverer, repeats);
        this.rotations = new Rotations(tools, revisioner);
        this.timekeeper = new Timekeeper(revisioner::live, dispatcher, rotations, tools);
        this.links = new Links(tools, revisioner, dispatcher);
        this.linkPages = new LinkPages(tools, revisioner, links);
        this.connections = new Connections(tools, revisioner, dispatcher, links);
        this.reception = new Reception(tools.store(), tools.clock());
        this.pseudonyms = new Pseudonyms(tools);
        this.discretion = new AtomicReference<>(Discretion.of(Optional.empty(), pseudonyms));
        this.decisions = new Decisions(tools, journal, this);
        deliverer.start();
        timekeeper.start();
    }

    private void departed(Tenant tenant) {
        links.removals().departed(tenant);
    }

    /** Integrators that are made and removed while the engine runs. */
    public Links links() {
        return links;
    }

    /** Pages on which people connect their accounts. */
    public LinkPages linkPages() {
        return linkPages;
    }

    /** How integrators stand with their partners. */
    public Connections connections() {
        return connections;
    }

    /** Takes a set of documents if it has no errors; executions that run end on the revision they began with. */
    public LoadResult load(Map<String, String> documents, String author, Optional<Long> ifRevision) {
        var result = revisioner.load(documents, author, ifRevision);
        timekeeper.wake();
        return result;
    }

    /**
     * Decides in which state a template is from now on, until its document asks for something else.
     *
     * @param pinned the template and its version, {@code name@version}
     */
    public LoadResult decide(String pinned, TemplateState state, String author) {
        var result = revisioner.decide(pinned, state, author);
        timekeeper.wake();
        return result;
    }

    /** Findings of a set of documents, errors and warnings, without taking it. */
    public Checked check(Map<String, String> documents) {
        return revisioner.check(documents);
    }

    /** Serves the newest revision that was ever accepted and passes here; empty when there is none. */
    public Optional<Live> resume() {
        var resumed = revisioner.resume();
        timekeeper.wake();
        return resumed;
    }

    /** Takes what other nodes have written; empty when there is no other revision or secret, or it was refused a moment ago. */
    public Optional<LoadResult> follow() {
        var followed = revisioner.follow().or(revisioner::followSecrets);
        revisioner.followIntegrators();
        rotations.look();
        timekeeper.wake();
        return followed;
    }

    /** The live revision; empty before the first one. */
    public Optional<Live> live() {
        return revisioner.live();
    }

    /** The documents of the live revision. */
    public Map<String, String> documents() {
        return revisioner.documents();
    }

    /**
     * Runs a trigger: what waits is awaited within its budget, what does not is accepted before this returns.
     *
     * @param longest the caller waits no longer than this, whatever the budget says; zero: nothing is awaited, all is accepted
     * @throws NotReady when no revision was ever taken
     */
    public Answer fire(Trigger trigger, Optional<Duration> longest) {
        return fire(nextId(), trigger, longest);
    }

    /** Exchanges secrets of integrators. */
    public Rotations rotations() {
        return rotations;
    }

    /** What this process is at. */
    public Custody custody() {
        return dispatcher.custody();
    }

    /** An id for an execution to come. */
    public String nextId() {
        return dispatcher.nextId();
    }

    /**
     * Runs a trigger under an id of {@link #nextId}, for the first time or because a process that had begun it is gone; work that was
     * accepted under it already is not accepted a second time. Otherwise as {@link #fire(Trigger, Optional)}.
     */
    public Answer fire(String id, Trigger trigger, Optional<Duration> longest) {
        var live = live().orElseThrow(NotReady::new);
        return dispatcher.fire(live, id, Inbound.complete(trigger), longest);
    }

    /** Runs an execution again on that revision, or on the live one when it is gone; only for those that run now. */
    Optional<Answer> again(Execution execution, long revision, Trigger trigger) {
        var now = live().orElseThrow(NotReady::new);
        return dispatcher.again(revision(revision).orElse(now), now, execution, Inbound.complete(trigger));
    }

    /**
     * Answers what a partner sends to a hook. What is to be done later is kept when this returns.
     *
     * @param request as the partner has sent it, exact bytes; its origin is the address under which the partner knows us
     * @param prefix what stands before {@code /hooks} in its path
     * @throws NotReady when no revision was ever taken
     */
    public Reply receive(Request request, String prefix) {
        return receive(request, prefix, Shares.UNBOUNDED);
    }

    /** The same, with what a genuine request brings done within the share of the call centre that it is for. */
    public Reply receive(Request request, String prefix, Shares shares) {
        var live = live().orElseThrow(NotReady::new);
        var runs = new SharedRuns(new HookRuns(tools, dispatcher, live, links), shares);
        var service = new Reception.Service(runs, live.kit().moment(), live.number());
        return reception.receive(new Doors(live, tools.store().fields()), request, prefix, service);
    }

    /** There may be something new to do. */
    void wake() {
        deliverer.wake();
    }

    /** Somebody has dropped a job that waited. */
    void dropped(Job job) {
        activities.dropped(job);
        deliverer.dropped(job);
    }

    /** What people decide about work that did not end well. */
    public Decisions decisions() {
        return decisions;
    }

    /** The revision of that number, compiled; empty when there is none, or its documents no longer pass. */
    public Optional<Live> revision(long number) {
        return revisioner.known(number);
    }

    /** Partners that are left alone now; to be asked once for all that are told of. */
    public LeftAlone leftAlone() {
        return deliverer.leftAlone();
    }

    /**
     * Runs one endpoint of a trigger, and those that it waits for; otherwise as {@link #fire}.
     *
     * @throws NotReady when no revision was ever taken
     */
    public Answer act(Trigger trigger, String endpoint, Optional<Duration> longest) {
        var live = live().orElseThrow(NotReady::new);
        return dispatcher.act(live, dispatcher.nextId(), Inbound.complete(trigger), endpoint, longest);
    }

    /** Runs one endpoint of a trigger under an id of {@link #nextId}, as {@link #fire(String, Trigger, Optional)}. */
    public Answer act(String id, Trigger trigger, String endpoint, Optional<Duration> longest) {
        var live = live().orElseThrow(NotReady::new);
        return dispatcher.act(live, id, Inbound.complete(trigger), endpoint, longest);
    }

    /**
     * Runs what has waited until an agent chose which of many is meant; otherwise as {@link #fire}.
     *
     * @param choice the endpoint that found many, and the id of the one that is meant
     */
    public Chosen choose(Tenant tenant, String callId, Choice choice, Optional<Duration> longest) {
        var live = live().orElseThrow(NotReady::new);
        return dispatcher.choose(live, tenant, callId, choice, longest);
    }

    /** True while a synchronization of that trigger is under way, or waits. */
    public boolean isSynchronizing(Tenant tenant, String trigger) {
        return Laning.synchronizing(tenant, trigger)
                .map(tools.store().lanes()::isBusy)
                .orElse(false);
    }

    /** Takes the live documents once more, under the same number: a secret that they name has changed. */
    public LoadResult renew() {
        return revisioner.renew();
    }

    /** The executions. */
    public Journalist journal() {
        return journal;
    }

    /** What people may see of executions. */
    public Discretion discretion() {
        var now = live();
        return discretion.updateAndGet(known -> known.isOf(now) ? known : Discretion.of(now, pseudonyms));
    }

    /** Removes what is kept about a person: what still waits is not done any more, and everything that was kept goes. */
    public Erased erase(PhoneTrace person) {
        var waiting = decisions.cancel(job -> person.in(job.toString()));
        journal.awaitWritten();
        var erased = tools.store().erasure().erase(person::in);
        repeats.forgetTaken();
        return erased.andJobs(waiting);
    }

    /** What it was built of. */
    public Tools tools() {
        return tools;
    }

    /** True when no background work is left and what it did is in the journal. */
    public boolean isAtRest() {
        return tools.store().lanes().waiting() == 0 && activities.isEmpty();
    }

    /** True while background work of that execution is left, or what it did is not in the journal. */
    boolean goesOn(String execution) {
        return activities.has(execution)
                || !tools.store().lanes().waiting(execution).isEmpty();
    }

    /** Lets go of executions that rest, as other nodes may end them; how many are left. Called now and then where there are others. */
    public int letGo() {
        return activities.letGo();
    }

    /** Lets go of everything that has been kept long enough ({@code keep} of the installation). */
    public void forget() {
        new Sweeper(tools).sweep(live());
        live().ifPresent(_ -> {
            links.removals().tidy();
            linkPages.tidy();
        });
    }

    /** Accepts no more work and waits for what runs. */
    public void drain(Duration time) {
        timekeeper.close();
        deliverer.drain(time);
    }

    @Override
    public void close() {
        timekeeper.close();
        deliverer.close();
        journal.close();
    }

    /** A trigger came before there was a configuration. */
    public static final class NotReady extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReady() {
            super("no configuration has been taken yet", null, false, false);
        }
    }

    /** Names of the integrators that would run on a trigger, in order. */
    public List<String> listeners(String callCentre, String trigger) {
        return live().map(live -> live.of(callCentre).stream()
                        .filter(tenant -> !tenant.steps(trigger).isEmpty())
                        .map(tenant -> tenant.name())
                        .toList())
                .orElse(List.of());
    }
}

package org.patchbay.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.patchbay.config.Admission;
import org.patchbay.config.Loaded;
import org.patchbay.config.Loader;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TemplateState;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Integrators;
import org.patchbay.store.Principals.Principal;
import org.patchbay.store.Revisions.Kept;
import org.patchbay.trip.Sender;

/** Takes configurations: one reference is swapped when there is no error, and nothing changes when there is one. */
final class Revisioner {
    private static final int REMEMBERED = 16;

    /** How far back a revision is looked for that passes. */
    private static final int LOOKED_BACK = 50;

    private static final List<String> SECRETS = List.of("~ secrets");

    private final Tools tools;
    private final Loader loader;
    private final Publications publications;
    private final Lifecycle lifecycle;
    private final Assembly assembly;
    private final ConcurrentSkipListMap<Long, Live> recent = new ConcurrentSkipListMap<>();
    private volatile Optional<Live> live = Optional.empty();
    private volatile Map<String, String> documents = Map.of();
    private Unfit unfit = new Unfit(0, 0);
    private final Map<String, Long> versions = new HashMap<>();
    private final Heard heard;
    /** After a start many jobs ask for the same revision at the same time; one thread compiles it for all of them. */
    private final ReentrantLock reviving = new ReentrantLock();

    Revisioner(Tools tools, Optional<Sender> partner, Consumer<Tenant> departed) {
        this.tools = tools;
        this.loader = new Loader(tools.secrets());
        this.publications = new Publications(tools.store().fields());
        this.lifecycle = new Lifecycle(tools.store().fields(), publications);
        this.assembly = new Assembly(tools, partner, departed);
        this.heard = new Heard(tools.store());
    }

    Optional<Live> live() {
        return live;
    }

    Map<String, String> documents() {
        return documents;
    }

    synchronized LoadResult load(Map<String, String> texts, String author, Optional<Long> ifRevision) {
        var begun = System.nanoTime();
        var serving = live.map(Live::number).orElse(0L);
        if (ifRevision.isPresent() && !ifRevision.get().equals(serving)) {
            return new LoadResult.Stale(ifRevision.get(), serving);
        }
        var secrets = tools.store().secrets().list();
        var loaded = loaded(texts);
        if (live.map(Live::hash).equals(Optional.of(loaded.hash()))) {
            var renewed = renew(heard.isOfSecrets() ? SECRETS : List.of());
            var isSame = renewed instanceof LoadResult.Accepted taken
                    && taken.changes().isEmpty();
            return isSame ? new LoadResult.Unchanged(serving, loaded.hash()) : renewed;
        }
        var problems = new Problems();
        var compiled = compile(loaded, problems);
        publications.check(loaded, template -> assembly.isReady(template, loaded.definitions(), compiled), problems);
        if (problems.refuse()) {
            return new LoadResult.Refused(problems.sorted(), serving);
        }
        publications.remember(loaded);
        var changes = DocumentChanges.between(documents, texts);
        var number = number(loaded.hash(), texts, author);
        take(assembly.live(number, loaded, compiled), texts);
        heard.of(secrets);
        return new LoadResult.Accepted(
                number, loaded.hash(), changes, problems.sorted(), Duration.ofNanos(System.nanoTime() - begun));
    }

    /** The live documents once more, with the secrets as they are now. */
    synchronized LoadResult renew() {
        var _ = heard.isOfSecrets();
        return renew(SECRETS);
    }

    private LoadResult renew(List<String> known) {
        var begun = System.nanoTime();
        var before = live.orElseThrow(Engine.NotReady::new);
        var loaded = loaded(documents);
        var problems = new Problems();
        var compiled = compile(loaded, problems);
        if (problems.refuse()) {
            return new LoadResult.Refused(problems.sorted(), before.number());
        }
        take(assembly.live(before.number(), loaded, compiled), documents);
        var changes = Stream.concat(known.stream(), DocumentChanges.ofValues(before.values(), loaded.values()))
                .toList();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        return new LoadResult.Accepted(before.number(), loaded.hash(), changes, problems.sorted(), took);
    }

    /** Documents, and the integrators that stand in none. */
    private Loaded loaded(Map<String, String> texts) {
        if (live.isEmpty()) {
            heard.everything();
        }
        var kept = tools.store().integrators().list().stream()
                .map(Integrators.Kept::content)
                .toList();
        var loaded = new LeftOut(loader, tools.store().revisions(), live).load(texts, kept);
        return loaded.with(lifecycle.applied(loaded.definitions()));
    }

    /**
     * Decides in which state a template is, whatever its document asks for.
     *
     * @param pinned the template and its version
     */
    synchronized LoadResult decide(String pinned, TemplateState state, String author) {
        var serving = live.map(Live::number).orElseThrow(Engine.NotReady::new);
        var asked = loader.load(documents).definitions().template(pinned);
        var problems = new Problems();
        live.flatMap(now -> now.definitions().template(pinned))
                .ifPresent(template -> new Transition(template, state)
                        .check(publications, live.orElseThrow().tenants().values(), problems));
        var loaded = loaded(documents);
        var next = loaded.with(loaded.definitions().with(one -> one.pinned().equals(pinned) ? one.in(state) : one));
        var compiled = compile(next, problems);
        publications.check(next, template -> assembly.isReady(template, next.definitions(), compiled), problems);
        if (asked.isEmpty() || problems.refuse()) {
            return new LoadResult.Refused(problems.sorted(), serving);
        }
        lifecycle.decide(asked.get(), state);
        publications.remember(next);
        var number = tools.store()
                .revisions()
                .keep(next.hash(), documents, author, tools.clock().instant());
        take(assembly.live(number, next, compiled), documents);
        return new LoadResult.Accepted(number, next.hash(), List.of(), problems.sorted(), Duration.ZERO);
    }

    /** What an integrator that stands in no document comes to. */
    Admission.Looked look(ObjectNode content) {
        return live.orElseThrow(Engine.NotReady::new).admission().look(content);
    }

    /** The tenant of an integrator that is kept nowhere yet and may lack fields. */
    Optional<Tenant> draft(Integrator integrator) {
        return live.flatMap(now -> assembly.draft(now, integrator));
    }

    /** The tenant of an integrator that is being made for that identity. */
    Optional<Tenant> unborn(Integrator integrator, Optional<Principal> principal) {
        return live.flatMap(now -> assembly.unborn(now, integrator, principal));
    }

    /** Takes an integrator in that was kept in the store; empty when something is wrong with it. */
    synchronized Optional<Tenant> join(Integrators.Kept kept) {
        var looked = look(kept.content());
        return looked.integrator().flatMap(_ -> {
            replace(assembly.join(live.orElseThrow(Engine.NotReady::new), looked));
            versions.put(kept.name(), kept.version());
            return live.flatMap(now -> now.tenant(kept.name()));
        });
    }

    /** Builds tenants anew of which something else is kept now. */
    synchronized void refresh(List<String> names) {
        live.ifPresent(now -> {
            var tenants =
                    names.stream().flatMap(name -> now.tenant(name).stream()).toList();
            if (!tenants.isEmpty()) {
                replace(assembly.again(now, tenants));
            }
        });
    }

    /** Lets an integrator go that is no longer kept. */
    synchronized void leave(String name) {
        live.ifPresent(now -> replace(assembly.leave(now, name)));
        versions.remove(name);
    }

    private void replace(Live next) {
        recent.put(next.number(), next);
        live = Optional.of(next);
    }

    /** Takes in and lets go what other processes have made and removed, and knows of all others what is written of them now. */
    synchronized void followIntegrators() {
        if (live.isPresent()) {
            refresh(heard.integrators().stream()
                    .filter(name -> !isJoinedOrLeft(name))
                    .toList());
        }
    }

    private boolean isJoinedOrLeft(String name) {
        var kept = tools.store().integrators().find(name);
        if (kept.isEmpty()) {
            var written = live.flatMap(now -> now.tenant(name)).filter(Revisioner::isWritten);
            if (written.isEmpty()) {
                leave(name);
            }
            return written.isEmpty();
        }
        var joins = !Long.valueOf(kept.get().version()).equals(versions.get(name));
        if (joins) {
            var _ = join(kept.get());
        }
        return joins;
    }

    /** It stands in a document, not in the store. */
    private static boolean isWritten(Tenant tenant) {
        return !tenant.integrator().at().file().startsWith("store");
    }

    /** Takes the live documents once more when another process has set or removed a secret; empty when none has. */
    synchronized Optional<LoadResult> followSecrets() {
        return live.filter(_ -> heard.isOfSecrets()).map(_ -> renew());
    }

    /** The set that was accepted last keeps its number when it comes back after a restart. */
    private long number(String hash, Map<String, String> texts, String author) {
        var revisions = tools.store().revisions();
        return revisions
                .newest()
                .filter(kept -> kept.hash().equals(hash))
                .map(Kept::number)
                .orElseGet(
                        () -> revisions.keep(hash, texts, author, tools.clock().instant()));
    }

    private void take(Live next, Map<String, String> texts) {
        recent.put(next.number(), next);
        while (recent.size() > REMEMBERED) {
            recent.pollFirstEntry();
        }
        documents = Map.copyOf(texts);
        var before = live;
        live = Optional.of(next);
        before.ifPresent(known -> new Mended(new States(tools.store().fields())).look(known, next));
    }

    Checked check(Map<String, String> texts) {
        var loaded = loaded(texts);
        var problems = new Problems();
        var compiled = compile(loaded, problems);
        publications.check(loaded, template -> assembly.isReady(template, loaded.definitions(), compiled), problems);
        return new Checked(loaded, problems.sorted());
    }

    private Assembly.Compiled compile(Loaded loaded, Problems problems) {
        problems.addAll(loaded.problems());
        return assembly.compile(loaded.definitions(), problems);
    }

    /** Takes the newest revision of the store that passes here. */
    synchronized Optional<Live> resume() {
        var revisions = tools.store().revisions();
        for (var head : revisions.list(LOOKED_BACK)) {
            var kept = revisions.find(head.number());
            var found = kept.flatMap(one -> revived(one.number()));
            if (found.isPresent()) {
                take(found.get(), kept.orElseThrow().documents());
                return live;
            }
            unfit = new Unfit(Math.max(unfit.number(), head.number()), System.nanoTime());
        }
        return live;
    }

    /** Takes what another node has accepted since. What does not pass here is told of once, and tried again after a while. */
    synchronized Optional<LoadResult> follow() {
        var begun = System.nanoTime();
        var revisions = tools.store().revisions();
        var serving = live.map(Live::number).orElse(0L);
        return revisions.list(1).stream()
                .filter(newest -> newest.number() > serving && !unfit.isFresh(newest.number(), begun))
                .findFirst()
                .flatMap(newest -> revisions.find(newest.number()))
                .flatMap(kept -> follow(kept, begun));
    }

    private Optional<LoadResult> follow(Kept kept, long begun) {
        var problems = new Problems();
        var found = revive(kept, problems);
        if (found.isEmpty()) {
            var told = unfit.number() == kept.number();
            unfit = new Unfit(kept.number(), begun);
            var serving = live.map(Live::number).orElse(0L);
            return told ? Optional.empty() : Optional.of(new LoadResult.Refused(problems.sorted(), serving));
        }
        var changes = DocumentChanges.between(documents, kept.documents());
        take(found.get(), kept.documents());
        var took = Duration.ofNanos(System.nanoTime() - begun);
        return Optional.of(new LoadResult.Accepted(
                kept.number(), kept.hash(), changes, found.get().warnings(), took));
    }

    /** The revision of that number; empty when there is none, or its documents no longer pass. */
    Optional<Live> known(long number) {
        return Optional.ofNullable(recent.get(number)).or(() -> revived(number));
    }

    /** The revision of that number, compiled again when it is no longer at hand. */
    Optional<Live> revision(long number) {
        return Optional.ofNullable(recent.get(number)).or(() -> revived(number)).or(() -> live);
    }

    private Optional<Live> revived(long number) {
        reviving.lock();
        try {
            return Optional.ofNullable(recent.get(number))
                    .or(() -> tools.store().revisions().find(number).flatMap(this::revive));
        } finally {
            reviving.unlock();
        }
    }

    private Optional<Live> revive(Kept kept) {
        return revive(kept, new Problems());
    }

    private Optional<Live> revive(Kept kept, Problems problems) {
        var loaded = loaded(kept.documents());
        var compiled = compile(loaded, problems);
        if (problems.refuse()) {
            return Optional.empty();
        }
        var revived = assembly.live(kept.number(), loaded, compiled);
        recent.put(kept.number(), revived);
        return Optional.of(revived);
    }
}

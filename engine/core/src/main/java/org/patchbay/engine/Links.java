package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.patchbay.definition.At;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.engine.Birth.Born;
import org.patchbay.exchange.Values;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Told;
import org.patchbay.flow.Views;
import org.patchbay.store.Fields.State;
import org.patchbay.store.Integrators;
import org.patchbay.store.Integrators.Kept;
import org.patchbay.store.Principals.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Integrators that are made, connected again and removed while the engine runs: by the API, by link pages and by hooks. Making one runs
 * link-create and keeps nothing when that fails; removing one runs link-remove and always ends here, whatever the partner answers.
 * Thread-safe.
 */
public final class Links {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);
    static final State BEING_MADE = new State("pending", "it is being connected");
    private static final State AWAITED = new State("pending", "nobody has agreed at the partner yet");

    private final Tools tools;
    private final Revisioner revisioner;
    private final LinkRun work;
    private final Purse purse;
    private final Farewell farewell;
    private final Removals removals;
    private final Unserved unserved;

    Links(Tools tools, Revisioner revisioner, Dispatcher dispatcher) {
        this.tools = tools;
        this.revisioner = revisioner;
        this.work = new LinkRun(dispatcher, this::live, tools);
        this.purse = new Purse(tools, new Ids(tools.clock(), tools.random()), this::live);
        this.farewell = new Farewell(tools, revisioner, purse);
        this.removals = new Removals(tools, revisioner, work, farewell);
        this.unserved = new Unserved(revisioner, tools.store().integrators());
    }

    /** True when an integrator stands in no document. */
    public boolean isKept(String integrator) {
        return kept().find(integrator).isPresent();
    }

    /** What is shown of a link in lists: shortName and summary. */
    public Map<String, String> lines(Tenant tenant) {
        var values = Views.of(purse.run(tenant), Map.of(), live().kit().moment());
        var lines = new LinkedHashMap<String, String>();
        tenant.program().linkage().lines().forEach((word, text) -> lines.put(word, text.display(values)));
        return lines;
    }

    /** True when that person may end the connection: a link that is somebody's own is ended by its owner only. */
    public boolean mayRemove(Tenant tenant, Optional<String> user) {
        var owner = tenant.known().principal().flatMap(Principal::user).or(tenant.integrator()::user);
        return owner.isEmpty() || owner.equals(user);
    }

    /** Connects the integrator that the template's {@code identity} means by these values again, or makes one where there is none. */
    public Linked connect(Wish wish, Values values) {
        return alone(wish, values, () -> connectNow(wish, values));
    }

    private Linked connectNow(Wish wish, Values values) {
        return meant(wish, values).map(tenant -> again(tenant, wish)).orElseGet(() -> make(wish));
    }

    /** Who comes at the same time waits for what becomes of the first, and finds it. */
    private Linked alone(Wish wish, Values values, Supplier<Linked> work) {
        var identity = live().definitions()
                .template(wish.template())
                .flatMap(template ->
                        Optional.ofNullable(live().programs().get(template.name() + "@" + template.version())))
                .flatMap(program -> program.linkage().identified(values));
        return identity.map(found -> new Claims(tools)
                        .alone(wish.callCentre() + "/" + template(wish), found, () -> {
                            revisioner.followIntegrators();
                            return work.get();
                        })
                        .orElseGet(() -> new Linked.Refused(
                                List.of(problem("PB309", "it is being connected by somebody else just now", "/name")))))
                .orElseGet(work);
    }

    private static String template(Wish wish) {
        return wish.template().replaceFirst("@.*", "");
    }

    /**
     * The same for somebody whom nobody has invited: who says to be connected already is believed only when the partner is asked about it
     * (link-reactivate), or has said itself who has agreed.
     */
    public Linked connectUninvited(Wish wish, Values values) {
        return alone(wish, values, () -> provenNow(wish, values));
    }

    private Linked provenNow(Wish wish, Values values) {
        var meant = meant(wish, values);
        var unproven = meant.filter(tenant ->
                        tenant.steps(StandardTrigger.LINK_REACTIVATE.word()).isEmpty())
                .filter(tenant -> !tenant.program().linkage().isSaidByPartner());
        return unproven.isPresent()
                ? new Linked.Refused(List.of(problem(
                        "PB309", "this is connected already; whoever has connected it can ask for a link", "/name")))
                : connectNow(wish, values);
    }

    /** The integrator of the wish's template and call centre that these values mean; empty when there is none. */
    public Optional<Tenant> meant(Wish wish, Values values) {
        var template = template(wish);
        return live().of(wish.callCentre()).stream()
                .filter(tenant -> tenant.program().template().name().is(template) && isKept(tenant.name()))
                .filter(tenant -> tenant.program().linkage().means(tenant, values))
                .findFirst();
    }

    /** Makes an integrator. */
    public Linked make(Wish wish) {
        var template = live().definitions().template(wish.template());
        var refused = new Offers(live().definitions()).refusal(wish);
        if (refused.isPresent()) {
            return new Linked.Refused(List.of(refused.get()));
        }
        var born = template.map(found -> new Birth(tools, found).born(wish.content()))
                .orElseGet(() -> new Born(wish.content(), Map.of()));
        var problems = complete(born, wish);
        if (!problems.isEmpty()) {
            return new Linked.Refused(problems);
        }
        return keep(wish, born).map(tenant -> made(tenant, wish, born)).orElseGet(() -> taken(born));
    }

    /** Makes up what is to be made up; what is wrong with it otherwise. */
    private List<Problem> complete(Born born, Wish wish) {
        var looked = revisioner.look(born.content());
        return looked.integrator()
                .flatMap(integrator -> revisioner.unborn(integrator, wish.principal()))
                .map(unborn -> new Makings(tools).complete(born, unborn.told(new Told(born.passing(), wish.link()))))
                .map(problem -> problem.stream().toList())
                .orElseGet(looked::problems);
    }

    private static Linked taken(Born born) {
        var name = born.content().path("name").asText();
        return new Linked.Refused(List.of(problem("PB309", "a second integrator called `" + name + "`", "/name")));
    }

    static Problem problem(String code, String text, String pointer) {
        var problems = new Problems();
        problems.add(code, new At("store", 1, 1, 1, pointer), text, "");
        return problems.sorted().getFirst();
    }

    private Optional<Tenant> keep(Wish wish, Born born) {
        var name = born.content().path("name").asText();
        var principal = wish.principal().map(found -> found.id());
        var one = new Kept(name, born.content(), principal, 1, tools.clock().instant());
        if (!kept().add(one)) {
            return Optional.empty();
        }
        tools.store().fields().setState(name, Optional.of(BEING_MADE));
        return revisioner.join(one);
    }

    /** It is there before its partner is asked, so that the partner can call back meanwhile. */
    private Linked made(Tenant tenant, Wish wish, Born born) {
        wish.draft().ifPresent(draft -> purse.handOver(draft, tenant));
        if (purse.awaitsPerson(tenant)) {
            tools.store().fields().setState(tenant.name(), Optional.of(AWAITED));
            return new Linked.Made(tenant);
        }
        var told = tenant.told(new Told(born.passing(), wish.link()));
        var checked = work.go(StandardTrigger.AUTH_CHECK, told);
        var went = checked.failed().isPresent() ? checked : work.go(StandardTrigger.LINK_CREATE, told);
        if (went.failed().isPresent()) {
            wish.draft().ifPresent(draft -> purse.handOver(tenant, draft));
            undo(told, went);
            return went.failed().get();
        }
        tools.store().fields().setState(tenant.name(), Optional.empty());
        LOG.info(
                "link.created integrator={} template={}",
                tenant.name(),
                tenant.integrator().template());
        return new Linked.Made(now(tenant));
    }

    /** Those that are kept and do not run. */
    public Unserved unserved() {
        return unserved;
    }

    /** Lets go of one that is left out. */
    public void discard(String name) {
        farewell.forget(name);
        LOG.info("link.removed integrator={} it was left out", name);
    }

    private void undo(Tenant told, LinkRun.Went went) {
        if (went.any()) {
            var _ = work.go(StandardTrigger.LINK_REMOVE, told);
        }
        farewell.forget(told);
    }

    /** Gives an integrator new fields and connects it again; when that fails everything stays as it was. */
    public Linked again(Tenant tenant, Wish wish) {
        var before = kept().find(tenant.name());
        if (before.isEmpty()) {
            return declared(tenant);
        }
        if (isSomebodyElse(wish, before.get())) {
            return new Linked.Refused(List.of(
                    problem("PB309", "`" + tenant.name() + "` belongs to another account at the partner", "/name")));
        }
        var born =
                new Birth(tools, tenant.program().template()).again(before.get().content(), wish);
        var problems = complete(born, wish);
        var changed = problems.isEmpty()
                ? change(tenant.name(), born.content(), before.get().version())
                : new Linked.Refused(problems);
        if (!(changed instanceof Linked.Again(var next))) {
            return changed;
        }
        wish.draft().ifPresent(draft -> purse.handOver(draft, next));
        var stored = tools.store().fields().stored(tenant.name());
        var told = next.told(new Told(born.passing(), wish.link()));
        var trigger = next.steps(StandardTrigger.LINK_REACTIVATE.word()).isEmpty()
                ? StandardTrigger.AUTH_CHECK
                : StandardTrigger.LINK_REACTIVATE;
        var went = work.go(trigger, told);
        if (went.failed().isPresent()) {
            restore(before.get(), stored);
            return went.failed().get();
        }
        tools.store().fields().setState(tenant.name(), Optional.empty());
        LOG.info("link.created integrator={} again=true", tenant.name());
        return new Linked.Again(now(next));
    }

    /** Tokens of an outside identity never become those of another one. */
    private static boolean isSomebodyElse(Wish wish, Kept before) {
        return before.principal().isPresent()
                && wish.principal()
                        .filter(principal -> !before.principal().get().equals(principal.id()))
                        .isPresent();
    }

    private void restore(Kept before, Map<String, JsonNode> stored) {
        kept().find(before.name())
                .map(now ->
                        new Kept(now.name(), before.content(), before.principal(), now.version() + 1, before.madeAt()))
                .filter(kept()::replace)
                .ifPresent(back -> {
                    var fields = tools.store().fields();
                    fields.stored(before.name())
                            .keySet()
                            .forEach(name -> fields.store(before.name(), name, Optional.ofNullable(stored.get(name))));
                    stored.forEach((name, value) -> fields.store(before.name(), name, Optional.of(value)));
                    var _ = revisioner.join(back);
                });
    }

    /**
     * Gives an integrator other keys.
     *
     * @param version of the one that they replace
     */
    public Linked change(String name, ObjectNode content, long version) {
        var looked = revisioner.look(content);
        if (looked.integrator().isEmpty()) {
            return new Linked.Refused(looked.problems());
        }
        var next =
                kept().find(name).filter(before -> before.version() == version).map(before -> before.with(content));
        return next.filter(kept()::replace)
                .flatMap(revisioner::join)
                .<Linked>map(Linked.Again::new)
                .orElseGet(() -> new Linked.Refused(
                        List.of(problem("PB309", "`" + name + "` was changed by somebody else meanwhile", ""))));
    }

    private static Linked declared(Tenant tenant) {
        return new Linked.Refused(List.of(problem(
                "PB309",
                "`" + tenant.name() + "` stands in " + tenant.integrator().at().file() + " and is changed there",
                "/name")));
    }

    /** What is done when an integrator is connected is done now for one that has waited for a person. */
    Optional<Linked.Failed> agreed(Tenant tenant) {
        if (!tools.store().fields().state(tenant.name()).equals(Optional.of(AWAITED))) {
            return Optional.empty();
        }
        var went = work.go(StandardTrigger.LINK_CREATE, tenant);
        if (went.failed().isPresent()) {
            undo(tenant, went);
        } else {
            tools.store().fields().setState(tenant.name(), Optional.empty());
        }
        return went.failed();
    }

    /** Ends a connection: link-remove runs, and then, however it went, nothing of the integrator is kept. */
    public void remove(Tenant tenant) {
        removals.remove(tenant);
    }

    /** Removes an outside identity and all of its links. */
    public void remove(Principal principal) {
        removals.remove(principal);
    }

    Removals removals() {
        return removals;
    }

    /** The revision with all that is connected now. */
    Live now() {
        return live();
    }

    private Tenant now(Tenant tenant) {
        return live().tenant(tenant.name()).orElse(tenant);
    }

    private Integrators kept() {
        return tools.store().integrators();
    }

    private Live live() {
        return revisioner.live().orElseThrow(Engine.NotReady::new);
    }
}

package org.patchbay.hook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Hook;
import org.patchbay.definition.Listening;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Signature;
import org.patchbay.definition.Template;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Reference;
import org.patchbay.expression.Scope;
import org.patchbay.render.ReplyPlan;
import org.patchbay.sign.Nonces;
import org.patchbay.sign.Verdict;
import org.patchbay.sign.Verifying;

/** A compiled hook: everything about a partner's call that can be known at load. Thread-safe. */
public final class HookPlan {
    /** More events in one request than this are refused. */
    public static final int MOST_EVENTS = 1_000;

    /** First word of the path of a hook that is nobody's own. */
    public static final String SHARED = "shared";

    private final Hook hook;
    private final Parts parts;

    private HookPlan(Hook hook, Parts parts) {
        this.hook = hook;
        this.parts = parts;
    }

    private record Parts(
            String template,
            Route route,
            Optional<Verifying> verify,
            boolean verifiesIntegrator,
            Optional<Correlation> correlation,
            Optional<Brought> brought,
            List<HandshakePlan> handshakes,
            List<EventPlan> events,
            Speech speech,
            ReplyPlan none) {}

    /** Compiles a hook; what is wrong in it is reported at its place in the document. */
    public static HookPlan compile(Hook hook, Template template, Map<String, Signature> known, Problems problems) {
        var listening = hook.listening();
        var route = Route.compile(hook, problems);
        var scope = HookScopes.of(template, route);
        var read = new ArrayList<Reference>();
        var verify =
                listening.verify().flatMap(use -> Verifying.compile(use, known, scope.watchedBy(read::add), problems));
        var seeing = verify.map(found -> scope.with(Root.VERIFY, found.names())).orElse(scope);
        var brought = listening.fieldsFrom().flatMap(path -> Brought.compile(path, template, scope, problems));
        var told = new ArrayList<Reference>();
        var telling = seeing.watchedBy(told::add);
        var parts = new Parts(
                template.name().text(),
                route,
                verify,
                read.stream().anyMatch(reference -> isOfIntegrator(reference.root())),
                Optional.of(listening.correlate())
                        .filter(map -> !map.isEmpty())
                        .map(map -> Correlation.compile(map, seeing, problems)),
                brought,
                handshakes(listening, seeing, telling, problems),
                listening.hears().stream()
                        .map(event -> EventPlan.compile(event, seeing, problems))
                        .toList(),
                Speech.compile(listening.reply(), replying(listening, telling, template), problems),
                listening
                        .none()
                        .map(response -> ReplyPlan.compile(response, telling, problems))
                        .orElseGet(() -> Speech.nothing(telling, problems)));
        if (!Leaks.mayTell(hook)) {
            new Leaks(template, brought, problems).report(hook, told);
        }
        return new HookPlan(hook, parts);
    }

    private static boolean isOfIntegrator(Root root) {
        return root == Root.INTEGRATOR || root == Root.PRINCIPAL;
    }

    private static Scope replying(Listening listening, Scope scope, Template template) {
        return listening.reply().flatMap(reply -> reply.deadline()).isPresent()
                ? HookScopes.withRun(scope, template)
                : HookScopes.withAccepted(scope);
    }

    private static List<HandshakePlan> handshakes(Listening listening, Scope scope, Scope telling, Problems problems) {
        return listening.handshake().stream()
                .map(handshake -> handshake.verified()
                        ? HandshakePlan.compile(handshake, scope, telling, problems)
                        : HandshakePlan.compile(
                                handshake, scope.without(Root.VERIFY), telling.without(Root.VERIFY), problems))
                .toList();
    }

    /** Name of the hook. */
    public String name() {
        return hook.name().text();
    }

    /** As it was written. */
    public Listening listening() {
        return hook.listening();
    }

    /** Which requests reach it. */
    public Route route() {
        return parts.route;
    }

    /** Reads a request whose path led here. */
    public Knock read(Request request, Map<String, String> parts) {
        return Knock.read(request, parts, listening().format().read());
    }

    /** True when an integrator is made of what it hears. */
    public boolean connects() {
        return parts.events().stream().anyMatch(EventPlan::connects);
    }

    /** True when the caller brings the fields of the integrator. */
    public boolean bringsFields() {
        return parts.brought.isPresent();
    }

    /** The fields that the caller brings; none where it brings none. */
    public Brought.Fields fields(Knock knock) {
        return parts.brought.map(place -> place.in(knock.body())).orElse(Brought.Fields.NONE);
    }

    /**
     * Path of its address, to be laid behind that of the installation.
     *
     * @param token what makes an address that cannot be guessed, where the hook wants one
     */
    public String path(String integrator, String token) {
        var own = route().path(Map.of());
        return switch (listening().address()) {
            case INTEGRATOR -> "/hooks/" + integrator + own;
            case TOKEN -> "/hooks/" + integrator + "/" + token + own;
            case SHARED -> "/hooks/" + SHARED + "/" + parts.template + own;
        };
    }

    /** The request without what nothing may show. */
    public Knock hidden(Knock knock) {
        return parts.brought
                .map(place -> knock.with(place.hidden(knock.body())))
                .orElse(knock);
    }

    /** What can be read of an integrator's values and a request. */
    public Values see(Values values, Knock knock) {
        return values.with(Root.BODY, knock.body())
                .with(Root.ENVELOPE, knock.body())
                .with(Root.REQUEST, knock.tree());
    }

    /** True when whom a request means has to be known before it can be verified. */
    public boolean verifiesIntegrator() {
        return parts.verifiesIntegrator;
    }

    /** True when it says by what the integrator is found. */
    public boolean correlates() {
        return parts.correlation.isPresent();
    }

    /** Whether the integrator whose values these are is meant. */
    public boolean means(Values values) {
        return parts.correlation.map(found -> found.means(values)).orElse(true);
    }

    /** Whether a request is genuine; what {@code verify.…} reads. */
    public Verdict verify(Knock knock, Values values, Nonces nonces) {
        return parts.verify
                .map(found -> found.verify(knock.received(), values, nonces))
                .orElseGet(() -> new Verdict.Genuine(JsonNodeFactory.instance.objectNode()));
    }

    /** A request as its sender would sign it, for tests; the same when nothing is verified. */
    public Draft sign(Draft draft, Values values) {
        return parts.verify.map(found -> found.sign(draft, values)).orElse(draft);
    }

    /** The handshake that a request is, before it is verified. */
    public Optional<HandshakePlan> firstHandshake(Values values) {
        return parts.handshakes.stream()
                .filter(handshake -> !handshake.verified() && handshake.when().holds(values))
                .findFirst();
    }

    /** The handshake that a verified request is. */
    public Optional<HandshakePlan> handshake(Values values) {
        return parts.handshakes.stream()
                .filter(handshake -> handshake.verified() && handshake.when().holds(values))
                .findFirst();
    }

    /** True when a request tells of more events than are taken at once. */
    public boolean isTooMuch(Knock knock) {
        return parts.events.stream()
                        .mapToLong(event -> event.elements(knock.body()).count())
                        .sum()
                > MOST_EVENTS;
    }

    /** What has happened, as a request tells it. */
    public List<Happening> heard(Knock knock, Values values) {
        return parts.events.stream()
                .flatMap(event -> event.heard(knock.body(), values).stream())
                .toList();
    }

    /** How long the work may take before the answer leaves; empty: it leaves before the work. */
    public Optional<Duration> patience() {
        return parts.speech.patience();
    }

    /** The answer when everything was taken, or is over. */
    public ReplyPlan reply(Values values) {
        return parts.speech.answer(values);
    }

    /** The answer to events that all came before. */
    public Optional<ReplyPlan> duplicate() {
        return parts.speech.duplicate();
    }

    /** The answer when nobody is meant. */
    public ReplyPlan none() {
        return parts.none;
    }

    /** The answer to a request that is not genuine. */
    public Reply refusal() {
        return listening()
                .refuse()
                .map(refusing -> refused(refusing.status(), refusing.text()))
                .orElseGet(HookPlan::unknown);
    }

    /** The answer where there is no hook: the usual one to a request that is not genuine. */
    public static Reply unknown() {
        return refused(401, Optional.empty());
    }

    private static Reply refused(int status, Optional<String> text) {
        var headers =
                text.isPresent() ? List.of(new Pair("Content-Type", "text/plain; charset=utf-8")) : List.<Pair>of();
        return new Reply(status, headers, text.orElse("").getBytes(StandardCharsets.UTF_8));
    }
}

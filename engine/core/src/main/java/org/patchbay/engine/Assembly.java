package org.patchbay.engine;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.patchbay.auth.Authenticator;
import org.patchbay.call.Bulk;
import org.patchbay.call.Caller;
import org.patchbay.call.EgressPolicy;
import org.patchbay.call.Permits;
import org.patchbay.call.Silence;
import org.patchbay.config.Admission;
import org.patchbay.config.Definitions;
import org.patchbay.config.Loaded;
import org.patchbay.definition.Egress;
import org.patchbay.definition.Info;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Limits;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Signature;
import org.patchbay.definition.Size;
import org.patchbay.definition.Template;
import org.patchbay.definition.TemplateState;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Guard;
import org.patchbay.flow.Flow;
import org.patchbay.flow.Kit;
import org.patchbay.flow.Known;
import org.patchbay.flow.Program;
import org.patchbay.flow.ResultCache;
import org.patchbay.flow.Settling;
import org.patchbay.flow.Stepper;
import org.patchbay.flow.Tenant;
import org.patchbay.render.Card;
import org.patchbay.sign.Signing;
import org.patchbay.store.Principals.Principal;
import org.patchbay.trip.Scopes;
import org.patchbay.trip.Sender;

/** Compiles definitions into what runs. Tokens and cached results are shared by all revisions. */
final class Assembly {
    private static final Size REPLY = new Size(2 * 1024 * 1024);

    private final Tools tools;
    private final Optional<Sender> partner;
    private final Authenticator tokens;
    private final Consumer<Tenant> departed;
    private final Permits permits = Permits.ofMemory();
    private final Silence silence = new Silence();
    private final Bulk bulk = Bulk.ofMemory();
    private final ResultCache results = new ResultCache();

    /** Tells that one of the tenants whose runs end as removed. */
    Assembly(Tools tools, Optional<Sender> partner, Consumer<Tenant> departed) {
        this.tools = tools;
        this.departed = departed;
        this.partner = partner;
        this.tokens = new Authenticator(
                tools.store().tokens(),
                tools.store().locks(),
                tools.clock(),
                renewal -> Thread.ofVirtual().name("token").start(renewal));
    }

    /** Compiled templates and what was wrong in them. */
    record Compiled(
            Map<String, Program> programs,
            Map<String, Card> cards,
            EgressPolicy policy,
            Map<String, Guard> publishable) {}

    /** Compiles every template and every card of an integrator; what is wrong is reported. */
    Compiled compile(Definitions definitions, Problems problems) {
        var library = new LinkedHashMap<String, Signature>();
        definitions.libraries().forEach(found -> library.putAll(found.signatures()));
        library.forEach((name, signature) -> Signing.check(name, signature, problems));
        var programs = new LinkedHashMap<String, Program>();
        var publishable = new LinkedHashMap<String, Guard>();
        for (var template : definitions.templates()) {
            template.signatures().forEach((name, signature) -> Signing.check(name, signature, problems));
            programs.put(template.pinned(), Program.compile(template, library, problems));
            template.publishWhen()
                    .ifPresent(when ->
                            publishable.put(template.pinned(), Guard.compile(when, Scopes.shared(template), problems)));
        }
        var cards = new LinkedHashMap<String, Card>();
        for (var integrator : definitions.integrators()) {
            if (integrator.iframe().isPresent()) {
                definitions
                        .templateOf(integrator)
                        .ifPresent(template -> definitions
                                .screen(integrator)
                                .iframe()
                                .ifPresent(iframe -> cards.put(
                                        integrator.name().text(),
                                        Card.compile(iframe, Scopes.of(template), problems))));
            }
        }
        var egress = definitions.installation().egress().orElse(Egress.PUBLIC_HTTPS);
        return new Compiled(programs, cards, EgressPolicy.of(egress, problems), publishable);
    }

    /** True when what a template wants before it is published is the case. */
    boolean isReady(Template template, Definitions definitions, Compiled compiled) {
        return Optional.ofNullable(compiled.publishable().get(template.pinned()))
                .flatMap(when -> Optional.ofNullable(compiled.programs().get(template.pinned()))
                        .map(program -> Visitors.of(program, definitions.installation(), tools.store()))
                        .map(visitor -> Values.at(new Moment(tools.clock().instant(), nonce()))
                                .with(Root.TEMPLATE, visitor.shared()))
                        .map(when::holds))
                .orElse(true);
    }

    /** Makes a revision of what was compiled without errors. */
    Live live(long number, Loaded loaded, Compiled compiled) {
        var definitions = loaded.definitions();
        var crowd = new Crowd(Map.of(), Map.of());
        for (var integrator : definitions.integrators()) {
            program(definitions, integrator, compiled.programs()).ifPresent(program -> {
                var card = Optional.ofNullable(
                        compiled.cards().get(integrator.name().text()));
                crowd.add(whole(definitions, integrator, program, card));
            });
        }
        var kit = kit(definitions, compiled.policy());
        return new Live(
                number,
                loaded.hash(),
                definitions,
                loaded.problems(),
                compiled.programs(),
                crowd.all(),
                crowd.running(),
                visitors(definitions, compiled),
                kit,
                new Flow(kit),
                new Stepper(kit),
                new Settling(kit.store(), departed),
                loaded.admission(),
                loaded.values());
    }

    /** Who calls a hook that is nobody's own, until it is known who that is. */
    private Map<String, Tenant> visitors(Definitions definitions, Compiled compiled) {
        var visitors = new LinkedHashMap<String, Tenant>();
        for (var template : definitions.templates()) {
            var name = template.name().text();
            var program = compiled.programs().get(name + "@" + template.version());
            var older = Optional.ofNullable(visitors.get(name))
                    .map(known -> known.program().template().version() < template.version())
                    .orElse(true);
            if (program != null && older && !program.hooks().isEmpty() && template.state() != TemplateState.DRAFT) {
                visitors.put(name, Visitors.of(program, definitions.installation(), tools.store()));
            }
        }
        return visitors;
    }

    /** The revision with an integrator more, in place of one of its name; its template has no errors. */
    Live join(Live live, Admission.Looked looked) {
        var integrator = looked.integrator().orElseThrow();
        var definitions = live.definitions().with(integrator, looked.screen());
        var crowd = new Crowd(live.tenants(), live.byCallCentre());
        crowd.remove(integrator.name().text());
        program(definitions, integrator, live.programs()).ifPresent(program -> {
            var card = looked.screen()
                    .flatMap(Definitions.Screen::iframe)
                    .map(iframe -> Card.compile(iframe, Scopes.of(program.template()), new Problems()));
            crowd.add(whole(definitions, integrator, program, card));
        });
        return live.with(definitions, crowd.all(), crowd.running());
    }

    /** The revision with some of its tenants as the store knows them now. */
    Live again(Live live, List<Tenant> tenants) {
        var crowd = new Crowd(live.tenants(), live.byCallCentre());
        for (var tenant : tenants) {
            crowd.remove(tenant.name());
            program(live.definitions(), tenant.integrator(), live.programs())
                    .ifPresent(program -> crowd.add(tenant.renewed(
                            () -> whole(live.definitions(), tenant.integrator(), program, tenant.card()))));
        }
        return live.with(live.definitions(), crowd.all(), crowd.running());
    }

    /** The revision without an integrator. */
    Live leave(Live live, String name) {
        var crowd = new Crowd(live.tenants(), live.byCallCentre());
        crowd.remove(name);
        return live.with(live.definitions().without(name), crowd.all(), crowd.running());
    }

    /** An integrator of a template that is kept nowhere yet and may lack fields. */
    Optional<Tenant> draft(Live live, Integrator integrator) {
        return program(live.definitions(), integrator, live.programs())
                .map(program -> tenant(live.definitions(), integrator, program, Optional.empty()));
    }

    /** An integrator that is being made for that identity: nothing is kept for it yet. */
    Optional<Tenant> unborn(Live live, Integrator integrator, Optional<Principal> principal) {
        var name = integrator.name().text();
        return program(live.definitions(), integrator, live.programs()).map(program -> {
            var known = Known.of(tools.store(), name, program.template());
            return Tenant.of(
                    integrator,
                    program,
                    Optional.empty(),
                    live.definitions().installation(),
                    principal.map(known::of).orElse(known));
        });
    }

    private static Optional<Program> program(
            Definitions definitions, Integrator integrator, Map<String, Program> programs) {
        return definitions
                .templateOf(integrator)
                .flatMap(template -> Optional.ofNullable(programs.get(template.name() + "@" + template.version())));
    }

    /** With what it lacks of fields that are made up. */
    private Tenant whole(Definitions definitions, Integrator integrator, Program program, Optional<Card> card) {
        var tenant = tenant(definitions, integrator, program, card);
        var makings = new Makings(tools);
        if (!makings.isIncomplete(tenant)) {
            return tenant;
        }
        makings.keepMissing(tenant);
        return tenant(definitions, integrator, program, card);
    }

    private Tenant tenant(Definitions definitions, Integrator integrator, Program program, Optional<Card> card) {
        var name = integrator.name().text();
        var known = new HookTokens(tools).known(name, program);
        var functions = integrator.info().stream()
                .flatMap(_ -> definitions.screen(integrator).info().stream())
                .map(Info::dataFunction)
                .findFirst();
        return Tenant.of(
                integrator, functions.map(program::calling).orElse(program), card, definitions.installation(), known);
    }

    private Kit kit(Definitions definitions, EgressPolicy policy) {
        var installation = definitions.installation();
        var limit = installation.limits().map(Limits::replyBody).orElse(REPLY);
        var caller = new Caller(policy, tools.transports().guarded(policy, limit), permits);
        return new Kit(
                tools.store(),
                tokens,
                partner.orElse((_, request, deadline) -> caller.send(request, deadline)),
                silence,
                bulk,
                results,
                tools.clock(),
                this::nonce,
                Kit.unauthorized401());
    }

    private String nonce() {
        var bytes = new byte[16];
        tools.random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

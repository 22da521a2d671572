package org.patchbay.trip;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.Lane;
import org.patchbay.definition.Method;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Signature;
import org.patchbay.definition.Template;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Guard;
import org.patchbay.expression.Names;
import org.patchbay.expression.Path;
import org.patchbay.expression.Reference;
import org.patchbay.expression.Text;
import org.patchbay.mapping.Mapper;
import org.patchbay.mapping.Pager;
import org.patchbay.render.Renderer;
import org.patchbay.resolve.Inputs;
import org.patchbay.resolve.Resolver;
import org.patchbay.sign.Signing;

/**
 * A compiled endpoint: everything about its calls that can be known at load.
 *
 * @param when guard of the step
 * @param loops how it is more than one call
 * @param expired what makes a reply mean that the token used is no longer good, where the endpoint says it itself
 * @param pager leads from page to page
 * @param tokens names of the Auth endpoints whose tokens it uses
 * @param reads names of the endpoints whose results it uses
 * @param roots of everything that it reads
 * @param lane key of the work that it runs behind, where the endpoint says it itself
 */
public record Plan(
        Endpoint endpoint,
        Inputs inputs,
        Resolver resolver,
        Renderer renderer,
        Signing signing,
        Mapper mapper,
        Guard when,
        Loops loops,
        Optional<Guard> expired,
        Optional<Pager> pager,
        Set<String> tokens,
        Set<String> reads,
        Set<Root> roots,
        Optional<Text> lane) {
    public Plan {
        tokens = Set.copyOf(tokens);
        reads = Set.copyOf(reads);
        roots = Set.copyOf(roots);
    }

    /** Compiles an endpoint; what is wrong in it is reported at its place in the document. */
    public static Plan compile(
            Endpoint endpoint, Template template, Map<String, Signature> signatures, Problems problems) {
        var used = new LinkedHashSet<Reference>();
        var scope = Scopes.of(template).watchedBy(used::add);
        if (!endpoint.flow().afterFailure().isEmpty()) {
            scope = Scopes.withFailure(scope);
        }
        scope = Scopes.withFetching(scope, endpoint.fetching());
        if (endpoint.type() == EndpointType.AUTH) {
            scope = Scopes.withGrant(scope);
        }
        var condition = endpoint.flow().when();
        var when = condition.isPresent() ? Guard.compile(condition.get(), scope, problems) : Guard.always();
        scope = scope.sureOf(when.sureOf());
        var loops = Loops.compile(endpoint, scope, problems);
        scope = Scopes.within(scope, endpoint, template);
        var withParameters = scope.with(Root.PARAM, parameters(endpoint));
        var signing = Signing.compile(endpoint, signatures, withParameters, problems);
        var judging = endpoint.request().sign().isPresent() ? scope.with(Root.SIGN, signing.names()) : scope;
        var reply = Mapper.replyScope(judging);
        var resolver = Resolver.compile(endpoint, template, scope, problems);
        var renderer = Renderer.compile(endpoint, template, withParameters, problems);
        Sending.check(endpoint, used, problems);
        return new Plan(
                endpoint,
                Inputs.compile(endpoint, problems),
                resolver,
                renderer,
                signing,
                Mapper.compile(endpoint, judging, problems),
                when,
                loops,
                endpoint.auth().expiredWhen().map(expired -> Guard.compile(expired, reply, problems)),
                endpoint.fetching().pages().map(Pager::of),
                names(used, Root.AUTH),
                names(used, Root.RESULT),
                used.stream().map(Reference::root).collect(Collectors.toSet()),
                lane(endpoint, template, problems));
    }

    /** Known when the work is accepted: nothing that only a step would know. */
    private static Optional<Text> lane(Endpoint endpoint, Template template, Problems problems) {
        return endpoint.delivery()
                .lane()
                .filter(lane -> !lane.isNone())
                .flatMap(Lane::key)
                .map(key -> Text.compile(key, Scopes.of(template), problems));
    }

    private static Names parameters(Endpoint endpoint) {
        return new Names.Only(
                "PB302",
                "parameter",
                endpoint.request().parameters().stream()
                        .map(parameter -> parameter.name().text())
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), _ -> Names.free())));
    }

    private static Set<String> names(Set<Reference> used, Root root) {
        return used.stream()
                .filter(reference -> reference.root() == root)
                .flatMap(reference -> reference.path().steps().stream().limit(1))
                .map(step -> step instanceof Path.Step.Key(var name) ? name : "")
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Name of the endpoint. */
    public String name() {
        return endpoint.name().text();
    }

    /** True when it keeps what it fetches, one page with each attempt. */
    public boolean synchronizes() {
        return endpoint.fetching().sync().isPresent();
    }

    /** Most trips that one attempt takes. */
    public int trips() {
        return synchronizes() ? 1 : pager.map(Pager::max).orElse(1);
    }

    /** The HTTP method. */
    public Method method() {
        return endpoint.request().method().orElse(endpoint.type() == EndpointType.GET_DATA ? Method.GET : Method.POST);
    }

    /** True when it may be sent again although the first one may have arrived. */
    public boolean repeatable() {
        var looksFirst = loops.ensure().flatMap(Loops.Ensure::find).isPresent();
        if (endpoint.delivery().idempotencyKey().isPresent() || looksFirst) {
            return true;
        }
        var byMethod = endpoint.type() != EndpointType.SEND_SMS && method().isIdempotent();
        return endpoint.delivery().idempotent().orElse(synchronizes() || byMethod);
    }
}

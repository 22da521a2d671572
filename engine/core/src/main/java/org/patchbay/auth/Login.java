package org.patchbay.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.patchbay.definition.Auth;
import org.patchbay.definition.Cache;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Signature;
import org.patchbay.definition.Template;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.format.Locality;
import org.patchbay.store.Tokens.Token;
import org.patchbay.trip.Plan;
import org.patchbay.trip.Trip;

/**
 * A compiled Auth endpoint.
 *
 * @param request brings the first token: the login, or the exchange of a code
 * @param refresh trades a refresh token for a new token
 * @param page address where a person agrees; empty when no person is needed
 * @param revoke takes a token back
 */
public record Login(Plan request, Optional<Plan> refresh, Optional<Plan> page, Optional<Plan> revoke) {
    /** Roots that stay the same for a tenant until one of its fields is written. */
    private static final Set<Root> LASTING = EnumSet.of(
            Root.INTEGRATOR,
            Root.TEMPLATE,
            Root.NOW,
            Root.NONCE,
            Root.PARAM,
            Root.GRANT,
            Root.WITH,
            Root.VALUE,
            Root.REQUEST,
            Root.STATUS,
            Root.HEADER,
            Root.REPLY);

    /** Compiles an Auth endpoint; what is wrong in it is reported at its place in the document. */
    public static Login compile(
            Endpoint endpoint, Template template, Map<String, Signature> signatures, Problems problems) {
        var grants = new Grants(endpoint);
        return new Login(
                Plan.compile(grants.request(), template, signatures, problems),
                grants.refresh().map(found -> Plan.compile(found, template, signatures, problems)),
                grants.page().map(found -> Plan.compile(found, template, signatures, problems)),
                grants.revoke().map(found -> Plan.compile(found, template, signatures, problems)));
    }

    /** Name of the endpoint. */
    public String name() {
        return request.name();
    }

    /** How long tokens are kept and when they are renewed. */
    public Auth policy() {
        return request.endpoint().auth();
    }

    /** False for what is fetched for each use: challenges, nonces. */
    public boolean isKept() {
        return request.endpoint().reply().cache().map(Cache::enabled).orElse(true);
    }

    /** True when only a person can give the first token. */
    public boolean needsPerson() {
        return page.isPresent();
    }

    /** True when a new token can be had without a person. */
    boolean canRenew(Token token) {
        return !needsPerson() || refresh.isPresent() && token.refreshToken().isPresent();
    }

    /** What decides which token it is: the request by which it is asked for, of a person or of the partner. */
    private Plan shape() {
        return page.orElse(request);
    }

    /** Names of the Auth endpoints whose tokens decide which token it is. */
    public Set<String> shapedBy() {
        return shape().tokens();
    }

    /** True when its key is the same for all runs of a tenant, as long as none of the tenant's fields changes. */
    public boolean isLasting() {
        return shape().tokens().isEmpty() && LASTING.containsAll(shape().roots());
    }

    /**
     * Hash of everything that shapes the token: whose it is, and the request that asks for it as it would be if the clock stood still.
     *
     * @param values as a run knows them; {@code auth.…} holds the keys of the tokens that the request carries
     * @throws org.patchbay.exchange.Refusal when the request cannot be made
     */
    public String key(String owner, Values values, Locality locality) {
        var still = values.readAt(Moment.STILL).with(Root.GRANT, blanks()).with(Root.RUN, withoutKey(values));
        var request = new Trip(shape(), still, locality).prepare().request();
        return DigestUtils.sha256Hex(owner + "\n" + name() + "\n" + text(request));
    }

    private static ObjectNode blanks() {
        var blanks = JsonNodeFactory.instance.objectNode();
        for (var name :
                Set.of("code", "verifier", "challenge", "state", "redirectUri", "refreshToken", "token", "tokenType")) {
            blanks.set(name, SecretNode.of("-"));
        }
        return blanks;
    }

    /** The idempotency key is another one in each run. */
    private static ObjectNode withoutKey(Values values) {
        ObjectNode run = values.root(Root.RUN) instanceof ObjectNode about
                ? about.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        return run.put("key", "-");
    }

    private static String text(Request request) {
        var text = new StringBuilder(request.method() + " " + request.url() + "\n");
        request.headers()
                .forEach(header -> text.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append('\n'));
        return text.append(DigestUtils.sha256Hex(request.body())).toString();
    }
}

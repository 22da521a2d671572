package org.patchbay.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Asking;
import org.patchbay.definition.At;
import org.patchbay.definition.Auth;
import org.patchbay.definition.BodyFormat;
import org.patchbay.definition.Client;
import org.patchbay.definition.Condition;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Grant;
import org.patchbay.definition.Method;
import org.patchbay.definition.Name;
import org.patchbay.definition.OutcomeKind;
import org.patchbay.definition.Outcomes;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.ParameterType;
import org.patchbay.definition.PathText;
import org.patchbay.definition.ResponseType;
import org.patchbay.definition.ResponseType.ExpiresIn;
import org.patchbay.definition.ResponseType.TokenFormat;
import org.patchbay.definition.ResponseType.Unit;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;

/**
 * The requests that a grant stands for, written out as endpoints (RFC 6749), so that everything that works for endpoints works for
 * them. A parameter of the same key that the endpoint has itself is sent instead of ours.
 */
final class Grants {
    private static final List<Name> PERCENT_ENCODED = List.of(Name.of("urlencode"));
    private static final Set<String> USER = Set.of("username", "password");
    private static final List<Name> BASIC = List.of(Name.of("basic"));

    private final Endpoint endpoint;
    private final Auth auth;
    private final At at;

    Grants(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.auth = endpoint.auth();
        this.at = endpoint.name().at();
    }

    /** What brings the first token: for authorization_code the exchange of the code. */
    Endpoint request() {
        return switch (auth.grant()) {
            case LOGIN -> endpoint.with(endpoint.request(), endpoint.reply(), auth.withoutClient());
            case CLIENT_CREDENTIALS -> asking(endpoint.request(), granted("client_credentials"), asked());
            case PASSWORD -> asking(endpoint.request(), granted("password"), asked());
            case AUTHORIZATION_CODE -> asking(endpoint.request(), granted("authorization_code"), code());
        };
    }

    /** What trades a refresh token for a new token (RFC 6749 §6). */
    Optional<Endpoint> refresh() {
        var address = auth.grant() == Grant.LOGIN
                ? auth.refreshUrl()
                : auth.refreshUrl().or(() -> Optional.of(endpoint.request().url()));
        var token = List.of(body("refresh_token", text("{{grant.refreshToken}}")));
        return address.map(url -> asking(
                endpoint.request().to(url, withoutUser(endpoint.request().parameters()), format()),
                granted("refresh_token"),
                token));
    }

    /** A user shows the password once: for the first token. */
    private List<Parameter> withoutUser(List<Parameter> parameters) {
        return parameters.stream()
                .filter(parameter -> auth.grant() != Grant.PASSWORD || !USER.contains(parameter.wireName()))
                .toList();
    }

    /** What takes a token back (RFC 7009 §2.1). */
    Optional<Endpoint> revoke() {
        var token =
                List.of(body("token", text("{{grant.token}}")), body("token_type_hint", text("{{grant.tokenType}}")));
        return auth.revokeUrl()
                .map(url -> endpoint.request().withoutBody().to(url, besideLogin(), format()))
                .map(request -> endpoint.with(
                        request.to(request.url(), own(request, token), format()),
                        endpoint.reply().plain(),
                        auth.readingNothing()));
    }

    /** What a login as written has in its body is the login. */
    private List<Parameter> besideLogin() {
        return withoutUser(endpoint.request().parameters()).stream()
                .filter(parameter ->
                        auth.grant() != Grant.LOGIN || !parameter.type().equals(Optional.of(ParameterType.BODY)))
                .toList();
    }

    /** The page where a person agrees (RFC 6749 §4.1.1, RFC 7636 §4.3). */
    Optional<Endpoint> page() {
        return auth.grant() == Grant.AUTHORIZATION_CODE
                ? auth.authorizeUrl()
                        .map(url -> endpoint.with(
                                endpoint.request().page(url, pageQuery()), endpoint.reply(), auth.withoutClient()))
                : Optional.empty();
    }

    private Endpoint asking(Asking request, Parameter grant, List<Parameter> more) {
        var all = new ArrayList<Parameter>();
        all.add(grant);
        all.addAll(more);
        return endpoint.with(
                request.to(request.url(), own(request, all), format()),
                endpoint.reply().meaning(meanings(), failureText()),
                auth.reading(responseType()));
    }

    /** With what shows who the client is, and with the endpoint's own parameters. */
    private List<Parameter> own(Asking request, List<Parameter> ours) {
        var all = new ArrayList<>(ours);
        auth.client().ifPresent(client -> all.addAll(proof(client)));
        all.removeIf(this::isGivenByHand);
        all.addAll(request.parameters());
        return all;
    }

    private BodyFormat format() {
        return endpoint.request().bodyFormat().orElse(BodyFormat.FORM);
    }

    private boolean isGivenByHand(Parameter ours) {
        return endpoint.request().parameters().stream()
                .anyMatch(theirs ->
                        theirs.type().equals(ours.type()) && theirs.wireName().equals(ours.wireName()));
    }

    private Parameter granted(String type) {
        return body("grant_type", text(type));
    }

    private List<Parameter> code() {
        var all = new ArrayList<Parameter>();
        all.add(body("code", text("{{grant.code}}")));
        all.add(body("redirect_uri", text("{{grant.redirectUri}}")));
        if (auth.pkce()) {
            all.add(body("code_verifier", text("{{grant.verifier}}")));
        }
        return all;
    }

    /** Scope and audience. */
    private List<Parameter> asked() {
        return auth.client().map(client -> asked(client, place())).orElse(List.of());
    }

    private List<Parameter> asked(Client client, ParameterType place) {
        var all = new ArrayList<Parameter>();
        if (!client.scopes().isEmpty()) {
            all.add(made(place, "scope", text(String.join(" ", client.scopes()))));
        }
        client.audience().ifPresent(audience -> all.add(made(place, "audience", tree(audience))));
        return all;
    }

    /** RFC 6749 §2.3.1: in the Authorization header both are form-encoded first. */
    private List<Parameter> proof(Client client) {
        var id = tree(client.id());
        var secret = client.secret().map(Grants::hidden);
        return switch (client.proof().orElseGet(Client.Proof.Post::new)) {
            case Client.Proof.Plugin _ -> List.of();
            case Client.Proof.Post _ -> {
                var all = new ArrayList<Parameter>();
                all.add(body("client_id", id));
                secret.ifPresent(value -> all.add(body("client_secret", value)));
                yield all;
            }
            case Client.Proof.Basic _ ->
                List.of(
                        Parameter.made(at, Optional.empty(), "client_id", id).in(PERCENT_ENCODED),
                        Parameter.made(at, Optional.empty(), "client_secret", secret.orElseGet(() -> text("")))
                                .in(PERCENT_ENCODED),
                        made(ParameterType.HEADER, "Authorization", text("{{param.client_id}}:{{param.client_secret}}"))
                                .in(BASIC));
        };
    }

    private List<Parameter> pageQuery() {
        var query = new ArrayList<Parameter>();
        query.add(query("response_type", text("code")));
        auth.client().ifPresent(client -> {
            query.add(query("client_id", tree(client.id())));
            query.addAll(asked(client, ParameterType.QUERY));
        });
        query.add(query("redirect_uri", text("{{grant.redirectUri}}")));
        query.add(query("state", text("{{grant.state}}")));
        if (auth.pkce()) {
            query.add(query("code_challenge", text("{{grant.challenge}}")));
            query.add(query("code_challenge_method", text("S256")));
        }
        query.removeIf(ours -> auth.authorizeParams().containsKey(ours.wireName()));
        auth.authorizeParams().forEach((key, value) -> query.add(query(key, tree(value))));
        return query;
    }

    private ParameterType place() {
        return endpoint.request().method().equals(Optional.of(Method.GET)) ? ParameterType.QUERY : ParameterType.BODY;
    }

    private Parameter body(String key, Tree value) {
        return made(place(), key, value);
    }

    private Parameter query(String key, Tree value) {
        return made(ParameterType.QUERY, key, value);
    }

    private Parameter made(ParameterType place, String key, Tree value) {
        return Parameter.made(at, Optional.of(place), key, value);
    }

    private static Tree text(String text) {
        return Tree.text(text);
    }

    private static Tree tree(TextTemplate text) {
        JsonNode value = text.secret() ? SecretNode.of(text.text()) : TextNode.valueOf(text.text());
        return new Tree.Leaf(text.at(), value);
    }

    private static Tree hidden(TextTemplate text) {
        return new Tree.Leaf(text.at(), SecretNode.of(text.text()));
    }

    /** What the endpoint says, and then RFC 6749 §5.2: this grant is over, a person must give a new one. */
    private Outcomes meanings() {
        var over = JsonNodeFactory.instance.objectNode().put("body.error", "invalid_grant");
        var rules = new ArrayList<>(endpoint.reply().outcomes().rules());
        rules.add(new Outcomes.Rule(
                at, new Condition(Tree.of(over)), OutcomeKind.REAUTH, Optional.empty(), Optional.empty(), Map.of()));
        return new Outcomes(rules);
    }

    private PathText failureText() {
        return endpoint.reply().failureMessage().orElseGet(() -> new PathText(at, "error_description"));
    }

    /** The names of RFC 6749 §5.1 where the endpoint gives none of its own. */
    private ResponseType responseType() {
        var given = auth.responseType();
        var format = given.map(ResponseType::format).orElse(TokenFormat.JSON);
        if (auth.grant() == Grant.LOGIN && given.isPresent()
                || format != TokenFormat.JSON && format != TokenFormat.FORM) {
            return given.orElseThrow();
        }
        var end = given.flatMap(ResponseType::expiresAt);
        return new ResponseType(
                given.map(ResponseType::at).orElse(at),
                format,
                given.flatMap(ResponseType::token).or(() -> path("access_token")),
                given.flatMap(ResponseType::expiresIn)
                        .or(() -> end.isPresent()
                                ? Optional.empty()
                                : path("expires_in").map(path -> new ExpiresIn(path, Unit.SECONDS))),
                end,
                given.flatMap(ResponseType::refreshToken).or(() -> path("refresh_token")),
                given.flatMap(ResponseType::scope).or(() -> path("scope")));
    }

    private Optional<PathText> path(String name) {
        return Optional.of(new PathText(at, name));
    }
}

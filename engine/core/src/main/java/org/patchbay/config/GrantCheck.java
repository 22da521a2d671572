package org.patchbay.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Auth;
import org.patchbay.definition.Cache;
import org.patchbay.definition.Client;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.Grant;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;

/** Finds Auth endpoints that lack what their grant needs, or have what it has no use for (PB204, PB205, PB501). */
final class GrantCheck implements Check {
    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            bound.value()
                    .ifPresent(template -> template.endpoints().stream()
                            .filter(endpoint ->
                                    endpoint.type() == EndpointType.AUTH && all.isClean(bound, endpoint.at()))
                            .forEach(endpoint -> new Look(endpoint, problems).grant()));
        }
    }

    /** One endpoint under the glass. */
    private record Look(Endpoint endpoint, Problems problems) {
        private void grant() {
            switch (endpoint.auth().grant()) {
                case LOGIN -> login();
                case CLIENT_CREDENTIALS -> needsClient();
                case AUTHORIZATION_CODE -> {
                    needsClient();
                    authorizationCode();
                }
                case PASSWORD -> password();
            }
            endpoint.auth().client().ifPresent(client -> client(client));
        }

        /** A client beside a refreshUrl or a revokeUrl shows itself there. */
        private void login() {
            var auth = endpoint.auth();
            if (auth.refreshUrl().isEmpty() && auth.revokeUrl().isEmpty()) {
                auth.client().ifPresent(client -> useless(client.at(), "client"));
            }
            auth.authorizeUrl().ifPresent(url -> useless(url.at(), "authorizeUrl"));
            auth.authorizeParams().values().stream()
                    .findFirst()
                    .ifPresent(value -> useless(value.at(), "authorizeParams"));
        }

        private void useless(At at, String key) {
            problems.add(
                    "PB205",
                    at,
                    "`" + key + "` has no use where the request is sent as written",
                    "`grant` is login",
                    "for OAuth 2.0 write `grant: client_credentials`, `authorization_code` or `password`");
        }

        private void needsClient() {
            if (endpoint.auth().client().isEmpty()) {
                needs("client", "who asks", "client: { id: \"${env:CLIENT_ID}\", secret: \"${env:CLIENT_SECRET}\" }");
            }
        }

        private void authorizationCode() {
            if (endpoint.auth().authorizeUrl().isEmpty()) {
                needs("authorizeUrl", "where a person agrees", "authorizeUrl: /oauth/authorize");
            }
            endpoint.reply()
                    .cache()
                    .filter(cache -> !cache.enabled())
                    .map(Cache::at)
                    .ifPresent(at -> problems.add(
                            "PB205",
                            at,
                            "a token that a person has given cannot be fetched for each use",
                            "`cache: false`",
                            "leave `cache` out"));
        }

        private void password() {
            for (var key : List.of("username", "password")) {
                if (sent().noneMatch(key::equals)) {
                    needs(
                            key,
                            "a parameter of this grant",
                            "parameters: [{ name: username, type: body }, { name: password, type: body }]");
                }
            }
        }

        private Stream<String> sent() {
            var request = endpoint.request();
            return Stream.concat(
                    request.parameters().stream().map(parameter -> parameter.wireName()),
                    request.hardParams().stream().flatMap(Look::keys));
        }

        private static Stream<String> keys(Tree tree) {
            return tree instanceof Tree.Entries map
                    ? Stream.concat(
                            map.entries().keySet().stream(),
                            map.entries().values().stream().flatMap(entry -> keys(entry.value())))
                    : Stream.empty();
        }

        private void needs(String key, String note, String example) {
            problems.add(
                    "PB204",
                    endpoint.name().at(),
                    "the Auth endpoint `" + endpoint.name() + "` needs `" + key + "`",
                    note,
                    "for example " + example);
        }

        private void client(Client client) {
            client.secret()
                    .filter(secret -> !secret.secret() && !secret.text().contains("{{") && isWritten(secret))
                    .ifPresent(
                            secret -> problems.add(
                                    "PB501",
                                    secret.at(),
                                    "a secret is written in the document",
                                    "",
                                    "secret: \"${env:CLIENT_SECRET}\"     or a field of the tenant: \"{{integrator.clientSecret}}\""));
            proof(client);
        }

        private void proof(Client client) {
            var proof = client.proof();
            if (proof.isEmpty()) {
                problems.add(
                        "PB203",
                        client.auth().at(),
                        "unknown word `" + client.auth() + "` for `auth`",
                        "one of post, basic, plugin:<id>",
                        Nearest.question(client.auth().text(), List.of("post", "basic")));
                return;
            }
            if (proof.get() instanceof Client.Proof.Basic && client.secret().isEmpty()) {
                problems.add(
                        "PB204",
                        client.at(),
                        "a client that shows itself by `basic` needs `secret`",
                        "",
                        "a public client leaves `auth` out");
            }
            if (!(proof.get() instanceof Client.Proof.Plugin)) {
                client.options().values().stream()
                        .findFirst()
                        .ifPresent(option -> problems.add(
                                "PB205",
                                option.at(),
                                "`options` has no use beside `auth: " + client.auth() + "`",
                                "options are for plugins",
                                "leave `options` out, or write auth: \"plugin:…\""));
            }
        }
    }

    /** A value that came from <code>${…}</code> has no end in the document. */
    private static boolean isWritten(TextTemplate text) {
        return !text.text().isEmpty() && text.at().endColumn() > text.at().column();
    }

    /** Addresses of an Auth endpoint besides its url. */
    static Stream<TextTemplate> addresses(Auth auth) {
        return Stream.of(auth.authorizeUrl(), auth.refreshUrl(), auth.revokeUrl())
                .flatMap(Optional::stream);
    }

    /** True when the words of RFC 6749 say where the token is. */
    static boolean isOAuth(Auth auth) {
        return auth.grant() != Grant.LOGIN;
    }
}

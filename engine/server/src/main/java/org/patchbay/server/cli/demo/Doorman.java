package org.patchbay.server.cli.demo;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Lets into the pretend CRM whom it knows. Guarded by the CRM's own lock. */
final class Doorman {
    static final Duration LIFE = Duration.ofHours(1);
    private static final int TOKEN_BYTES = 16;
    private static final String BEARER = "Bearer ";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> tokens = new HashMap<>();
    private final List<Account> accounts;
    private final InstantSource clock;

    Doorman(List<Account> accounts, InstantSource clock) {
        this.accounts = List.copyOf(accounts);
        this.clock = clock;
    }

    /** A token that was given out. */
    record Token(String text, Account account, Instant expires) {}

    /** A new token for user and password. */
    Token signIn(Received received) {
        if (received.header("authorization").isPresent()) {
            throw new Rejection(400, "a token is sent where one is asked for");
        }
        var body = received.json();
        var account = accounts.stream()
                .filter(known -> known.username().equals(body.path("username").asText()))
                .filter(known -> known.password().equals(body.path("password").asText()))
                .findFirst()
                .orElseThrow(() -> new Rejection(401, "user or password is wrong"));
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = new Token(
                HexFormat.of().formatHex(bytes), account, clock.instant().plus(LIFE));
        tokens.put(token.text(), token);
        return token;
    }

    /** Refuses a request without its tenant's key, token and cookie. */
    void admit(Received received) {
        var account = account(received);
        var token = token(received);
        if (!token.account().equals(account)) {
            throw new Rejection(
                    403, "the token of " + token.account().username() + " came with the key of " + account.username());
        }
        if (!account.tenant().isEmpty()) {
            requireCookie(received, account);
        }
    }

    private static void requireCookie(Received received, Account account) {
        var cookies = List.of(received.header("cookie").orElse("").split("; ", -1));
        if (!cookies.contains("acme_tenant=" + account.tenant())) {
            throw new Rejection(403, "the cookie acme_tenant is not that of " + account.tenant());
        }
    }

    private Account account(Received received) {
        var key = received.header("x-api-key").orElseThrow(() -> new Rejection(403, "there is no API key"));
        return accounts.stream()
                .filter(known -> known.apiKey().equals(key))
                .findFirst()
                .orElseThrow(() -> new Rejection(403, "the API key is unknown"));
    }

    private Token token(Received received) {
        var header = received.header("authorization").orElse("");
        var token = header.startsWith(BEARER) ? tokens.get(header.substring(BEARER.length())) : null;
        if (token == null) {
            throw new Rejection(401, header.isEmpty() ? "there is no token" : "the token is none of ours");
        }
        if (clock.instant().isAfter(token.expires())) {
            throw new Rejection(401, "the token expired at " + token.expires());
        }
        return token;
    }
}

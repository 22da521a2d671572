package org.patchbay.engine;

import static org.patchbay.engine.House.reply;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;

/**
 * An authorization server and a partner behind it, in memory. A refresh token works once; who uses one twice loses the whole family, as
 * RFC 9700 §4.14.2 wants it.
 */
final class Idp {
    final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();
    final List<Request> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refused = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private String access = "";
    private String refresh = "";
    private int issued;
    private int reuses;
    private boolean revoked;
    private Duration life = Duration.ofHours(1);
    private volatile Function<Request, Optional<Reply>> trouble = _ -> Optional.empty();

    /** Tokens end after so long. */
    Idp living(Duration time) {
        life = time;
        return this;
    }

    /** Answers token requests so instead, where there is an answer. */
    void troubled(Function<Request, Optional<Reply>> with) {
        trouble = with;
    }

    /** The token that was given out last serves no longer. */
    synchronized void endToken() {
        access = "";
    }

    /** A token to begin with. */
    synchronized String firstRefreshToken() {
        refresh = "R0";
        return refresh;
    }

    synchronized int issued() {
        return issued;
    }

    synchronized int reuses() {
        return reuses;
    }

    /** Callers that were refused. */
    synchronized int refusals() {
        return refused.size();
    }

    /** The most that one caller was refused. */
    synchronized int mostRefusals() {
        return refused.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    Reply answer(Request request) {
        if (request.target().startsWith("/token")) {
            tokenRequests.add(form(new String(request.body(), StandardCharsets.UTF_8)));
            return trouble.apply(request).orElseGet(() -> token(tokenRequests.getLast()));
        }
        calls.add(request);
        return isGood(request) ? reply(200, "{\"id\":1}") : reply(401, "{}");
    }

    private synchronized boolean isGood(Request request) {
        var good = !access.isEmpty() && request.header("Authorization").equals(Optional.of("Bearer " + access));
        if (!good) {
            refused.merge(request.target(), 1, Integer::sum);
        }
        return good;
    }

    private synchronized Reply token(Map<String, String> form) {
        if (form.getOrDefault("grant_type", "").equals("refresh_token") && !takes(form.get("refresh_token"))) {
            return reply(400, "{\"error\":\"invalid_grant\",\"error_description\":\"the session is over\"}");
        }
        issued++;
        access = "A" + issued;
        refresh = "R" + issued;
        return reply(
                200,
                "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":%d,\"token_type\":\"Bearer\"}"
                        .formatted(access, refresh, life.toSeconds()));
    }

    private boolean takes(String token) {
        if (!used.add(token)) {
            reuses++;
            revoked = true;
        }
        return !revoked && refresh.equals(token);
    }

    static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .filter(pair -> pair.contains("="))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

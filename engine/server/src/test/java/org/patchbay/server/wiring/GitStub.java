package org.patchbay.server.wiring;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;

/** A place for repositories that complains of every request that is not as its documentation wants it. */
final class GitStub {
    final List<String> complaints = new CopyOnWriteArrayList<>();
    /** Webhooks that exist, by number: their address and secret. */
    final Map<Integer, Webhook> webhooks = new ConcurrentHashMap<>();

    private final AtomicInteger numbers = new AtomicInteger(500);
    private volatile String token = "G1";
    private volatile boolean down;

    /** Where pushes are told, and with what they are signed. */
    record Webhook(String path, String secret) {}

    /** The token that everybody has is revoked; this is the next one. */
    void revoke(String next) {
        token = next;
    }

    void goDown() {
        down = true;
    }

    private void want(boolean isSo, Asked asked, String what) {
        if (!isSo) {
            complaints.add(
                    asked.method() + " " + asked.path() + "?" + asked.query() + " " + asked.body() + ": " + what);
        }
    }

    Replied answer(Asked asked) {
        if (asked.path().equals("/login/oauth/access_token")) {
            return traded(asked);
        }
        if (!asked.header("authorization").equals("Bearer " + token)) {
            return new Replied(401, "{\"message\":\"Bad credentials\"}");
        }
        if (down) {
            return new Replied(503, "{}");
        }
        return switch (asked.method() + " " + asked.path()) {
            case "GET /user" -> new Replied(200, "{\"id\":7,\"login\":\"an\"}");
            case "GET /user/orgs" -> new Replied(200, "[{\"login\":\"acme\"}]");
            case "GET /orgs/acme/repos" -> new Replied(200, "[{\"name\":\"shop\"},{\"name\":\"web\"}]");
            case "POST /repos/acme/shop/hooks" -> hooked(asked);
            case String route when route.startsWith("DELETE /repos/acme/shop/hooks/") -> unhooked(asked);
            default -> {
                want(false, asked, "no such route");
                yield new Replied(404, "{}");
            }
        };
    }

    private Replied traded(Asked asked) {
        var form = Person.query(java.net.URI.create("x:/?" + asked.body()));
        want(asked.method().equals("POST"), asked, "not a POST");
        want(asked.header("content-type").startsWith("application/x-www-form-urlencoded"), asked, "no form");
        want(form.getOrDefault("client_id", "").equals("git-id"), asked, "client_id");
        want(form.getOrDefault("client_secret", "").equals("git-secret"), asked, "client_secret");
        if (!form.getOrDefault("grant_type", "").equals("authorization_code")) {
            return new Replied(400, "error=invalid_grant");
        }
        want(form.getOrDefault("redirect_uri", "").endsWith("/oauth/callback"), asked, "redirect_uri");
        return form.getOrDefault("code", "").startsWith("good")
                ? new Replied(200, "access_token=" + token + "&scope=admin%3Arepo_hook")
                : new Replied(400, "error=bad_verification_code");
    }

    private Replied hooked(Asked asked) {
        var body = Site.json(asked.body());
        var config = body.path("config");
        want(asked.header("content-type").startsWith("application/json"), asked, "no JSON");
        want(body.path("active").asBoolean(), asked, "active");
        want(body.path("events").toString().equals("[\"push\",\"pull_request\"]"), asked, "events");
        want(config.path("content_type").asText().equals("json"), asked, "content_type");
        want(config.path("secret").asText().matches("[A-Za-z0-9]{40}"), asked, "secret");
        want(config.path("url").asText().startsWith("https://pb.test/hooks/"), asked, "url");
        var number = numbers.incrementAndGet();
        webhooks.put(
                number,
                new Webhook(
                        config.path("url").asText().replace("https://pb.test", ""),
                        config.path("secret").asText()));
        return new Replied(201, "{\"id\":" + number + "}");
    }

    private Replied unhooked(Asked asked) {
        var number = Integer.parseInt(asked.path().replaceFirst(".*/", ""));
        want(webhooks.remove(number) != null, asked, "there is no such webhook");
        return new Replied(204, "");
    }
}

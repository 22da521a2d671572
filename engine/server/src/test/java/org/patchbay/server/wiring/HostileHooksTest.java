package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** What somebody sends over HTTP who has seen genuine deliveries and knows no secret. */
class HostileHooksTest {
    private static final String SECRET = "s3cret-of-the-webhook";
    private static final String BODY = "{\"commits\": [{\"id\":\"c1\",\"size\":1.10}]}";
    private static final int DELIVERIES = Boolean.getBoolean("patchbay.long") ? 10_000 : 300;

    private final Site site = new Site();

    @BeforeEach
    void start() {
        site.write("git.yaml", """
                        kind: Template
                        name: git
                        baseUrl: http://%s
                        parameters: [{ name: secret, secret: true }]
                        endpoints: [{ name: note, type: PostData, trigger: pushed, url: /notes, parameters: [{ name: id, type: body }] }]
                        hooks: [{ name: push, verify: { use: github, with: { secret: "{{integrator.secret}}" } }, each: commits.*, dedupe: body.id, trigger: pushed }]
                        ---
                        { kind: Integrator, name: acme, template: git, callcenterId: CC-1, fields: { secret: %s } }
                        """.formatted(site.crm.host(), SECRET) + Example.LOOPBACK)
                .start(Watching.OFF);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static String signature(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Site.Answered send(String method, String path, String body, String signature) {
        return site.send(method, path, "", body, "X-Hub-Signature-256", signature);
    }

    /** All that can be told apart in an answer. */
    private static String seen(Site.Answered answered) {
        var headers =
                new TreeMap<String, List<String>>(answered.response().headers().map());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("date") || name.equalsIgnoreCase("x-request-id"));
        return answered.status() + " " + headers + " " + answered.response().body();
    }

    @Test
    void all_that_is_not_genuine_is_answered_alike_and_runs_nothing() {
        var good = signature(BODY);
        var answers = new TreeMap<String, Site.Answered>(Map.of(
                "wrong", send("POST", "/hooks/acme/push", BODY, "sha256=" + "0".repeat(64)),
                "missing", site.post("/hooks/acme/push", "", BODY),
                "empty", send("POST", "/hooks/acme/push", BODY, "sha256="),
                "of another body", send("POST", "/hooks/acme/push", BODY.replace("c1", "c2"), good),
                "truncated", send("POST", "/hooks/acme/push", BODY.substring(0, BODY.length() - 1), good),
                "serialised anew", send("POST", "/hooks/acme/push", BODY.replace(" ", ""), good),
                "cut signature", send("POST", "/hooks/acme/push", BODY, good.substring(0, good.length() - 2)),
                "no such tenant", send("POST", "/hooks/acma/push", BODY, good),
                "no such hook", send("POST", "/hooks/acme/pull", BODY, good),
                "another method", send("PUT", "/hooks/acme/push", BODY, good)));

        assertThat(new ArrayList<>(answers.values())
                        .stream().map(HostileHooksTest::seen).distinct())
                .as(() -> String.valueOf(answers.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + seen(entry.getValue()))
                        .toList()))
                .hasSize(1);
        assertThat(answers.get("wrong").status()).isEqualTo(401);
        assertThat(site.server().engine().isAtRest()).isTrue();
        assertThat(site.crm.asked()).isEmpty();
        assertThat(send("POST", "/hooks/acme/push", BODY, good).status()).isEqualTo(200);
        Site.until(() -> site.crm.asked().size() == 1);
    }

    @Test
    void a_genuine_delivery_that_is_sent_again_and_again_runs_once() throws Exception {
        var good = signature(BODY);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = IntStream.range(0, DELIVERIES)
                    .mapToObj(_ -> threads.submit(
                            () -> send("POST", "/hooks/acme/push", BODY, good).status()))
                    .toList();
            for (var one : all) {
                assertThat(one.get()).isEqualTo(200);
            }
        }

        Site.until(() -> site.server().engine().isAtRest());
        assertThat(site.crm.asked("/notes")).hasSize(1);
    }

    @Test
    void five_megabytes_are_refused_before_anything_is_made_of_them() {
        var large = "{\"commits\":[],\"x\":\"" + "a".repeat(5 << 20) + "\"}";

        var signed = send("POST", "/hooks/acme/push", large, signature(large));
        var forged = send("POST", "/hooks/acme/push", large, signature(BODY));
        var nobody = send("POST", "/hooks/acma/push", large, signature(BODY));

        assertThat(List.of(signed.status(), forged.status(), nobody.status())).containsOnly(413);
        assertThat(site.server().engine().isAtRest()).isTrue();
    }
}

package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.cli.Cli;
import org.patchbay.server.cli.Terminal;
import org.patchbay.server.cli.Terminal.Look;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/**
 * A credential that was taken back is not used any more once that is answered, and keys can be changed while callers call (promises 23 and
 * 26). A call that began before the answer may still end with the old one; those that begin after it are told apart by their ids.
 */
class RevocationTest {
    private static final String CRM = """
            kind: Template
            name: crm
            baseUrl: "http://{{integrator.host}}"
            parameters:
              - { name: apiKey, type: header, key: X-Api-Key, secret: true }
              - { name: clientSecret, secret: true, required: false }
              - { name: token, type: header, key: Authorization, value: "Bearer {{auth.login}}" }
            endpoints:
              - { name: login, type: Auth, grant: client_credentials, url: /token, client: { id: me, secret: "{{integrator.apiKey}}" } }
              - name: find
                type: GetData
                trigger: call-start
                url: /contacts
                timeout: 20s
                parameters: [apiKey, token, { name: call, type: query, from: body.callId }]
                result: { id: id }
            budgets: { call-start: { soft: 20s, hard: 20s } }
            ---
            kind: Integrator
            name: acme
            template: crm
            callcenterId: CC-1
            host: HOST
            fields: { apiKey: "${secret:acme-key}" }
            """;

    private final Site site = new Site();
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Site.Answered> failed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger round = new AtomicInteger();

    @BeforeEach
    void starts_a_server_with_a_secret() {
        site.crm.answering(one -> {
            asked.add(one);
            return one.path().equals("/token")
                    ? new Replied(200, "{\"access_token\":\"token-of-" + secretOf(one) + "\",\"expires_in\":3600}")
                    : new Replied(200, "{\"id\":7}");
        });
        site.write("crm.yaml", Samples.LOOPBACK);
        site.write("crm.yaml", Samples.LOOPBACK.substring(0, Samples.LOOPBACK.indexOf("---")));
        site.start(Watching.OFF);
        put("key-0");
        site.write("crm.yaml", Samples.LOOPBACK + CRM.replace("HOST", site.crm.host()));
        assertThat(site.post("/api/v1/config/reload", site.admin(), "").status())
                .isEqualTo(200);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static String secretOf(Asked login) {
        return login.body().replaceFirst(".*client_secret=([^&]*).*", "$1");
    }

    private void put(String value) {
        var answered = site.send("PUT", "/api/v1/secrets/acme-key", site.admin(), "{\"value\":\"" + value + "\"}");
        assertThat(answered.status()).describedAs("%s", answered.body()).isEqualTo(204);
    }

    private void call(int number, String key) {
        var id = "r" + round.get() + "-" + number;
        var answered = site.post(
                "/api/v1/triggers/call-start?callcenterId=CC-1",
                key,
                "{\"callId\":\"" + id + "\",\"phone\":\"0901234567\"}");
        if (answered.status() != 200) {
            failed.add(answered);
        }
    }

    @Test
    void a_secret_that_was_replaced_is_not_used_by_any_later_call_nor_a_token_got_with_it() {
        var key = site.secretKey();
        try (var callers = new Callers(number -> call(number, key))) {
            for (var next = 1; next <= 5; next++) {
                callers.goOn();
                put("key-" + next);
                round.set(next);
            }
            callers.goOn();
        }

        assertThat(failed).isEmpty();
        for (var one : List.copyOf(asked)) {
            if (one.path().equals("/contacts")) {
                var begun = Integer.parseInt(one.query().replaceFirst(".*call=r(\\d+)-.*", "$1"));
                assertThat(number(one.header("x-api-key"))).isGreaterThanOrEqualTo(begun);
                assertThat(number(one.header("authorization"))).isGreaterThanOrEqualTo(begun);
            }
        }
        assertThat(asked.stream().map(one -> one.header("x-api-key"))).contains("key-0", "key-5");
    }

    private static int number(String text) {
        return Integer.parseInt(text.replaceFirst(".*key-", ""));
    }

    @Test
    void a_key_of_the_api_that_was_revoked_opens_nothing_any_more() {
        var made = site.post("/api/v1/keys", site.admin(), "{\"kind\":\"sk\",\"callcenterId\":\"CC-1\"}");
        assertThat(made.status()).describedAs("%s", made.body()).isEqualTo(201);
        var key = made.body().path("key").asText();
        assertThat(site.get("/api/v1/executions", key).status()).isEqualTo(200);

        var revoked =
                site.send("DELETE", "/api/v1/keys/" + made.body().path("id").asText(), site.admin(), "");

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(site.get("/api/v1/executions", key).status()).isEqualTo(401);
    }

    @Test
    void the_master_key_is_changed_while_callers_call_and_none_of_them_notices() {
        var key = site.secretKey();
        try (var callers = new Callers(number -> call(number, key))) {
            for (var change = 0; change < 5; change++) {
                callers.goOn();
                assertThat(rotate()).startsWith("0 ");
            }
            callers.goOn();
        }
        assertThat(failed).isEmpty();

        site.stop();
        site.start(Watching.OFF);
        call(0, site.secretKey());

        assertThat(failed).isEmpty();
        assertThat(asked.stream().filter(one -> one.path().equals("/contacts")).toList())
                .allMatch(one -> one.header("x-api-key").equals("key-0"));
    }

    private String rotate() {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                print,
                print,
                Map.of("PATCHBAY_DATA", site.directory.resolve("data").toString()),
                site.directory,
                ZoneOffset.UTC,
                Look.PIPED);
        var exit = Cli.run(new ServerEquipment(), terminal, "secret", "rotate");
        return exit + " " + out.toString(StandardCharsets.UTF_8);
    }
}

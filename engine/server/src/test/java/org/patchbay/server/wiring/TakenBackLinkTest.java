package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.patchbay.server.jdbc.MysqlForTests;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/**
 * A link whose credential was replaced, or that was removed, is not used as it was by any call that began after the answer, on that node; on
 * another node of the same database by none that began after that node has heard of it (promise 26). Calls know by their ids when they began.
 */
class TakenBackLinkTest {
    private static final String CRM = """
            kind: Template
            name: crm
            baseUrl: "http://{{integrator.host}}"
            parameters:
              - { name: apiKey, type: header, key: X-Api-Key, secret: true }
            link: { scope: user }
            endpoints:
              - name: find
                type: GetData
                trigger: call-start
                url: /contacts
                timeout: 20s
                parameters: [apiKey, { name: call, type: query, from: body.callId }]
                result: { id: id }
            budgets: { call-start: { soft: 20s, hard: 20s } }
            """;

    private final Site site = new Site();
    private final AtomicInteger round = new AtomicInteger();

    @AfterEach
    void close() {
        site.close();
    }

    private Site documents() {
        site.crm.answering(_ -> new Replied(200, "{\"id\":7}"));
        return site.write("crm.yaml", Samples.LOOPBACK + CRM);
    }

    private void make() {
        var made = site.post(
                "/api/v1/integrators",
                site.secretKey("CC-1"),
                "{\"template\":\"crm\",\"name\":\"mine\",\"user\":\"u1\",\"host\":\"%s\",\"fields\":{\"apiKey\":\"key-0\"}}"
                        .formatted(site.crm.host()));
        assertThat(made.status()).describedAs("%s", made.body()).isEqualTo(201);
    }

    private void replace(int number) {
        var path = "/api/v1/integrators/mine";
        var version =
                site.get(path, site.secretKey("CC-1")).body().path("version").asInt();
        var changed = site.send(
                "PUT",
                path,
                site.secretKey("CC-1"),
                "{\"fields\":{\"apiKey\":\"key-" + number + "\"}}",
                "If-Match",
                "\"" + version + "\"");
        assertThat(changed.status()).describedAs("%s", changed.body()).isEqualTo(200);
    }

    private void remove() {
        var removed = site.send("DELETE", "/api/v1/integrators/mine?user=u1", site.secretKey("CC-1"), "");
        assertThat(removed.status()).isEqualTo(204);
    }

    private void fire(Site at, String node, int number, String key) {
        at.post(
                "/api/v1/triggers/call-start?callcenterId=CC-1",
                key,
                "{\"callId\":\"%s-r%d-%d\",\"phone\":\"0901234567\"}".formatted(node, round.get(), number));
    }

    private static int began(Asked one) {
        return Integer.parseInt(one.query().replaceFirst(".*call=[a-z]+-r(\\d+)-.*", "$1"));
    }

    private static int key(Asked one) {
        return Integer.parseInt(one.header("x-api-key").replaceFirst("key-", ""));
    }

    private List<Asked> asked(String node) {
        return site.crm.asked("/contacts").stream()
                .filter(one -> one.query().contains("call=" + node + "-"))
                .toList();
    }

    @Test
    void what_was_replaced_or_removed_is_used_by_no_later_call() {
        documents().start(Watching.OFF);
        make();
        var key = site.secretKey();

        try (var callers = new Callers(number -> fire(site, "a", number, key))) {
            for (var next = 1; next <= 5; next++) {
                callers.goOn();
                replace(next);
                round.set(next);
            }
            callers.goOn();
            remove();
            round.set(6);
            callers.goOn();
        }

        assertThat(asked("a")).isNotEmpty().allSatisfy(one -> {
            assertThat(key(one)).isGreaterThanOrEqualTo(began(one));
            assertThat(began(one)).isLessThan(6);
        });
        assertThat(asked("a")).extracting(TakenBackLinkTest::key).contains(0, 5);
    }

    @Test
    void another_node_hears_of_it_and_never_goes_back() {
        var own = MysqlForTests.mariadb();
        Assumptions.assumeTrue(own.isPresent(), "there is no `mariadbd`; install the Debian package mariadb-server");
        try (var database = own.orElseThrow();
                var other = site.node()) {
            var address = database.database();
            documents().startOn(address);
            make();
            other.startOn(address);
            var key = other.secretKey();

            try (var callers = new Callers(number -> fire(other, "b", number, key))) {
                Site.until(() -> asked("b").stream().anyMatch(one -> key(one) == 0));
                replace(1);
                Site.until(() -> asked("b").stream().anyMatch(one -> key(one) == 1));
                round.set(1);
                callers.goOn();
                remove();
                Site.until(() -> isForgotten(other, key));
                round.set(2);
                callers.goOn();
            }

            assertThat(asked("b")).allSatisfy(one -> {
                assertThat(key(one)).isGreaterThanOrEqualTo(began(one));
                assertThat(began(one)).isLessThan(2);
            });
        }
    }

    private static boolean isForgotten(Site node, String key) {
        return node.get("/api/v1/integrators/mine", key).status() == 404;
    }
}

package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.patchbay.server.jdbc.Disk;
import org.patchbay.server.jdbc.MysqlForTests;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.server.wiring.Site.Answered;

/** What cannot be kept is not accepted, and what is accepted is done. */
class HonestAcceptTest {
    private static final String END = "/api/v1/triggers/call-end";
    private static final int EVENTS = 200;

    private final Set<String> accepted = new HashSet<>();

    @Test
    void while_the_disk_is_full_the_answer_is_503_and_afterwards_202() {
        try (var site = Site.usual()) {
            var key = site.secretKey();
            var store = site.server().engine().tools().store();
            var partner = new CountDownLatch(1);
            site.crm.answering(_ -> {
                await(partner);
                return PretendCrm.FOUND;
            });
            accepts(site, key, "before");
            assertThat(readiness(site).status()).isEqualTo(200);

            Disk.FULL.of(store);
            var refused = refusedOf(site, key);
            awaitReadiness(site, 503);
            Disk.WELL.of(store);
            awaitReadiness(site, 200);
            accepts(site, key, "after");
            partner.countDown();

            assertThat(refused).isPositive();
            awaitAll(site);
        }
    }

    @Test
    void while_the_database_is_read_only_the_answer_is_503_and_at_once_afterwards_202() throws Exception {
        var own = MysqlForTests.mariadb();
        Assumptions.assumeTrue(own.isPresent(), "there is no `mariadbd`; install the Debian package mariadb-server");
        try (var database = own.orElseThrow();
                var site = new Site()) {
            var address = database.database();
            database.execute("create user 'patchbay'@'127.0.0.1' identified by 'test'");
            database.execute("grant all on *.* to 'patchbay'@'127.0.0.1'");
            database.execute("revoke super, read only admin on *.* from 'patchbay'@'127.0.0.1'");
            site.write("crm.yaml", Samples.crm(site.crm.host())).startOn(address.replace("root:@", "patchbay:test@"));
            var key = site.secretKey();
            accepts(site, key, "before");

            database.execute("set global read_only = 1");
            var refused = refusedOf(site, key);
            awaitReadiness(site, 503);
            database.execute("set global read_only = 0");
            Site.until(Duration.ofSeconds(5), () -> fired(site, key, "after").status() == 202);
            accepted.add("after");

            assertThat(refused).isEqualTo(EVENTS);
            awaitReadiness(site, 200);
            awaitAll(site);
        }
    }

    @Test
    void while_enough_of_a_call_centre_waits_the_answer_is_429_to_it_alone() {
        var up = new CountDownLatch(1);
        try (var site = new Site()) {
            site.crm.answering(_ -> {
                await(up);
                return PretendCrm.FOUND;
            });
            var few = Samples.crm(site.crm.host()).replaceFirst("country: VN", "limits: { waiting: 2 }");
            site.write("crm.yaml", few).start(Watching.OFF);
            var key = site.secretKey();
            accepts(site, key, "first");
            accepts(site, key, "second");

            var refused = fired(site, key, "third");
            var other = site.post(END, key, "{\"callcenterId\":\"CC-2\",\"callId\":\"other\",\"duration\":61}");
            up.countDown();
            Site.until(() -> fired(site, key, "third").status() == 202);
            accepted.addAll(List.of("other", "third"));

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.problem()).isEqualTo("/problems/too-many-requests");
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(other.status()).isEqualTo(202);
            awaitAll(site);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stray) {
            throw new IllegalStateException(stray);
        }
    }

    @Test
    void while_the_database_stands_still_the_answer_is_503_and_afterwards_202() throws Exception {
        var own = MysqlForTests.mariadb();
        Assumptions.assumeTrue(own.isPresent(), "there is no `mariadbd`; install the Debian package mariadb-server");
        try (var database = own.orElseThrow();
                var site = new Site()) {
            site.write("crm.yaml", Samples.crm(site.crm.host())).startOn(database.database());
            var key = site.secretKey();
            accepts(site, key, "before");

            signal(database.process(), "-STOP");
            var refused = fired(site, key, "during");
            awaitReadiness(site, 503);
            signal(database.process(), "-CONT");
            Site.until(() -> fired(site, key, "after").status() == 202);
            accepted.add("after");

            assertRefused(refused);
            awaitAll(site);
        }
    }

    private static Answered readiness(Site site) {
        return site.get("/health/readiness", "");
    }

    /** Within a few seconds (promise 10). */
    private static void awaitReadiness(Site site, int status) {
        Site.until(Duration.ofSeconds(5), () -> readiness(site).status() == status);
    }

    private int refusedOf(Site site, String key) {
        var refused = 0;
        for (var number = 0; number < EVENTS; number++) {
            var call = "c" + number;
            var answer = fired(site, key, call);
            if (answer.status() == 202) {
                accepted.add(call);
            } else {
                refused++;
                assertRefused(answer);
            }
        }
        return refused;
    }

    private static void assertRefused(Answered answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("/problems/store-unavailable");
        assertThat(answer.header("Retry-After")).isPresent();
    }

    private void accepts(Site site, String key, String call) {
        assertThat(fired(site, key, call).status()).isEqualTo(202);
        accepted.add(call);
    }

    private static Answered fired(Site site, String key, String call) {
        var filling = "x".repeat(2_000);
        var body = "{\"callcenterId\":\"CC-1\",\"callId\":\"%s\",\"duration\":61,\"data\":{\"x\":\"%s\"}}"
                .formatted(call, filling);
        return site.post(END, key, body);
    }

    /** Everything accepted arrives, once. */
    private void awaitAll(Site site) {
        Site.until(() -> site.server().engine().isAtRest());
        var calls = site.crm.asked("/calls").stream()
                .map(asked -> Site.json(asked.body()).path("call").asText())
                .toList();
        assertThat(calls).containsExactlyInAnyOrderElementsOf(accepted);
    }

    private static void signal(Process process, String which) throws IOException, InterruptedException {
        new ProcessBuilder("kill", which, Long.toString(process.pid())).start().waitFor();
    }
}

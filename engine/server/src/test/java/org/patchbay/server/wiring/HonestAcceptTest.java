package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.patchbay.server.jdbc.Disk;
import org.patchbay.server.jdbc.MysqlForTests;
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
            accepts(site, key, "before");

            Disk.FULL.of(store);
            var refused = refusedOf(site, key);
            Disk.WELL.of(store);
            accepts(site, key, "after");

            assertThat(refused).isPositive();
            awaitAll(site);
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
            signal(database.process(), "-CONT");
            Site.until(() -> fired(site, key, "after").status() == 202);
            accepted.add("after");

            assertRefused(refused);
            awaitAll(site);
        }
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

package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.definition.Secret;
import org.patchbay.server.jdbc.KeyCensus;
import org.patchbay.server.jdbc.MysqlAddress;
import org.patchbay.server.jdbc.MysqlForTests;
import org.patchbay.server.jdbc.MysqlStore;
import org.patchbay.server.jdbc.SqliteStore;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.store.Store;
import org.patchbay.store.StoreUnavailable;

/**
 * The master key of a server under load is changed again and again, while the command that does it, the server, or both are killed at
 * random moments (promise 23). {@code -Dpatchbay.long=true} does more of it, {@code -Dpatchbay.seed} begins elsewhere.
 */
class MasterKeyKillTest {
    private static final int ROUNDS =
            Integer.getInteger("patchbay.kills", Boolean.getBoolean("patchbay.long") ? 100 : 3);
    private static final int LONGEST = 30_000_000;

    private static final String CRM = Samples.LOOPBACK + """
        kind: Template
        name: crm
        baseUrl: "http://{{integrator.host}}"
        parameters:
          - { name: apiKey, secret: true }
          - { name: token, type: header, key: Authorization, value: "Bearer {{auth.login}}" }
        endpoints:
          - { name: login, type: Auth, grant: client_credentials, url: /token, client: { id: me, secret: "{{integrator.apiKey}}" } }
          - { name: find, type: GetData, trigger: call-start, url: /contacts, parameters: [token], result: { id: id } }
          - { name: save, type: PostData, trigger: call-end, url: /calls, parameters: [token] }
        ---
        kind: Integrator
        name: acme
        template: crm
        callcenterId: CC-1
        host: HOST
        fields: { apiKey: "${secret:acme-key}" }
        """;

    private final Random random = new Random(Long.getLong("patchbay.seed", 20_260_401L));
    private final Set<String> keys = new HashSet<>();
    private final PretendCrm partner = new PretendCrm().answering(MasterKeyKillTest::answer);
    private final CutLoad load = new CutLoad();
    private final List<NodeProcess> nodes = new ArrayList<>();

    @TempDir
    Path directory;

    @BeforeEach
    void writes_documents() throws IOException {
        Files.createDirectory(documents());
        Files.writeString(documents().resolve("crm.yaml"), CRM.replace("HOST", partner.host()));
    }

    @AfterEach
    void ends_everything() {
        load.close();
        nodes.forEach(NodeProcess::close);
        partner.close();
    }

    private static Replied answer(Asked asked) {
        if (asked.path().equals("/token")) {
            return asked.body().contains("client_secret=s3cret-of-acme")
                    ? new Replied(200, "{\"access_token\":\"t-1\",\"expires_in\":3600}")
                    : new Replied(400, "{}");
        }
        return asked.header("authorization").equals("Bearer t-1") ? PretendCrm.FOUND : new Replied(401, "{}");
    }

    private Path documents() {
        return directory.resolve("config");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path file(String name) {
        return data().resolve(name);
    }

    @Test
    void a_change_of_the_master_key_that_is_killed_is_there_as_a_whole_or_not_at_all() throws Exception {
        keep(SqliteStore.open(data(), Optional.empty()));

        killed(Optional.empty());
        onlyTheLastKeyOpens(Optional.empty());

        var before = contents();
        for (var old : keys) {
            assertThatThrownBy(() -> SqliteStore.open(data(), Optional.of(Secret.of(old))))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("another master key");
        }
        assertThatThrownBy(() -> NodeProcess.start(documents(), data(), Optional.empty()))
                .as("a node with another key in its environment")
                .hasMessage("the node did not start");
        assertThat(contents()).as("the data of who was refused").isEqualTo(before);
    }

    @Test
    void the_same_on_a_database() throws Exception {
        var database = MysqlForTests.shared().database();
        keep(MysqlStore.open(MysqlAddress.parse(database), data(), Optional.empty()));

        killed(Optional.of(database));
        onlyTheLastKeyOpens(Optional.of(database));
    }

    private static void keep(Store fresh) {
        try (fresh) {
            fresh.secrets().put("acme-key", Secret.of("s3cret-of-acme"), Instant.now());
        }
    }

    /** Who is killed. */
    private enum Blow {
        BOTH,
        COMMAND,
        SERVER
    }

    private void killed(Optional<String> database) throws Exception {
        start(database);
        for (var round = 0; round < ROUNDS; round++) {
            load.goOn();
            try (var changer = KeyChanger.start(data(), database)) {
                changer.awaitChanges(2);
                LockSupport.parkNanos(random.nextInt(LONGEST));
                strike(Blow.values()[round % Blow.values().length], changer);
                changer.kill();
                assertThat(changer.refused()).isEmpty();
                keys.addAll(changer.keys());
            }
            if (!nodes.getLast().isAlive()) {
                start(database);
            }
        }
        load.goOn();
        load.close();
        assertThat(nodes.getLast().terminate()).isEqualTo(143);
        System.out.println("MEASURED master key: " + ROUNDS + " kills, " + keys.size() + " keys, " + load.told());
        assertThat(load.failed()).as("not served although nobody was killed").isEmpty();
        start(database);
        nodes.getLast().terminate();
    }

    private void start(Optional<String> database) throws IOException {
        nodes.add(NodeProcess.startWithKeyFile(documents(), data(), database));
        load.on(nodes.getLast());
    }

    private void strike(Blow blow, KeyChanger changer) throws InterruptedException {
        switch (blow) {
            case COMMAND -> changer.kill();
            case SERVER -> killServer();
            case BOTH -> {
                killServer();
                changer.kill();
            }
        }
    }

    private void killServer() throws InterruptedException {
        load.aboutToBeKilled();
        nodes.getLast().kill();
    }

    private void onlyTheLastKeyOpens(Optional<String> database) throws IOException {
        assertThat(file("master.key.new")).doesNotExist();
        var last = Files.readString(file("master.key")).strip();
        keys.remove(last);
        assertThat(keys).hasSizeGreaterThan(ROUNDS);
        assertThat(KeyCensus.rows(data(), database, Secret.of(last)))
                .as("rows under the key")
                .isEqualTo(1);
        for (var old : keys) {
            assertThat(KeyCensus.rows(data(), database, Secret.of(old)))
                    .as("rows under an old key")
                    .isZero();
        }
    }

    private Map<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.list(data())) {
            for (var file :
                    files.filter(one -> !one.toString().endsWith(".lock")).toList()) {
                contents.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}

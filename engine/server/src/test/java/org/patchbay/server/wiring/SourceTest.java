package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.jdbc.MysqlForTests;

/** Two servers that have their documents in one database. */
class SourceTest {
    private static final String RING = "{\"phone\":\"0901234567\",\"callcenterId\":\"CC-1\"}";

    private final Site one = new Site();
    private final Site other = new Site();
    private String database = "";

    @BeforeEach
    void both_start_with_nothing() throws Exception {
        database = MysqlForTests.shared().database();
        one.startFrom(database);
        Files.copy(
                one.directory.resolve("data/master.key"),
                Files.createDirectory(other.directory.resolve("data")).resolve("master.key"));
        other.startFrom(database);
    }

    @AfterEach
    void both_stop() {
        one.close();
        other.close();
    }

    private String documents() {
        return Samples.crm(one.crm.host());
    }

    private Site.Answered reload(Site site, String path, JsonNode text) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("documents").set(path, text);
        return site.post("/api/v1/config/reload", site.admin(), body.toString());
    }

    private Site.Answered reload(Site site, String path, String text) {
        return reload(site, path, JsonNodeFactory.instance.textNode(text));
    }

    private static long serving(Site site) {
        return site.get("/api/v1/config", site.admin()).body().path("revision").asLong();
    }

    private static List<String> documents(Site site) {
        return site.get("/api/v1/config", site.admin())
                .body()
                .path("documents")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void what_one_is_given_both_serve_and_a_third_starts_with_it() {
        var taken = reload(one, "crm.yaml", documents());
        Site.until(() -> serving(other) == taken.body().path("revision").asLong());
        assertThat(taken.status()).isEqualTo(200);

        var more = "{ kind: Integrator, name: gamma, template: crm, callcenterId: CC-3, host: " + one.crm.host()
                + ", fields: { apiKey: k } }";
        var next = reload(other, "more.yaml", more).body().path("revision").asLong();
        Site.until(() -> serving(one) == next);
        assertThat(documents(one)).containsExactly("crm.yaml", "more.yaml");
        one.post("/api/v1/triggers/call-start", one.secretKey(), RING);
        assertThat(one.crm.asked("/contacts")).hasSize(1);

        other.stop().startFrom(database);
        assertThat(serving(other)).isEqualTo(next);
        assertThat(documents(other)).containsExactly("crm.yaml", "more.yaml");

        reload(one, "more.yaml", JsonNodeFactory.instance.nullNode());
        Site.until(() -> documents(other).equals(List.of("crm.yaml")));
    }

    @Test
    void an_old_revision_that_is_activated_is_a_new_one_everywhere() {
        var first = reload(one, "crm.yaml", documents()).body();
        var second = reload(one, "crm.yaml", documents().replace("url: /contacts", "url: /v2/contacts"))
                .body();

        var difference = other.get(
                        "/api/v1/revisions/" + first.path("revision") + "/diff/" + second.path("revision"),
                        other.admin())
                .body();
        assertThat(difference.path("changes").toString()).contains("/v2/contacts");
        var activated = other.post("/api/v1/revisions/" + first.path("revision") + "/activate", other.admin(), "");

        assertThat(activated.status()).isEqualTo(200);
        assertThat(activated.body().path("revision").asLong())
                .isEqualTo(second.path("revision").asLong() + 1);
        assertThat(activated.body().path("hash")).isEqualTo(first.path("hash"));
        Site.until(() -> serving(one) == activated.body().path("revision").asLong());
        one.post("/api/v1/triggers/call-start", one.secretKey(), RING);
        assertThat(one.crm.asked("/contacts")).hasSize(1);
        assertThat(one.crm.asked("/v2/contacts")).isEmpty();
        var listed = one.get("/api/v1/revisions?limit=1", one.admin()).body().at("/items/0");
        assertThat(listed.path("revision").asLong())
                .isEqualTo(activated.body().path("revision").asLong());
        assertThat(listed.path("live").asBoolean()).isTrue();
    }

    @Test
    void what_is_refused_is_refused_by_both_and_the_old_ones_go_on() {
        var taken = reload(one, "crm.yaml", documents()).body().path("revision").asLong();
        Site.until(() -> serving(other) == taken);

        var refused = reload(other, "crm.yaml", documents().replace("call-start", "call-strat"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(serving(one)).isEqualTo(taken);
        assertThat(serving(other)).isEqualTo(taken);
        assertThat(other.get("/api/v1/config", other.admin()).body().has("refused"))
                .isTrue();
        assertThat(one.get("/api/v1/config", one.admin()).body().has("refused")).isFalse();
    }

    @Test
    void a_node_that_lags_is_named_by_all() {
        var taken = reload(one, "crm.yaml", documents()).body().path("revision").asLong();
        Site.until(() -> serving(other) == taken);

        var settings = ServerSettings.of(one.documents(), one.directory.resolve("data"))
                .on(database);
        try (var late = Assembly.store(settings)) {
            late.nodes().beat("late", taken - 1);

            assertThat(laggards(one)).containsExactly("late");
            assertThat(laggards(other)).containsExactly("late");
            late.nodes().beat("late", taken);
            assertThat(laggards(one)).isEmpty();
            late.nodes().leave();
        }
    }

    private static List<String> laggards(Site site) {
        return site.get("/api/v1/config", site.admin())
                .body()
                .path("nodes")
                .valueStream()
                .filter(node -> node.path("lags").asBoolean())
                .map(node -> node.path("node").asText())
                .toList();
    }
}

package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.workbench.imports.TalkdeskImport;

/** The engine as a platform made of the documented blocks, before a bridge that takes nothing but its contracts (demonstration D4). */
class PlatformTest {
    private static final Path BLOCKS =
            Path.of(System.getProperty("patchbay.root", "../..")).resolve("engine/core/src/test/resources/imports");
    private static final String AUTH = "{\"account\":\"acme\",\"email\":\"an@acme.test\",\"token\":\"T0ken-of-acme\"}";

    private final Site site = new Site();
    /** What in the requests was not as the bridge wants it. */
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private final AtomicInteger broken = new AtomicInteger();
    private volatile boolean later;

    @BeforeEach
    void start() {
        site.crm.answering(this::bridge);
        site.write("zendesk.yaml", imported() + Example.LOOPBACK).start(Watching.OFF);
    }

    @AfterEach
    void stop() {
        site.close();
        assertThat(complaints).isEmpty();
    }

    private String imported() {
        var document = TalkdeskImport.of(List.of(block("integration.json"), block("action.json")))
                .document();
        return document.substring(0, document.indexOf("\ntests:"))
                        .replaceAll("(?m)^testDefaults:.*\n", "")
                        .replace("https://td-zendesk.herokuapp.com", "http://" + site.crm.host())
                + "\n";
    }

    private static String block(String name) {
        try {
            return Files.readString(BLOCKS.resolve(name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private void want(boolean isSo, Asked asked, String what) {
        if (!isSo) {
            complaints.add(asked.method() + " " + asked.path() + " " + asked.body() + ": " + what);
        }
    }

    private static Set<String> keys(JsonNode map) {
        var keys = new TreeSet<String>();
        map.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** A bridge that wants each request exactly as documented: a POST of JSON, with the fields of the account in auth. */
    private Replied bridge(Asked asked) {
        var body = Site.json(asked.body());
        want(asked.method().equals("POST") && asked.query().isEmpty(), asked, "not a plain POST");
        want(asked.header("content-type").startsWith("application/json"), asked, "not JSON");
        want(keys(body.path("auth")).equals(Set.of("account", "email", "token")), asked, "auth");
        if (!body.path("auth").equals(Site.json(AUTH))) {
            return new Replied(401, "");
        }
        return switch (asked.path()) {
            case "/auth_validation" -> {
                want(keys(body).equals(Set.of("auth")), asked, "more than auth");
                yield new Replied(204, "");
            }
            case "/contact_sync" -> contacts(asked, body);
            case "/agent_sync" -> {
                want(keys(body).equals(Set.of("auth")), asked, "more than auth");
                yield new Replied(200, "{\"agents\":[{\"id\":341231,\"name\":\"John\",\"email\":\"j@d.test\"}]}");
            }
            case "/interaction_update" -> {
                want(keys(body).equals(Set.of("auth", "meta", "data")), asked, "auth, meta and data");
                want(keys(body.path("meta")).equals(Set.of("interaction_types")), asked, "meta");
                yield new Replied(
                        200, "[{\"id\":\"23\",\"subject\":\"Late\",\"date\":\"2012-11-21\",\"type\":\"ticket\"}]");
            }
            case "/actions/create_ticket" -> {
                want(body.path("data").has("subject"), asked, "no subject");
                yield body.path("data").path("subject").asText().equals("blocked")
                        ? new Replied(400, "{\"message\":\"Case creation failed, reason: blocked\"}")
                        : new Replied(
                                201,
                                "{\"message\":\"Case successfully created\",\"external_id\":\"77\",\"contact_external_url\":\"https://desk.test/1\"}");
            }
            default -> new Replied(404, "");
        };
    }

    /** The four states: nothing known; an offset; a checkpoint; both. A context comes back with the next page only. */
    private Replied contacts(Asked asked, JsonNode body) {
        var meta = body.path("meta");
        var state = String.join(",", keys(meta)).replace("synchronization_checkpoint", "checkpoint");
        return switch (state) {
            case "" -> page(1, "\"next_offset\":\"p2\",\"context\":{\"cursor\":[1,2.50]}");
            case "context,offset" -> {
                want(meta.path("offset").asText().equals("p2"), asked, "offset");
                want(meta.path("context").toString().equals("{\"cursor\":[1,2.50]}"), asked, "context");
                yield broken.getAndDecrement() > 0 ? new Replied(503, "") : page(2, "\"next_offset\":3");
            }
            case "offset" -> {
                want(meta.path("offset").isInt() && meta.path("offset").asInt() == 3, asked, "offset and its type");
                yield page(3, "\"synchronization_checkpoint\":\"2012-12-01 11:21:00 UTC\"");
            }
            case "checkpoint" -> {
                want(later, asked, "an incremental synchronization before the initial one was over");
                yield page(4, "\"next_offset\":\"n2\",\"synchronization_checkpoint\":\"2012-12-02\"");
            }
            case "offset,checkpoint" -> page(5, "\"synchronization_checkpoint\":\"2012-12-03\"");
            default -> {
                want(false, asked, "a state that is not documented");
                yield new Replied(400, "");
            }
        };
    }

    private static Replied page(int number, String more) {
        return new Replied(
                200, "{\"contacts\":[{\"id\":\"c" + number + "\",\"name\":\"Contact " + number + "\"}]," + more + "}");
    }

    private Site.Answered activated(String token) {
        return site.post("/api/v1/integrators", site.secretKey("CC-1"), """
                {"name":"acme","template":"zendesk","interactionTypes":["ticket"],"fields":{"account":"acme","email":"an@acme.test","token":"%s"}}
                """.formatted(token));
    }

    private void synchronize(String endpoint) {
        var begun = site.post("/api/v1/integrators/acme/sync/" + endpoint, site.secretKey("CC-1"), "");
        site.over(begun.body().path("executionId").asText());
    }

    private List<String> kept(String kind) {
        return site.get("/api/v1/integrators/acme/" + kind, site.secretKey("CC-1"))
                .body()
                .path("items")
                .findValuesAsText("name");
    }

    @Test
    void an_account_is_active_when_its_bridge_says_so_and_else_it_is_not_there() {
        var refused = activated("wrong");
        var taken = activated("T0ken-of-acme");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(taken.status()).isEqualTo(201);
        assertThat(site.crm.asked("/auth_validation")).hasSize(2);
        assertThat(taken.response().body()).doesNotContain("T0ken-of-acme");
    }

    @Test
    void contacts_come_through_the_four_states_and_a_page_that_failed_is_asked_for_again() {
        activated("T0ken-of-acme");
        broken.set(1);
        Site.until(() -> site.server().engine().isAtRest());
        synchronize("contact_sync");
        Site.until(() -> kept("contacts").size() == 3);
        Site.until(() -> site.server().engine().isAtRest());
        later = true;

        synchronize("contact_sync");

        assertThat(kept("contacts"))
                .containsExactlyInAnyOrder("Contact 1", "Contact 2", "Contact 3", "Contact 4", "Contact 5");
    }

    @Test
    void agents_interactions_and_actions_are_asked_for_in_the_documented_words() {
        activated("T0ken-of-acme");
        var key = site.secretKey("CC-1");
        var actions = "/api/v1/integrators/acme/actions/create_ticket";
        synchronize("agent_sync");

        var view = site.post(
                "/api/v1/triggers/contact-view",
                key,
                "{\"data\":{\"contact_external_id\":\"c1\",\"contact_name\":\"Jane\"}}");
        var done = site.post(
                actions,
                key,
                "{\"data\":{\"subject\":\"Hi\",\"description\":\"There\"},\"meta\":{\"agent_external_id\":\"2\"}}");
        var refused = site.post(actions, key, "{\"data\":{\"subject\":\"blocked\",\"description\":\"There\"}}");
        var before = site.crm.asked().size();
        var missing = site.post(actions, key, "{\"data\":{\"description\":\"There\"}}");

        assertThat(kept("agents")).contains("John");
        assertThat(view.body()
                        .at("/results/acme/interaction_update/data/interactions/0/subject")
                        .asText())
                .isEqualTo("Late");
        assertThat(done.body().path("external_id").asText()).isEqualTo("77");
        assertThat(refused.response().body()).contains("Case creation failed, reason: blocked");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(site.crm.asked()).hasSize(before);
    }
}

package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.workbench.imports.TalkdeskImport;

/** Imported platforms whose bridges want tokens, codes that are good once, and patience (the rest of demonstration D4). */
class PlatformTokensTest {
    private static final String CODE = "0nce-and-n0-more";
    private static final String KEPT = "given-by-the-bridge";

    private final Site site = new Site();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        site.close();
        assertThat(complaints).isEmpty();
    }

    private String imported(String json) {
        var document = TalkdeskImport.of(List.of(json.replace("HOST", site.crm.host())))
                .document();
        return document.substring(0, document.indexOf("\ntests:")).replaceAll("(?m)^testDefaults:.*\n", "") + "\n";
    }

    private Replied complain(Asked asked) {
        complaints.add(asked.toString());
        return new Replied(400, "{}");
    }

    @Test
    void a_code_is_handed_over_once_and_stands_in_no_row_and_no_line() throws IOException {
        site.crm.answering(asked -> {
            var auth = Site.json(asked.body()).path("auth");
            return switch (asked.path()) {
                case "/check" ->
                    auth.path("code").asText().equals(CODE)
                            ? new Replied(200, "{\"session\":\"" + KEPT + "\"}")
                            : new Replied(401, "");
                case "/agents" ->
                    auth.has("code") || !auth.path("session").asText().equals(KEPT)
                            ? complain(asked)
                            : new Replied(200, "{\"agents\":[]}");
                default -> complain(asked);
            };
        });
        site.write("codes.yaml", imported("""
                        {"name":"codes","display_name":"Codes","description":"d","logo_url":"https://a.example/l.png","icon_url":"https://a.example/i.png",
                         "authentication_type":"custom","authentication_configuration":[{"code":{"type":"oauth","store":false,"mandatory":true}},
                          {"session":{"source":"auth_validation","store":true}},{"account":{"display":"Account","mandatory":true}}],
                         "auth_validation_endpoint":"http://HOST/check","agent_synchronization_endpoint":"http://HOST/agents"}
                        """) + Example.LOOPBACK).start(Watching.OFF);
        var wish =
                "{\"name\":\"acme\",\"template\":\"codes\",\"fields\":{\"account\":\"a-visible-account\",\"code\":\"%s\"}}";

        var refused = site.post("/api/v1/integrators", site.secretKey("CC-1"), wish.formatted("wrong"));
        var made = site.post("/api/v1/integrators", site.secretKey("CC-1"), wish.formatted(CODE));
        var begun = site.post("/api/v1/integrators/acme/sync/agents", site.secretKey("CC-1"), "");

        assertThat(List.of(refused.status(), made.status())).containsExactly(409, 201);
        assertThat(site.over(begun.body().path("executionId").asText())
                        .path("status")
                        .asText())
                .isEqualTo("succeeded");
        var seen = site.get("/api/v1/executions?limit=100", site.admin())
                        .response()
                        .body()
                + site.get("/api/v1/integrators/acme", site.admin()).response().body()
                + String.join("\n", site.said)
                + stored();
        assertThat(seen).contains("a-visible-account").doesNotContain(CODE).doesNotContain(KEPT);
    }

    /** All that the data directory holds, as text of one byte each. */
    private String stored() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(site.directory.resolve("data"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    /** A bridge whose account has a token that an authority gives; it takes all but those that it refuses. */
    private void a_bridge_with_tokens(Set<String> refused) {
        var issued = new AtomicInteger();
        site.crm.answering(asked -> {
            if (asked.path().equals("/token")) {
                return new Replied(200, "{\"access_token\":\"T" + issued.incrementAndGet() + "\",\"expires_in\":3600}");
            }
            return refused.contains(token(asked))
                    ? new Replied(401, "")
                    : new Replied(200, "[{\"id\":\"1\",\"subject\":\"Late\",\"date\":\"d\",\"type\":\"case\"}]");
        });
        site.write(
                        "tokens.yaml",
                        imported("""
                        {"name":"tokens","display_name":"Tokens","description":"d","logo_url":"https://a.example/l.png","icon_url":"https://a.example/i.png",
                         "authentication_type":"oauth2_client_credentials","interaction_types":["case"],
                         "oauth2":{"token_url":"http://HOST/token","client_id":"c"},"interaction_retrieval_endpoint":"http://HOST/interactions"}
                        """).replace("${env:TOKENS_CLIENT_SECRET}", "s3cret")
                                + "---\n{ kind: Integrator, name: acme, template: tokens, callcenterId: CC-1, interactionTypes: [case] }\n"
                                + Example.LOOPBACK)
                .start(Watching.OFF);
    }

    private static String token(Asked asked) {
        return Site.json(asked.body()).at("/auth/access_token").asText();
    }

    @Test
    void a_token_that_the_bridge_refuses_is_renewed_once_and_the_request_repeated_once() {
        var refused = ConcurrentHashMap.<String>newKeySet();
        a_bridge_with_tokens(refused);

        var first = subject(viewed());
        refused.add("T1");
        var second = subject(viewed());

        assertThat(List.of(first, second)).containsOnly("Late");
        assertThat(site.crm.asked("/token")).hasSize(2);
        var asked = site.crm.asked("/interactions");
        assertThat(asked).extracting(PlatformTokensTest::token).containsExactly("T1", "T1", "T2");
        assertThat(asked.get(2).body()).isEqualTo(asked.get(1).body().replace("T1", "T2"));
    }

    @Test
    void a_renewed_token_that_the_bridge_refuses_as_well_is_a_failure_of_its_own_and_nothing_more_is_asked() {
        a_bridge_with_tokens(Set.of("T1", "T2"));

        var viewed = viewed();

        assertThat(viewed.path("status").asText()).isEqualTo("failed");
        assertThat(viewed.at("/problem/type").asText()).isEqualTo("/problems/upstream-unauthorized");
        assertThat(site.crm.asked("/interactions"))
                .extracting(PlatformTokensTest::token)
                .containsExactly("T1", "T2");
    }

    private JsonNode viewed() {
        return site.post(
                        "/api/v1/triggers/contact-view",
                        site.secretKey("CC-1"),
                        "{\"data\":{\"contact_external_id\":\"1\"}}")
                .body()
                .at("/results/acme/interactions");
    }

    private static String subject(JsonNode viewed) {
        return viewed.at("/data/interactions/0/subject").asText();
    }

    @Test
    void a_process_that_is_killed_between_pages_goes_on_at_the_page_where_it_stood() throws Exception {
        var reached = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        site.crm.answering(asked -> {
            var offset = Site.json(asked.body()).at("/meta/offset").asText();
            if (offset.equals("p2") && reached.getCount() > 0) {
                reached.countDown();
                waitFor(mayGoOn);
            }
            return switch (offset) {
                case "" -> page("c1", "\"next_offset\":\"p2\",\"context\":{\"n\":1}");
                case "p2" -> page("c2", "\"next_offset\":\"p3\"");
                case "p3" -> page("c3", "\"synchronization_checkpoint\":\"2012-12-01\"");
                default -> complain(asked);
            };
        });
        Files.createDirectory(directory.resolve("config"));
        Files.writeString(
                directory.resolve("config/bridge.yaml"),
                imported("""
                {"name":"bridge","display_name":"Bridge","description":"d","logo_url":"https://a.example/l.png","icon_url":"https://a.example/i.png",
                 "authentication_type":"none","contact_synchronization_endpoint":"http://HOST/contacts"}
                """) + "---\n{ kind: Integrator, name: acme, template: bridge, callcenterId: CC-1 }\n"
                        + Example.LOOPBACK);

        try (var first = node()) {
            call(first, "POST", "/api/v1/integrators/acme/sync/contacts");
            assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
            first.kill();
        } finally {
            mayGoOn.countDown();
        }
        try (var second = node()) {
            Site.until(Trial.PATIENCE, () -> contacts(second).equals(List.of("c1", "c2", "c3")));
        }

        assertThat(site.crm.asked())
                .extracting(asked -> Site.json(asked.body()).at("/meta/offset").asText())
                .startsWith("", "p2", "p2", "p3");
        assertThat(Site.json(site.crm.asked().get(2).body())
                        .at("/meta/context/n")
                        .asInt())
                .isEqualTo(1);
    }

    private static Replied page(String id, String more) {
        return new Replied(200, "{\"contacts\":[{\"id\":\"" + id + "\",\"name\":\"N\"}]," + more + "}");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private NodeProcess node() throws IOException {
        return NodeProcess.start(directory.resolve("config"), directory.resolve("data"), Optional.empty());
    }

    private static List<String> contacts(NodeProcess node) {
        var page = Site.json(call(node, "GET", "/api/v1/integrators/acme/contacts"));
        return page.path("items").findValuesAsText("id").stream().sorted().toList();
    }

    private static String call(NodeProcess node, String method, String path) {
        var request = HttpRequest.newBuilder(URI.create(node.address() + path))
                .header("Authorization", "Bearer " + NodeProcess.KEY)
                .method(method, BodyPublishers.noBody())
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

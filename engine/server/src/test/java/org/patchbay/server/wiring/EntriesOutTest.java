package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What teams have done goes to channels and to subscribers, one of which is an engine too (demonstration D9). */
class EntriesOutTest {
    private static final String ENTRY =
            "{\"entry\":{\"hash_id\":\"%s\",\"body\":\"Done\",\"status\":\"%s\",\"user\":{\"full_name\":\"An\"}}}";

    private final Site site = new Site();
    private final Site subscriber = new Site();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger tries = new AtomicInteger();

    @BeforeEach
    void start() {
        site.crm.answering(this::outside);
        var hooks = Example.read(
                "idonethis/entry-hooks.yaml", "[10m, 10m, 15m, 30m, 1h, 2h], jitter: none", "[10ms, 10ms]");
        var poster = Example.read("idonethis/chat-poster.yaml", "https://chat.example", "http://" + site.crm.host());
        site.write("hooks.yaml", hooks).write("poster.yaml", poster).write("links.yaml", """
                { kind: Integrator, name: chat-1, template: chat-poster, callcenterId: CC-1, fields: { channel: C1, botToken: B1 } }
                ---
                { kind: Integrator, name: chat-2, template: chat-poster, callcenterId: CC-1, fields: { channel: C2, botToken: B1 } }
                ---
                { kind: Integrator, name: sink, template: entry-hooks, callcenterId: CC-1, fields: { targetUrl: "http://HOST/gone" } }
                """.replace(
                        "HOST", site.crm.host()));
        site.write("installation.yaml", Example.LOOPBACK).start(Watching.OFF);
    }

    @AfterEach
    void stop() {
        subscriber.close();
        site.close();
        assertThat(complaints).isEmpty();
    }

    private Replied outside(Asked asked) {
        return asked.path().equals("/gone") ? gone(asked) : posted(asked);
    }

    /** A subscriber that is down, and then gone. */
    private Replied gone(Asked asked) {
        if (!Set.of("entry_created", "entry_updated").contains(asked.header("x-idt-event"))
                || !asked.header("content-type").startsWith("application/json")
                || !Site.json(asked.body()).path(0).has("hash_id")) {
            complaints.add(asked.toString());
        }
        return new Replied(tries.incrementAndGet() == 1 ? 500 : 410, "{}");
    }

    /** A chat that says in its body what it thinks of a message. */
    private Replied posted(Asked asked) {
        var body = Site.json(asked.body());
        var keys = new TreeSet<String>();
        body.at("/attachments/0").fieldNames().forEachRemaining(keys::add);
        if (!asked.path().equals("/api/chat.postMessage")
                || !asked.header("authorization").equals("Bearer B1")
                || !keys.equals(Set.of("author_name", "color", "text"))) {
            complaints.add(asked.toString());
        }
        return body.path("channel").asText().equals("C2")
                ? new Replied(200, "{\"ok\":false,\"error\":\"is_archived\"}")
                : new Replied(200, "{\"ok\":true}");
    }

    private void tell(String trigger, String id, String status) {
        site.post("/api/v1/triggers/" + trigger, site.secretKey("CC-1"), ENTRY.formatted(id, status));
    }

    private void rest(int asked) {
        Site.until(
                () -> site.crm.asked().size() == asked && site.server().engine().isAtRest());
    }

    @Test
    void an_entry_goes_to_every_poster_and_subscriber_and_who_is_gone_is_asked_no_more() {
        tell("entry-created", "e1", "done");
        rest(4);
        tell("entry-created", "e2", "blocked");
        rest(5);
        tell("entry-updated", "e2", "done");
        rest(5);

        assertThat(site.crm.asked("/gone")).hasSize(2).allSatisfy(asked -> {
            assertThat(asked.header("x-idt-event")).isEqualTo("entry_created");
            assertThat(Site.json(asked.body()).at("/0/hash_id").asText()).isEqualTo("e1");
        });
        assertThat(site.crm.asked("/api/chat.postMessage"))
                .extracting(asked -> Site.json(asked.body()).path("channel").asText() + " "
                        + Site.json(asked.body()).at("/attachments/0/color").asText())
                .containsExactlyInAnyOrder("C1 good", "C2 good", "C1 danger");
        var fields = site.server().engine().tools().store().fields();
        assertThat(List.of("chat-2", "sink"))
                .allSatisfy(name -> assertThat(fields.state(name))
                        .hasValueSatisfying(state -> assertThat(state.word()).isEqualTo("removed")));
        assertThat(fields.state("chat-1")).isEmpty();
    }

    @Test
    void an_engine_is_told_by_an_engine_of_new_and_changed_entries() {
        subscriber
                .write("told.yaml", """
                kind: Template
                name: told
                baseUrl: http://%s
                endpoints:
                  - { name: add, type: PostData, trigger: entry-told, url: "/added/{id}", parameters: [{ name: id, type: path, from: body.hash_id }] }
                  - { name: change, type: PostData, trigger: entry-changed, url: "/changed/{id}", parameters: [{ name: id, type: path, from: body.hash_id }] }
                hooks:
                  - name: entries
                    address: token
                    events:
                      - { each: "*", when: { request.header.x-idt-event: entry_created }, dedupe: body.hash_id, trigger: entry-told }
                      - { each: "*", when: { request.header.x-idt-event: entry_updated }, trigger: entry-changed }
                ---
                { kind: Integrator, name: me, template: told, callcenterId: CC-9 }
                """.formatted(subscriber.crm.host()) + Example.LOOPBACK)
                .start(Watching.OFF);
        var secret = org.patchbay.exchange.Scalars.text(subscriber
                .server()
                .engine()
                .tools()
                .store()
                .fields()
                .stored("me")
                .values()
                .iterator()
                .next());
        var address = subscriber.server().address() + "/hooks/me/" + secret + "/entries";

        var made = site.post("/api/v1/integrators", site.secretKey("CC-2"), """
                {"template":"entry-hooks","team":"t9","fields":{"targetUrl":"%s"}}
                """.formatted(address));
        assertThat(made.status()).isEqualTo(201);
        var key = site.secretKey("CC-2");
        site.post("/api/v1/triggers/entry-created", key, ENTRY.formatted("e1", "done"));
        site.post("/api/v1/triggers/entry-updated", key, ENTRY.formatted("e1", "goal"));

        Site.until(() -> subscriber.crm.asked().size() == 2);
        assertThat(subscriber.crm.asked())
                .extracting(Asked::path)
                .containsExactlyInAnyOrder("/added/e1", "/changed/e1");
        assertThat(site.crm.asked()).isEmpty();
    }
}

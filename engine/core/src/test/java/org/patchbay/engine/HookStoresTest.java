package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;

/** What partners write into fields by calling hooks, and what they are answered of it. */
class HookStoresTest {
    private static final String PLATFORM = """
            kind: Template
            name: platform
            version: VERSION
            state: STATE
            parameters:
              - { name: manifest, scope: template, filledBy: store, default: {} }
              - { name: color, filledBy: store, required: false }
              - { name: key }
              - { name: own, filledBy: store, default: {} }
            endpoints: [{ name: noop, type: GetData, trigger: asked, url: "https://p.example/x" },
              { name: first, type: PostData, trigger: first, url: "https://p.example/first", parameters: [{ name: n, type: query, from: body.n }], result: { id: id }, store: { own.first: id } },
              { name: second, type: PostData, trigger: second, url: "https://p.example/second", parameters: [{ name: n, type: query, from: body.n }], result: { id: id }, store: { own.second: id } }]
            defaults: { hook: { address: shared, correlate: { integrator.key: request.query.key }, none: { status: 401 } } }
            hooks:
              - name: manifest
                path: /manifest
                method: [PATCH]
                store: { manifest: { from: body, merge: true } }
                reply: { wait: 5s, cases: [{ when: { template.state: published }, status: 403, json: { code: AccessDenied } }, { json: { $from: template.manifest } }] }
              - { name: own, path: /own, method: [PATCH], store: { own: { from: body, merge: true } }, reply: { wait: 5s, json: { $from: integrator.own } } }
              - { name: parts, path: /parts, method: [PATCH], events: [{ each: parts.*, store: { manifest: { from: body, merge: true } } }] }
              - { name: color, path: /color, method: [PATCH], store: { color: body.color }, reply: { wait: 5s, json: { color: { $from: integrator.color? } } } }
              - { name: root, path: /, method: [GET], reply: { json: { of: { $from: integrator.name } } } }
            ---
            { kind: Integrator, name: one, template: platform@VERSION, callcenterId: CC-1, host: p.test, fields: { key: k1 } }
            ---
            { kind: Integrator, name: two, template: platform@VERSION, callcenterId: CC-2, host: p.test, fields: { key: k2 } }
            """;

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private void load(String state, int version) {
        assertThat(house.load(PLATFORM.replace("STATE", state).replace("VERSION", String.valueOf(version))))
                .isInstanceOf(LoadResult.Accepted.class);
    }

    private Reply call(Method method, String path, String body) {
        var request = new Request(
                method,
                new Origin("https", "pb.test", 443),
                "/hooks" + path,
                List.of(new Pair("Content-Type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8));
        return house.engine.receive(request, "");
    }

    private String patched(String path, String body) {
        return text(call(Method.PATCH, "/shared/platform" + path, body));
    }

    private static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    @Test
    void what_a_template_has_for_all_of_its_tenants_is_written_by_one_and_read_by_all_in_the_same_answer() {
        load("active", 1);

        assertThat(patched("/manifest?key=k1", "{\"a\":{\"b\":1,\"c\":2}}")).isEqualTo("{\"a\":{\"b\":1,\"c\":2}}");
        assertThat(patched("/manifest?key=k2", "{\"a\":{\"c\":null},\"d\":[3]}"))
                .isEqualTo("{\"a\":{\"b\":1},\"d\":[3]}");
        assertThat(patched("/manifest?key=k1", "{}")).isEqualTo("{\"a\":{\"b\":1},\"d\":[3]}");
    }

    @Test
    void parts_that_several_events_of_one_request_bring_are_all_kept() {
        load("active", 1);

        patched("/parts?key=k1", "{\"parts\":[{\"a\":1},{\"b\":{\"c\":2}},{\"b\":{\"d\":3}},{\"a\":null},{\"e\":4}]}");

        assertThat(patched("/manifest?key=k2", "{}")).isEqualTo("{\"b\":{\"c\":2,\"d\":3},\"e\":4}");
    }

    @Test
    void parts_that_come_at_once_are_all_kept() {
        load("active", 1);

        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 200)
                    .forEach(i -> many.execute(() -> patched("/manifest?key=k1", "{\"p" + i + "\":" + i + "}")));
            IntStream.range(0, 200)
                    .forEach(i -> many.execute(() -> patched("/own?key=k1", "{\"p" + i + "\":" + i + "}")));
        }

        assertThat(House.json(patched("/manifest?key=k2", "{}"))).hasSize(200);
        assertThat(House.json(patched("/own?key=k1", "{}"))).hasSize(200);
    }

    @Test
    void parts_that_runs_bring_at_once_are_all_kept() {
        load("active", 1);
        var both = new CyclicBarrier(2);
        house.answering(request -> {
            met(both);
            return House.reply(200, "{\"id\":\"" + request.url().replaceFirst(".*=", "") + "\"}");
        });

        for (var round = 0; round < 40; round++) {
            var body = "{\"n\":" + round + "}";
            patched("/own?key=k1", "{\"first\":null,\"second\":null}");
            try (var two = Executors.newVirtualThreadPerTaskExecutor()) {
                two.execute(() -> house.over(house.fire("first", body)));
                two.execute(() -> house.over(house.fire("second", body)));
            }
            assertThat(patched("/own?key=k1", "{}"))
                    .contains("\"first\":\"" + round + "\"", "\"second\":\"" + round + "\"");
        }

        var seen = House.json(patched("/own?key=k1", "{}"));
        assertThat(house.engine
                        .live()
                        .orElseThrow()
                        .tenant("one")
                        .orElseThrow()
                        .values()
                        .path("own"))
                .isEqualTo(seen);
    }

    private static void met(CyclicBarrier both) {
        try {
            both.await();
        } catch (InterruptedException | BrokenBarrierException stray) {
            throw new IllegalStateException(stray);
        }
    }

    @Test
    void what_is_published_is_changed_by_no_partner_and_another_version_has_its_own() {
        load("active", 1);
        patched("/manifest?key=k1", "{\"a\":1}");
        load("published", 1);

        assertThat(call(Method.PATCH, "/shared/platform/manifest?key=k1", "{\"a\":2}")
                        .status())
                .isEqualTo(403);
        assertThat(house.store.fields().stored("template/platform@1").get("manifest"))
                .hasToString("{\"a\":1}");
        load("active", 2);
        assertThat(patched("/manifest?key=k1", "{}")).isEqualTo("{}");
    }

    @Test
    void an_answer_that_waits_reads_what_was_just_written_and_a_null_removes_it() {
        load("active", 1);

        assertThat(patched("/color?key=k1", "{\"color\":\"red\"}")).isEqualTo("{\"color\":\"red\"}");
        assertThat(patched("/color?key=k1", "{}")).isEqualTo("{\"color\":\"red\"}");
        assertThat(patched("/color?key=k1", "{\"color\":null}")).isEqualTo("{}");
        assertThat(house.store.fields().stored("one")).doesNotContainKey("color");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shared/platform", "/shared/platform/"})
    void a_hook_may_be_at_the_address_itself(String path) {
        load("active", 1);

        assertThat(text(call(Method.GET, path + "?key=k2", ""))).isEqualTo("{\"of\":\"two\"}");
        assertThat(call(Method.GET, path + "?key=other", "").status()).isEqualTo(401);
        assertThat(call(Method.GET, path + "/x?key=k2", "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"integrator", "token"})
    void a_hook_at_the_address_itself_is_its_integrators_alone(String address) {
        house.load("""
                kind: Template
                name: bell
                parameters: [{ name: key, secret: true }]
                endpoints: [{ name: told, type: PostData, trigger: rung, url: "/rung?at={{hooks.bell.url}}" }]
                hooks: [{ name: bell, path: /, address: %s, verify: { carry: { header.X-Key: "{{integrator.key}}" } }, trigger: rung }]
                ---
                { kind: Integrator, name: own, template: bell, callcenterId: CC-1, host: bell.test, fields: { key: "${env:K}" } }
                ---
                { kind: Installation, publicUrl: "https://pb.test" }
                """.formatted(address));
        var tenant = house.engine.live().orElseThrow().tenant("own").orElseThrow();
        var known = org.patchbay.definition.SecretNode.reveal(tenant.hooks().at("/bell/url"))
                .asText();
        var path = known.replaceFirst("https://pb.test/hooks", "");

        assertThat(path).matches(address.equals("token") ? "/own/[0-9a-f]{32}/" : "/own/");
        for (var called : Map.of(path, 200, path.replaceFirst("/$", ""), 200, path + "x", 401)
                .entrySet()) {
            var request = new Request(
                    Method.POST,
                    new Origin("https", "pb.test", 443),
                    "/hooks" + called.getKey(),
                    List.of(new Pair("X-Key", "test")),
                    new byte[0]);
            assertThat(house.engine.receive(request, "").status())
                    .as(called.getKey())
                    .isEqualTo(called.getValue());
        }
    }

    @Test
    void a_partner_that_ends_a_connection_at_its_hook_ends_it_with_what_is_to_be_undone() {
        var loaded = house.load("""
                kind: Template
                name: chat
                parameters: [{ name: key, secret: true, generate: 20 }, { name: hookId, filledBy: store, required: false }]
                endpoints:
                  - { name: add, type: PostData, trigger: link-create, url: "https://chat.example/hooks", result: { id: id }, store: { hookId: id } }
                  - { name: drop, type: PostData, method: DELETE, trigger: link-remove, when: { integrator.hookId: present }, url: "https://chat.example/hooks/{{integrator.hookId}}" }
                hooks: [{ name: gone, verify: { carry: { header.X-Key: "{{integrator.key}}" } }, when: { body.type: uninstalled }, link: remove }]
                """);
        assertThat(loaded).isInstanceOf(LoadResult.Accepted.class);
        house.answering(_ -> House.reply(200, "{\"id\":\"h7\"}"));
        var tenant = house.engine
                .links()
                .make(Wish.of("chat", "CC-1", Map.of()))
                .integrator()
                .orElseThrow();
        var key = org.patchbay.definition.SecretNode.reveal(tenant.values().path("key"))
                .asText();
        var request = new Request(
                Method.POST,
                new Origin("https", "pb.test", 443),
                "/hooks/" + tenant.name() + "/gone",
                List.of(new Pair("X-Key", key), new Pair("Content-Type", "application/json")),
                "{\"type\":\"uninstalled\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(house.engine.receive(request, "").status()).isEqualTo(200);

        House.until(() -> house.store.integrators().find(tenant.name()).isEmpty());
        assertThat(house.urls())
                .containsExactly("POST https://chat.example/hooks", "DELETE https://chat.example/hooks/h7");
        House.until(() ->
                house.engine.live().flatMap(live -> live.tenant(tenant.name())).equals(Optional.empty()));
        assertThat(house.engine.receive(request, "").status()).isEqualTo(401);
    }
}

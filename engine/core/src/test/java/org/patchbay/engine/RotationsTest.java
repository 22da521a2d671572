package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Method;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Request;
import org.patchbay.flow.Tenant;
import org.patchbay.store.memory.MemoryStore;

/** Secrets that are exchanged while partners still have the old one. */
class RotationsTest {
    private static final String TEMPLATE = """
            kind: Template
            name: desk
            type: Channel
            parameters:
              - { name: site }
              - { name: hookSecret, secret: true, generate: 40 }
              - { name: accesstoken, secret: true, generate: 40 }
              - { name: apiKey, secret: true, type: header, key: X-Key, filledBy: store, required: false }
            endpoints:
              - { name: tell, type: PostData, trigger: asked, url: "https://desk.example/told", parameters: [apiKey],
                  sign: { values: { mac: { hmacSha256: "{{request.body}}", key: "{{integrator.hookSecret}}" } }, carry: { header.X-Sign: "{{mac}}" } }, body: { token: "{{integrator.site}}" } }
            hooks:
              - { name: signed, trigger: heard, verify: { values: { mac: { hmacSha256: "{{request.body}}", key: "{{integrator.hookSecret}}" } }, carry: { header.X-Sign: "{{mac}}" } } }
              - { name: mine, address: shared, path: /mine, correlate: { integrator.accesstoken: request.query.token }, none: { status: 401 }, trigger: heard }
            """;
    private static final String DECLARED = """
            ---
            { kind: Integrator, name: written, template: desk, callcenterId: CC-9, fields: { site: b.test } }
            ---
            { kind: Integrator, name: fixed, template: desk, callcenterId: CC-9, fields: { site: c.test, hookSecret: "${env:HOOK}" } }
            """;

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-03-04T05:06:07Z"));
    private final MemoryStore store = new MemoryStore();
    private final House house = new House(store, clock::get);

    @BeforeEach
    void loads_the_desk() {
        assertThat(house.load(TEMPLATE + DECLARED)).isInstanceOf(LoadResult.Accepted.class);
    }

    @AfterEach
    void closes_the_house() {
        house.close();
    }

    private Tenant made() {
        var fields = Map.of("site", (JsonNode) JsonNodeFactory.instance.textNode("a.test"));
        return house.engine
                .links()
                .make(Wish.of("desk", "CC-1", fields))
                .integrator()
                .orElseThrow();
    }

    private static String secret(House house, String name, String field) {
        var tenant = house.engine.live().orElseThrow().tenant(name).orElseThrow();
        return ((SecretNode) tenant.newest().path(field)).secret().reveal();
    }

    private static int post(House house, String path, String sign) {
        var headers = List.of(new Pair("Content-Type", "application/json"), new Pair("X-Sign", sign));
        var request = new Request(
                Method.POST, new Origin("https", "pb.test", 443), path, headers, "{}".getBytes(StandardCharsets.UTF_8));
        return house.engine.receive(request, "").status();
    }

    private static int signed(House house, String name, String key) {
        return post(house, "/hooks/" + name + "/signed", new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmacHex("{}"));
    }

    private static int mine(House house, String token) {
        return post(house, "/hooks/shared/desk/mine?token=" + token, "");
    }

    private String rotated(String name, String field, Duration grace) {
        var tenant = house.engine.live().orElseThrow().tenant(name).orElseThrow();
        return house.engine.rotations().rotate(tenant, field, Optional.empty(), grace)
                        instanceof Rotated.Done(var value, var _)
                ? value.reveal()
                : "";
    }

    private void later(Duration time) {
        clock.updateAndGet(now -> now.plus(time));
        house.engine.rotations().look();
    }

    @Test
    void both_secrets_of_a_hook_are_good_until_the_grace_is_over_and_the_new_one_signs() {
        for (var name : List.of(made().name(), "written")) {
            var old = secret(house, name, "hookSecret");

            var next = rotated(name, "hookSecret", Duration.ofHours(1));

            assertThat(next).hasSize(40).isNotEqualTo(old);
            assertThat(List.of(signed(house, name, old), signed(house, name, next), signed(house, name, "x")))
                    .containsExactly(200, 200, 401);
            house.over(house.fire(name.equals("written") ? "CC-9" : "CC-1", "asked", "{}"));
            var sent = house.requests.stream()
                    .filter(request -> new String(request.body(), StandardCharsets.UTF_8)
                            .contains(name.equals("written") ? "b.test" : "a.test"))
                    .findFirst()
                    .orElseThrow();
            assertThat(sent.header("X-Sign"))
                    .contains(new HmacUtils(HmacAlgorithms.HMAC_SHA_256, next).hmacHex(sent.body()));

            later(Duration.ofMinutes(59));
            assertThat(signed(house, name, old)).isEqualTo(200);
            later(Duration.ofMinutes(1));
            assertThat(List.of(signed(house, name, old), signed(house, name, next)))
                    .containsExactly(401, 200);
        }
    }

    @Test
    void both_tokens_of_a_channel_are_its_own_until_the_grace_is_over() {
        for (var name : List.of(made().name(), "written")) {
            var old = secret(house, name, "accesstoken");

            var next = rotated(name, "accesstoken", Duration.ofDays(1));

            assertThat(List.of(mine(house, old), mine(house, next), mine(house, "x")))
                    .containsExactly(200, 200, 401);
            later(Duration.ofDays(1));
            assertThat(List.of(mine(house, old), mine(house, next))).containsExactly(401, 200);
        }
    }

    @Test
    void without_grace_the_old_one_is_no_good_at_once() {
        var name = made().name();
        var old = secret(house, name, "accesstoken");

        var next = rotated(name, "accesstoken", Duration.ZERO);

        assertThat(List.of(mine(house, old), mine(house, next))).containsExactly(401, 200);
    }

    @Test
    void of_two_exchanges_in_a_row_the_last_two_secrets_are_good_and_the_last_grace_counts() {
        var name = made().name();
        var first = secret(house, name, "accesstoken");
        var second = rotated(name, "accesstoken", Duration.ofHours(1));
        later(Duration.ofMinutes(30));

        var third = rotated(name, "accesstoken", Duration.ofHours(1));

        assertThat(List.of(mine(house, first), mine(house, second), mine(house, third)))
                .containsExactly(401, 200, 200);
        later(Duration.ofMinutes(45));
        assertThat(mine(house, second)).isEqualTo(200);
        later(Duration.ofMinutes(15));
        assertThat(List.of(mine(house, second), mine(house, third))).containsExactly(401, 200);
    }

    @Test
    void what_a_partner_gave_is_exchanged_for_what_it_gives_now_and_only_the_new_one_is_sent() {
        var tenant = made();
        store.fields().store(tenant.name(), "apiKey", Optional.of(SecretNode.of("K1")));

        assertThat(rotated(tenant.name(), "apiKey", Duration.ofHours(1))).isEmpty();
        var done = house.engine.rotations().rotate(tenant, "apiKey", Optional.of(Secret.of("K2")), Duration.ofHours(1));

        assertThat(done).isInstanceOf(Rotated.Done.class);
        house.over(house.fire("asked", "{}"));
        assertThat(house.requests.getLast().headers().stream()
                        .filter(header -> header.name().equals("X-Key")))
                .containsExactly(new Pair("X-Key", "K2"));
    }

    @Test
    void another_node_follows_and_so_does_one_that_starts_later() {
        try (var other = new House(store, clock::get)) {
            other.load(TEMPLATE + DECLARED);
            for (var name : List.of(made().name(), "written")) {
                var old = secret(house, name, "accesstoken");
                var next = rotated(name, "accesstoken", Duration.ofHours(1));

                other.engine.follow();
                assertThat(List.of(mine(other, old), mine(other, next))).containsExactly(200, 200);
                try (var third = new House(store, clock::get)) {
                    third.load(TEMPLATE + DECLARED);
                    assertThat(List.of(mine(third, old), mine(third, next))).containsExactly(200, 200);
                }

                later(Duration.ofHours(1));
                other.engine.follow();
                assertThat(List.of(mine(other, old), mine(other, next))).containsExactly(401, 200);
            }
        }
    }

    @Test
    void nothing_else_is_exchanged_and_it_is_said_why() {
        var live = house.engine.live().orElseThrow();

        assertThat(refused(live.tenant("written").orElseThrow(), "nothing"))
                .isEqualTo("`written` has no field `nothing`");
        assertThat(refused(live.tenant("written").orElseThrow(), "site")).isEqualTo("`site` is no secret that is kept");
        assertThat(refused(live.tenant("fixed").orElseThrow(), "hookSecret"))
                .isEqualTo("`hookSecret` stands in config.yaml and is exchanged there: [new, old]");
        assertThat(refused(live.tenant("written").orElseThrow(), "apiKey"))
                .isEqualTo("`apiKey` is not made up by the engine: the new value must be given");
    }

    private String refused(Tenant tenant, String field) {
        return house.engine.rotations().rotate(tenant, field, Optional.empty(), Duration.ofHours(1))
                        instanceof Rotated.Refused(var why)
                ? why
                : "";
    }
}

package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Problem;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Scalars;
import org.patchbay.flow.Tenant;
import org.patchbay.store.memory.MemoryStore;

/** Fields whose values are made up when an integrator is made, of other fields among them. */
class GeneratedFieldsTest {
    private static final String TEMPLATE = """
            kind: Template
            name: channels
            type: Channel
            parameters:
              - { name: networkId }
              - { name: salt, secret: true, generate: { nonce: hex } }
              - { name: pin, generate: { nonce: number, length: 6 } }
              - { name: since, generate: { now: epoch } }
              - { name: until, generate: { now: epoch, plus: 30m } }
              - { name: handle, generate: "{{integrator.networkId}}@{{integrator.callcenterId}}" }
              - { name: mark, generate: { hmacSha256: "{{integrator.handle}}", key: "{{integrator.salt}}" } }
              - { name: fingerprint, generate: { sha256: "{{integrator.networkId}}" } }
              - { name: accesstoken, secret: true, generate: { jwt: { accountId: "{{integrator.callcenterId}}", channelId: "{{integrator.name}}", iat: { $from: now.epoch }, exp: { $from: integrator.until } }, key: "${env:SIGNING}" } }
              - { name: id, generate: { nonce: uuid } }
              - { name: letters, generate: 12 }
            endpoints:
              - { name: tell, type: PostData, trigger: asked, url: "https://desk.example/told", body: { handle: "{{integrator.handle}}", mark: "{{integrator.mark}}" } }
            """;

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private final MemoryStore store = new MemoryStore();
    private House house = new House(store, () -> NOW);

    @BeforeEach
    void loads_the_template() {
        assertThat(house.load(TEMPLATE)).isInstanceOf(LoadResult.Accepted.class);
    }

    @AfterEach
    void closes_the_house() {
        house.close();
    }

    private Tenant made(String networkId) {
        var wish = Wish.of("channels", "CC-1", Map.of("networkId", JsonNodeFactory.instance.textNode(networkId)));
        return house.engine.links().make(wish).integrator().orElseThrow();
    }

    private static String value(Tenant tenant, String field) {
        return Scalars.text(SecretNode.revealAll(tenant.values().path(field)));
    }

    private static JsonNode part(String token, int index) {
        return House.json(new String(
                Base64.getUrlDecoder().decode(List.of(token.split("\\.", -1)).get(index)), StandardCharsets.UTF_8));
    }

    @Test
    void a_value_is_made_of_what_was_filled_in_and_of_values_above_it() {
        var tenant = made("n-1");

        assertThat(value(tenant, "handle")).isEqualTo("n-1@CC-1");
        var hmac = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, value(tenant, "salt")).hmacHex("n-1@CC-1");
        assertThat(value(tenant, "mark")).isEqualTo(hmac);
        // printf n-1 | openssl dgst -sha256
        assertThat(value(tenant, "fingerprint"))
                .isEqualTo("51aeea8ffa05d2620d35c87463465885e77df13171d5708746df1a9f36d47f35");
        assertThat(value(tenant, "since")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        assertThat(value(tenant, "until")).isEqualTo(Long.toString(NOW.getEpochSecond() + 1_800));
        assertThat(value(tenant, "salt")).matches("[0-9a-f]{32}");
        assertThat(value(tenant, "pin")).matches("[0-9]{1,6}");
        assertThat(value(tenant, "id")).matches("[0-9a-f-]{14}4[0-9a-f-]{21}");
        assertThat(value(tenant, "letters")).matches("[A-Za-z0-9]{12}");
    }

    @Test
    void a_token_is_signed_and_says_whose_it_is() {
        var tenant = made("n-1");
        var token = value(tenant, "accesstoken");

        assertThat(part(token, 0)).isEqualTo(House.json("{\"typ\":\"JWT\",\"alg\":\"HS256\"}"));
        assertThat(part(token, 1))
                .isEqualTo(House.json("{\"accountId\":\"CC-1\",\"channelId\":\"" + tenant.name()
                        + "\",\"iat\":1772600767,\"exp\":1772602567}"));
        var signed = token.substring(0, token.lastIndexOf('.'));
        var mac = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, "test").hmac(signed);
        assertThat(token)
                .isEqualTo(
                        signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac));
        assertThat(tenant.values().path("accesstoken")).isInstanceOf(SecretNode.class);
    }

    @Test
    void no_two_have_the_same_and_no_two_fields_have_the_same_random_value() {
        var one = made("n-1");
        var other = made("n-2");

        for (var field : List.of("salt", "id", "letters", "accesstoken")) {
            assertThat(value(one, field)).isNotEqualTo(value(other, field));
        }
        assertThat(value(one, "id").replace("-", "").substring(0, 8))
                .isNotEqualTo(value(one, "salt").substring(0, 8));
    }

    @Test
    void what_is_secret_in_it_stays_hidden_and_the_rest_can_be_sent() {
        var tenant = made("n-1");
        house.over(house.fire("asked", "{}"));

        assertThat(new String(house.requests.getLast().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"handle\":\"n-1@CC-1\",\"mark\":\"" + value(tenant, "mark") + "\"}");
        assertThat(tenant.values().toString()).doesNotContain(value(tenant, "salt"));
    }

    @Test
    void an_integrator_of_a_document_gets_its_values_once() {
        var declared = TEMPLATE + """
                ---
                { kind: Integrator, name: acme, template: channels, callcenterId: CC-7, fields: { networkId: n-9, letters: mine } }
                """;
        assertThat(house.load(declared)).isInstanceOf(LoadResult.Accepted.class);
        var first = house.engine.live().orElseThrow().tenant("acme").orElseThrow();
        assertThat(value(first, "handle")).isEqualTo("n-9@CC-7");
        assertThat(value(first, "letters")).isEqualTo("mine");

        assertThat(house.load(declared + "# changed\n")).isInstanceOf(LoadResult.Accepted.class);
        house.engine.close();
        house = new House(store, () -> NOW.plusSeconds(60));
        assertThat(house.load(declared)).isInstanceOf(LoadResult.Accepted.class);

        var later = house.engine.live().orElseThrow().tenant("acme").orElseThrow();
        assertThat(SecretNode.revealAll(later.values())).isEqualTo(SecretNode.revealAll(first.values()));
    }

    @Test
    void one_that_is_older_than_a_field_gets_it_when_the_template_gets_it() {
        var name = made("n-1").name();

        house.load(TEMPLATE.replace("endpoints:", "  - { name: newer, generate: 20 }\nendpoints:"));

        var now = house.engine.live().orElseThrow().tenant(name).orElseThrow();
        assertThat(value(now, "newer")).hasSize(20);
    }

    @Test
    void what_it_is_made_of_must_be_there() {
        house.load(TEMPLATE.replace("{ name: networkId }", "{ name: networkId, required: false, filledBy: store }")
                .replace("{{integrator.networkId}}@", "{{integrator.networkId?}}@")
                .replace("sha256: \"{{integrator.networkId}}\"", "take: integrator.networkId"));

        var linked = house.engine.links().make(Wish.of("channels", "CC-1", Map.of()));

        assertThat(linked)
                .isInstanceOfSatisfying(
                        Linked.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::code, Problem::text)
                                .containsExactly(org.assertj.core.api.Assertions.tuple(
                                        "PB402", "a field cannot be made up: `integrator.networkId` has no value")));
        assertThat(store.integrators().list()).isEmpty();
    }
}

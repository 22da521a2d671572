package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;
import static org.patchbay.engine.House.until;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Request;
import org.patchbay.store.Journal;

/** What a platform calls auth validation (seed-systems T07, T14, T20): fields are shown to the partner, what it returns is kept. */
class CheckTest {
    private static final String BRIDGE = """
            kind: Template
            name: bridge
            parameters:
              - { name: code, type: body, key: auth.code, stored: false }
              - { name: access, type: body, key: auth.access, secret: true, filledBy: store, required: false }
            endpoints:
              - { name: validate, type: PostData, trigger: auth-check, url: /auth_validation, parameters: [code],
                  result: { access: access }, store: { access: access }, outcomes: { 401: reauth } }
              - { name: create, type: PostData, trigger: call-start, url: /create, parameters: [access] }
            ---
            { kind: Integrator, name: acme, template: bridge, callcenterId: CC-1, host: crm.test }
            """;

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private Connections.Result check(String code) {
        var tenant = house.engine.live().orElseThrow().tenant("acme").orElseThrow();
        return house.engine.connections().check(tenant, Map.of("code", code));
    }

    private static String body(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    @Test
    void a_passing_field_reaches_the_partner_and_what_comes_back_is_kept_and_sent_later() {
        house.answering(_ -> reply(201, "{\"access\":\"tok-9\"}"));
        assertThat(house.load(BRIDGE)).isInstanceOf(LoadResult.Accepted.class);

        assertThat(check("once-canary-7").failure()).isEmpty();
        house.fire("call-start", "{}");

        assertThat(body(house.requests.getFirst())).isEqualTo("{\"auth\":{\"code\":\"once-canary-7\"}}");
        assertThat(body(house.requests.getLast())).isEqualTo("{\"auth\":{\"access\":\"tok-9\"}}");
    }

    @Test
    void a_passing_field_is_in_no_field_and_in_no_execution() {
        house.answering(_ -> reply(200, "{\"access\":\"echo once-canary-7\"}"));
        house.load(BRIDGE);

        check("once-canary-7");

        assertThat(house.store.fields().stored("acme")).containsOnlyKeys("access");
        var all = Journal.Filter.newest(10);
        until(() -> !house.store.journal().list(all).isEmpty());
        assertThat(house.store.journal().list(all).toString()).doesNotContain("once-canary-7");
    }

    @Test
    void statuses_200_201_and_204_are_valid_and_401_is_not() {
        house.load(BRIDGE);
        for (var status : new int[] {200, 201, 204}) {
            house.answering(_ -> reply(status, status == 204 ? "" : "{}"));
            assertThat(check("c").failure()).isEmpty();
        }
        house.answering(_ -> reply(401, "{}"));

        assertThat(check("c").failure()).isPresent();

        assertThat(house.store.fields().state("acme").orElseThrow().word()).isEqualTo("reauth-required");
        house.answering(_ -> reply(204, ""));
        assertThat(check("c").failure()).isEmpty();
        assertThat(house.store.fields().state("acme")).isEmpty();
    }

    @Test
    void a_partner_that_is_down_says_nothing_about_the_fields() {
        house.load(BRIDGE);
        house.answering(_ -> reply(503, "{}"));

        assertThat(check("c").failure()).isPresent();

        assertThat(house.store.fields().state("acme")).isEmpty();
    }

    @Test
    void a_passing_field_cannot_stand_in_a_document() {
        var loaded = house.load(BRIDGE.replace("host: crm.test", "host: crm.test, fields: { code: c }"));

        assertThat(loaded.toString()).contains("PB303").contains("never stored");
    }
}

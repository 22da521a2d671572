package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Timers.Timer;
import org.patchbay.store.memory.MemoryStore;

/** What is kept of an integrator goes with it. */
class FarewellTest {
    private static final String CRM = """
            kind: Template
            name: crm
            parameters:
              - { name: password, secret: true }
              - { name: token, type: header, key: Authorization, value: "Bearer {{auth.login}}" }
            endpoints:
              - { name: login, type: Auth, url: /token, responseType: { token: access_token },
                  parameters: [{ name: pass, type: body, from: integrator.password }] }
              - { name: note, type: PostData, trigger: call-end, url: /notes, parameters: [token] }
            """;

    private final WatchedTokens store = new WatchedTokens(new MemoryStore());
    private final House house = new House(store);

    @AfterEach
    void closes() {
        house.close();
    }

    private static Wish wish(String password) {
        var content = JsonNodeFactory.instance
                .objectNode()
                .put("name", "acme")
                .put("template", "crm")
                .put("callcenterId", "CC-1")
                .put("host", "crm.test");
        content.putObject("fields").put("password", password);
        return Wish.of(content);
    }

    /** A token is had with one password, and another one with the next. */
    private Tenant withTwoTokens() {
        house.answering(_ -> House.reply(200, "{\"access_token\":\"A\"}"));
        assertThat(house.load(CRM)).isInstanceOf(LoadResult.Accepted.class);
        var made = house.engine.links().make(wish("one")).integrator().orElseThrow();
        house.over(house.fire("call-end", "{\"callId\":\"c-1\"}"));
        var again = house.engine.links().again(made, wish("two")).integrator().orElseThrow();
        house.over(house.fire("call-end", "{\"callId\":\"c-2\"}"));
        assertThat(store.left()).hasSize(2);
        return again;
    }

    @Test
    void its_tokens_go_with_it_also_those_of_fields_that_it_had_before() {
        house.engine.links().remove(withTwoTokens());

        assertThat(store.left()).isEmpty();
    }

    @Test
    void the_tokens_of_one_that_is_left_out_go_with_it() {
        house.engine.links().discard(withTwoTokens().name());

        assertThat(store.left()).isEmpty();
    }

    @Test
    void what_was_due_by_itself_is_forgotten_with_it() {
        var tenant = withTwoTokens();
        var timer = new Timer(tenant.name(), "people", "contacts-sync");
        store.timers().move(timer, Optional.empty(), Instant.EPOCH);

        house.engine.links().remove(tenant);

        assertThat(store.timers().due(timer)).isEmpty();
    }
}

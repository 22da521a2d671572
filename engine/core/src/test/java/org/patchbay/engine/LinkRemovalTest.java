package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.flow.Tenant;

/** Integrators that were made by a link, connected again, removed and known elsewhere. */
class LinkRemovalTest extends ForumLinks {
    private static Values seen(String site) {
        return Values.at(new Moment(Instant.EPOCH, "0".repeat(32)))
                .with(Root.BODY, JsonNodeFactory.instance.objectNode().put("site", site));
    }

    @Test
    void connects_the_same_one_again_with_new_credentials() {
        var name = made("b.test").name();
        house.answering(_ -> House.reply(201, "{\"token\":\"T2\"}"));
        house.engine.connections().disable(tenant(name).orElseThrow(), "by the customer");
        var wished = wish("b.test");
        wished.content().withObject("/fields").put("forumKey", "K-new");

        var linked = house.engine.links().connect(wished, seen("b.test"));

        assertThat(linked).isInstanceOfSatisfying(Linked.Again.class, again -> {
            assertThat(again.tenant().name()).isEqualTo(name);
            assertThat(value(again.tenant(), "forumKey")).isEqualTo("K-new");
            assertThat(value(again.tenant(), "accessToken")).isEqualTo("T2");
            assertThat(house.engine.connections().of(again.tenant()).state()).isEqualTo("active");
        });
        assertThat(house.store.integrators().list()).hasSize(1);
    }

    @Test
    void somebody_uninvited_is_believed_when_the_partner_is_asked_about_it() {
        var name = made("b.test").name();
        house.requests.clear();

        var linked = house.engine.links().connectUninvited(wish("b.test"), seen("b.test"));

        assertThat(linked.integrator().map(Tenant::name)).contains(name);
        assertThat(house.urls()).containsExactly("POST https://api.forum.example/channels?creationToken=TEMPORARY");
    }

    @Test
    void somebody_uninvited_cannot_take_a_connection_over_that_no_partner_vouches_for() {
        house.load(FORUM.replace("[link-create, link-reactivate]", "link-create") + DECLARED);
        var tenant = made("b.test");
        house.requests.clear();
        var wished = wish("b.test");
        wished.content().withObject("/fields").put("forumKey", "K-mallory");

        var linked = house.engine.links().connectUninvited(wished, seen("b.test"));

        assertThat(linked).isInstanceOf(Linked.Refused.class);
        assertThat(house.requests).isEmpty();
        assertThat(value(tenant(tenant.name()).orElseThrow(), "forumKey")).isEqualTo("K-secret");
        assertThat(house.engine
                        .links()
                        .connectUninvited(wish("c.test"), seen("c.test"))
                        .integrator())
                .as("somebody new is welcome")
                .isPresent();
    }

    @Test
    void leaves_everything_as_it_was_when_connecting_again_fails() {
        var tenant = made("b.test");
        house.answering(_ -> House.reply(403, "{}"));
        var wished = wish("b.test");
        wished.content().withObject("/fields").put("forumKey", "K-new");

        var linked = house.engine.links().connect(wished, seen("b.test"));

        assertThat(linked).isInstanceOf(Linked.Failed.class);
        var now = tenant(tenant.name()).orElseThrow();
        assertThat(value(now, "forumKey")).isEqualTo("K-secret");
        assertThat(value(now, "accessToken")).isEqualTo("T1");
    }

    @Test
    void makes_another_one_for_another_identity_and_for_another_call_centre() {
        made("b.test");

        var other = house.engine.links().connect(wish("c.test"), seen("c.test"));
        var elsewhere = wish("b.test");
        elsewhere.content().put("callcenterId", "CC-2");

        assertThat(other).isInstanceOf(Linked.Made.class);
        assertThat(house.engine.links().connect(elsewhere, seen("b.test"))).isInstanceOf(Linked.Made.class);
        assertThat(house.store.integrators().list()).hasSize(3);
    }

    private static String value(Tenant tenant, String field) {
        JsonNode value = tenant.values().path(field);
        return SecretNode.reveal(value).asText();
    }

    @Test
    void is_gone_after_its_removal_whatever_the_partner_says() {
        var tenant = made("b.test");
        house.answering(_ -> House.reply(500, "{}"));
        house.requests.clear();

        house.engine.links().remove(tenant);

        assertThat(house.urls()).contains("DELETE https://api.forum.example/channels?accessToken=T1");
        assertThat(tenant(tenant.name())).isEmpty();
        assertThat(house.store.fields().stored(tenant.name())).isEmpty();
        assertThat(house.store.fields().state(tenant.name())).isEmpty();
        assertThat(house.store.integrators().list()).isEmpty();
    }

    @Test
    void is_removed_with_its_work_at_the_partner_when_the_partner_says_so() {
        var tenant = made("b.test");
        house.answering(
                request -> request.url().contains("/tickets") ? House.reply(410, "{}") : House.reply(200, "{}"));
        house.requests.clear();

        house.fire("asked", "{\"text\":\"Hi\"}");

        House.until(() -> tenant(tenant.name()).isEmpty());
        assertThat(house.urls()).contains("DELETE https://api.forum.example/channels?accessToken=T1");
    }

    @Test
    void is_known_to_another_engine_on_the_same_store() {
        try (var other = new House(house.store)) {
            other.load(FORUM + DECLARED);

            var name = made("b.test").name();
            other.engine.follow();
            assertThat(other.engine.live().orElseThrow().tenant(name)).isPresent();

            house.engine.links().remove(tenant(name).orElseThrow());
            other.engine.follow();
            assertThat(other.engine.live().orElseThrow().tenant(name)).isEmpty();
        }
    }

    @Test
    void ends_what_was_left_when_a_removal_was_interrupted() {
        var tenant = made("b.test");
        house.store
                .fields()
                .setState(
                        tenant.name(),
                        Optional.of(new org.patchbay.store.Fields.State("removed", "it is being removed")));

        house.engine.forget();

        assertThat(tenant(tenant.name())).isEmpty();
    }
}

package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.object;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.SecretNode;
import org.patchbay.store.Integrators.Kept;

/** What every store of integrators does. */
public abstract class IntegratorsContract extends StoreContract {
    private static Kept shop(String host) {
        return new Kept("shop", object("host", host), Optional.of("p1"), 1, NOON);
    }

    @Test
    void keeps_an_integrator_as_it_was_given() {
        assertThat(store.integrators().add(shop("shop.test"))).isTrue();

        assertThat(store.integrators().find("shop")).contains(shop("shop.test"));
        assertThat(store.integrators().list()).containsExactly(shop("shop.test"));
        assertThat(store.integrators().find("other")).isEmpty();
    }

    @Test
    void does_not_give_a_name_twice() {
        store.integrators().add(shop("shop.test"));

        assertThat(store.integrators().add(shop("thief.test"))).isFalse();
        assertThat(store.integrators().find("shop")).contains(shop("shop.test"));
    }

    @Test
    void replaces_a_version_by_the_next_one_only() {
        store.integrators().add(shop("shop.test"));
        var next = shop("shop.test").with(object("host", "new.test"));

        assertThat(store.integrators().replace(next)).isTrue();
        assertThat(store.integrators().replace(next)).isFalse();
        assertThat(store.integrators().find("shop")).contains(next);
    }

    @Test
    void lets_go_of_an_integrator_once() {
        store.integrators().add(shop("shop.test"));

        assertThat(store.integrators().remove("shop")).isTrue();
        assertThat(store.integrators().remove("shop")).isFalse();
        assertThat(store.integrators().list()).isEmpty();
    }

    @Test
    void keeps_secrets_as_secrets() {
        var content = object("label", "Shop");
        content.putObject("fields").set("apiKey", SecretNode.of("s3cret"));
        store.integrators().add(new Kept("shop", content, Optional.empty(), 1, NOON));

        var kept = store.integrators().find("shop").orElseThrow().content().at("/fields/apiKey");

        assertThat(kept.asText()).doesNotContain("s3cret");
        assertThat(SecretNode.reveal(kept).asText()).isEqualTo("s3cret");
    }

    @Test
    void tells_which_have_changed_since() {
        store.integrators().add(shop("shop.test"));
        var before = store.integrators().changes(0);
        store.integrators().add(new Kept("forum", object("host", "f.test"), Optional.empty(), 1, NOON));
        store.integrators().remove("shop");

        var after = store.integrators().changes(before.number());

        assertThat(before.names()).containsOnlyKeys("shop");
        assertThat(after.names()).containsOnlyKeys("forum", "shop");
        assertThat(store.integrators().changes(after.number()).names()).isEmpty();
        assertThat(store.integrators().changes(after.number()).number()).isEqualTo(after.number());
    }

    @Test
    void a_field_that_is_written_or_cleared_is_a_change_wherever_its_integrator_stands() {
        store.integrators().add(shop("shop.test"));
        store.fields().store("shop", "color", Optional.of(TextNode.valueOf("red")));
        var before = store.integrators().changes(0);

        store.fields().change("written", "color", _ -> Optional.of(TextNode.valueOf("blue")));
        var changed = store.integrators().changes(before.number());
        store.fields().store("shop", "color", Optional.empty());
        var cleared = store.integrators().changes(changed.number());

        assertThat(changed.names()).containsOnlyKeys("written");
        assertThat(cleared.names()).containsOnlyKeys("shop").containsValue(cleared.number());
        assertThat(cleared.number()).isGreaterThan(changed.number());
    }
}

package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.object;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.SecretNode;
import org.patchbay.store.Fields.State;

/** What every keeper of fields does. */
public abstract class FieldsContract extends StoreContract {
    @Test
    void knows_no_fields_of_an_unknown_integrator() {
        assertThat(store.fields().stored("acme")).isEmpty();
    }

    @Test
    void keeps_the_fields_of_each_integrator() {
        store.fields().store("acme", "domain", Optional.of(TextNode.valueOf("acme.test")));
        store.fields().store("acme", "limits", Optional.of(object("calls", "3")));
        store.fields().store("globex", "domain", Optional.of(IntNode.valueOf(7)));

        assertThat(store.fields().stored("acme"))
                .isEqualTo(Map.of("domain", TextNode.valueOf("acme.test"), "limits", object("calls", "3")));
        assertThat(store.fields().stored("globex")).isEqualTo(Map.of("domain", IntNode.valueOf(7)));
    }

    @Test
    void replaces_and_clears_a_field() {
        store.fields().store("acme", "domain", Optional.of(TextNode.valueOf("old.test")));
        store.fields().stored("acme");
        store.fields().store("acme", "domain", Optional.of(TextNode.valueOf("new.test")));
        assertThat(store.fields().stored("acme")).isEqualTo(Map.of("domain", TextNode.valueOf("new.test")));

        store.fields().store("acme", "domain", Optional.empty());

        assertThat(store.fields().stored("acme")).isEmpty();
    }

    @Test
    void keeps_a_secret_field_a_secret() {
        store.fields().store("acme", "apiKey", Optional.of(SecretNode.of("s3cret")));

        var field = store.fields().stored("acme").get("apiKey");
        assertThat(field.asText()).doesNotContain("s3cret");
        assertThat(SecretNode.reveal(field).asText()).isEqualTo("s3cret");
    }

    @Test
    void keeps_changes_and_clears_the_state_of_an_integrator() {
        assertThat(store.fields().state("acme")).isEmpty();

        store.fields().setState("acme", Optional.of(new State("disabled", "by the partner")));
        assertThat(store.fields().state("acme")).contains(new State("disabled", "by the partner"));

        store.fields().setState("acme", Optional.of(new State("reauth-required", "token revoked")));
        assertThat(store.fields().state("acme")).contains(new State("reauth-required", "token revoked"));

        store.fields().setState("acme", Optional.empty());
        assertThat(store.fields().state("acme")).isEmpty();
    }

    @Test
    void keeps_the_tick_boxes_of_each_agent() {
        store.fields().setOptions("42", "ann", Map.of("pop", true, "log", false));
        store.fields().setOptions("43", "ann", Map.of("pop", false));

        assertThat(store.fields().options("42", "ann")).isEqualTo(Map.of("pop", true, "log", false));
        assertThat(store.fields().options("42", "bob")).isEmpty();
        assertThat(store.fields().options("43", "ann")).isEqualTo(Map.of("pop", false));
    }

    @Test
    void leaves_tick_boxes_that_are_not_named_as_they_were() {
        store.fields().setOptions("42", "ann", Map.of("pop", true, "log", false));

        store.fields().setOptions("42", "ann", Map.of("log", true));

        assertThat(store.fields().options("42", "ann")).isEqualTo(Map.of("pop", true, "log", true));
    }
}

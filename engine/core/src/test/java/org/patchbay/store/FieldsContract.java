package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.object;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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
    void changes_a_field_by_what_it_holds_and_clears_it() {
        assertThat(store.fields().change("acme", "calls", before -> {
                    assertThat(before).isEmpty();
                    return Optional.of(object("a", "1"));
                }))
                .contains(object("a", "1"));
        assertThat(store.fields().stored("acme")).isEqualTo(Map.of("calls", object("a", "1")));

        var nothing = store.fields().change("acme", "calls", before -> {
            assertThat(before).contains(object("a", "1"));
            return Optional.empty();
        });

        assertThat(nothing).isEmpty();
        assertThat(store.fields().stored("acme")).isEmpty();
        assertThat(store.fields().change("acme", "calls", before -> before)).isEmpty();
        assertThat(store.fields().stored("acme")).isEmpty();
    }

    @Test
    void keeps_what_is_secret_in_a_field_a_secret_when_it_is_changed() {
        store.fields().store("acme", "apiKey", Optional.of(SecretNode.of("s3cret")));

        var both = store.fields()
                .change(
                        "acme",
                        "apiKey",
                        before -> Optional.of(JsonNodeFactory.instance
                                .arrayNode()
                                .add(SecretNode.of("n3w"))
                                .add(before.orElseThrow())));

        assertThat(both.orElseThrow().toString()).doesNotContain("s3cret", "n3w");
        assertThat(SecretNode.revealAll(store.fields().stored("acme").get("apiKey"))
                        .toString())
                .isEqualTo("[\"n3w\",\"s3cret\"]");
    }

    @Test
    void loses_no_change_of_many_that_come_at_once() {
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 64)
                    .forEach(i -> many.execute(() -> store.fields().change("acme", "calls", before -> {
                        var all = (ObjectNode) before.orElseGet(JsonNodeFactory.instance::objectNode);
                        return Optional.of(all.deepCopy().put("k" + i, i));
                    })));
        }

        assertThat(store.fields().stored("acme").get("calls")).hasSize(64);
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

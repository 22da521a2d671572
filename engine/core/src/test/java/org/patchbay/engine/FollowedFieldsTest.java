package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.config.SecretSources;
import org.patchbay.definition.Method;
import org.patchbay.definition.Secret;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Scalars;
import org.patchbay.flow.Tenant;
import org.patchbay.store.memory.MemoryStore;

/** What one node stores, the other one of the same store reads as soon as it looks. */
class FollowedFieldsTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String DOCUMENTS = """
            kind: Template
            name: desk
            type: Channel
            parameters:
              - { name: site }
              - { name: color, filledBy: store, required: false }
              - { name: apiKey, secret: true, type: header, key: X-Key, filledBy: store, required: false }
            endpoints:
              - { name: tell, type: PostData, trigger: asked, url: "https://desk.example/told", parameters: [apiKey], body: { color: { $from: integrator.color } } }
              - { name: sign, type: PostData, trigger: signed, url: "https://desk.example/signed", hardParams: { header: { X-House: "${secret:house-key}" } }, body: {} }
            hooks:
              - { name: painted, store: { color: body.color, apiKey: body.key } }
            ---
            { kind: Integrator, name: written, template: desk, callcenterId: CC-1, fields: { site: a.test } }
            """;

    private final MemoryStore store = new MemoryStore();
    private final House one = house();
    private final House other = house();

    private House house() {
        return new House(store, () -> NOON, List.of(SecretSources.stored(store.secrets())));
    }

    @BeforeEach
    void loads_the_desk_on_both() {
        store.secrets().put("house-key", Secret.of("H1"), NOON);
        assertThat(one.load(DOCUMENTS)).isInstanceOf(LoadResult.Accepted.class);
        other.load(DOCUMENTS);
        other.engine.follow();
    }

    @AfterEach
    void closes_both() {
        one.close();
        other.close();
    }

    private static void paint(House house, String name, String body) {
        var request = new Request(
                Method.POST,
                new Origin("https", "pb.test", 443),
                "/hooks/" + name + "/painted",
                List.of(new Pair("Content-Type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(house.engine.receive(request, "").status()).isEqualTo(200);
    }

    private static Tenant tenant(House house, String name) {
        return house.engine.live().orElseThrow().tenant(name).orElseThrow();
    }

    private static String color(Tenant tenant) {
        return Scalars.text(tenant.values().path("color"));
    }

    private String made() {
        return one.engine
                .links()
                .make(Wish.of("desk", "CC-1", Map.of("site", TextNode.valueOf("b.test"))))
                .integrator()
                .orElseThrow()
                .name();
    }

    private String sent(House house, String trigger, String header) {
        house.over(house.fire(trigger, "{}"));
        return house.requests.getLast().header(header).orElse("");
    }

    @Test
    void a_field_that_a_hook_stored_or_cleared_is_the_same_on_both() {
        for (var name : List.of("written", made())) {
            paint(one, name, "{\"color\":\"red\",\"key\":\"K1\"}");
            other.engine.follow();
            assertThat(color(tenant(other, name))).isEqualTo("red");

            paint(other, name, "{\"color\":null}");
            one.engine.follow();
            assertThat(tenant(one, name).values().has("color")).isFalse();
            assertThat(tenant(one, name).values().has("apiKey")).isTrue();
        }
    }

    @Test
    void a_credential_that_was_replaced_on_one_node_is_sent_by_the_other_and_masked_there() {
        paint(one, "written", "{\"key\":\"first-key-0\"}");
        other.engine.follow();
        assertThat(sent(other, "asked", "X-Key")).isEqualTo("first-key-0");

        paint(one, "written", "{\"key\":\"second-key-1\"}");
        other.engine.follow();

        assertThat(sent(other, "asked", "X-Key")).isEqualTo("second-key-1");
        assertThat(tenant(other, "written").masker().mask("it said second-key-1"))
                .doesNotContain("second-key-1");
    }

    @Test
    void a_run_that_is_under_way_and_the_ones_after_it_write_and_read_the_same() {
        var before = tenant(other, "written");
        paint(one, "written", "{\"color\":\"red\"}");

        other.engine.follow();
        before.set("color", () -> {
            store.fields().store("written", "color", Optional.of(TextNode.valueOf("blue")));
            return Optional.of(TextNode.valueOf("blue"));
        });

        assertThat(tenant(other, "written")).isNotSameAs(before);
        assertThat(List.of(color(before), color(tenant(other, "written")))).containsExactly("blue", "blue");
        one.engine.follow();
        assertThat(color(tenant(one, "written"))).isEqualTo("blue");
    }

    @Test
    void a_secret_of_the_installation_that_was_replaced_on_one_node_is_sent_by_the_other() {
        assertThat(sent(other, "signed", "X-House")).isEqualTo("H1");

        store.secrets().put("house-key", Secret.of("H2"), NOON.plusMillis(1));
        one.engine.renew();

        assertThat(other.engine.follow()).get().isInstanceOf(LoadResult.Accepted.class);
        assertThat(sent(other, "signed", "X-House")).isEqualTo("H2");
        assertThat(other.engine.follow()).isEmpty();
        assertThat(one.engine.follow()).isEmpty();
    }

    @Test
    void a_secret_of_the_installation_that_was_replaced_is_taken_with_the_next_reload_of_the_same_documents() {
        assertThat(sent(one, "signed", "X-House")).isEqualTo("H1");
        store.secrets().put("house-key", Secret.of("H2"), NOON.plusMillis(1));

        var result = one.engine.load(one.engine.documents(), "test", Optional.empty());

        assertThat(result)
                .isInstanceOfSatisfying(
                        LoadResult.Accepted.class,
                        taken -> assertThat(taken.changes()).containsExactly("~ secrets"));
        assertThat(sent(one, "signed", "X-House")).isEqualTo("H2");
        assertThat(one.engine.load(one.engine.documents(), "test", Optional.empty()))
                .isInstanceOf(LoadResult.Unchanged.class);
    }

    @Test
    void a_secret_that_was_taken_together_with_other_documents_is_no_news_to_the_next_reload() {
        store.secrets().put("house-key", Secret.of("H2"), NOON.plusMillis(1));
        var texts = new TreeMap<>(one.engine.documents());
        texts.put("note.yaml", "kind: Library\nname: note\nsignatures: {}\n");

        assertThat(one.engine.load(texts, "test", Optional.empty())).isInstanceOf(LoadResult.Accepted.class);

        assertThat(sent(one, "signed", "X-House")).isEqualTo("H2");
        assertThat(one.engine.load(texts, "test", Optional.empty())).isInstanceOf(LoadResult.Unchanged.class);
    }

    @Test
    void what_nobody_wrote_is_not_built_again() {
        other.engine.follow();
        var before = other.engine.live().orElseThrow();

        other.engine.follow();

        assertThat(other.engine.live().orElseThrow()).isSameAs(before);
    }
}

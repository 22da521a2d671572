package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Problem;

/** Integrators whose partner is told the address of a hook. */
class PublicUrlTest {
    private static final String TEMPLATE = """
            kind: Template
            name: forum
            endpoints:
              - { name: register, type: PostData, trigger: link-create, url: "https://forum.example/hooks", body: { url: "{{hooks.changed.url}}" } }
            hooks: [{ name: changed, address: token, trigger: asked }]
            """;

    @Test
    void one_that_is_made_where_nobody_has_said_the_address_is_refused() {
        try (var house = new House()) {
            assertThat(house.load(TEMPLATE)).isInstanceOf(LoadResult.Accepted.class);

            var refused = house.engine.links().make(Wish.of("forum", "CC-1", Map.of()));

            assertThat(refused)
                    .isInstanceOfSatisfying(
                            Linked.Refused.class,
                            found -> assertThat(found.problems())
                                    .extracting(Problem::code)
                                    .containsExactly("PB508"));
            assertThat(house.requests).isEmpty();
        }
    }

    @Test
    void one_that_is_made_where_it_is_known_tells_it() {
        try (var house = new House()) {
            house.load(TEMPLATE + "---\n{ kind: Installation, publicUrl: \"https://pb.acme.example\" }\n");

            assertThat(house.engine.links().make(Wish.of("forum", "CC-1", Map.of())))
                    .isInstanceOf(Linked.Made.class);

            assertThat(new String(house.requests.getLast().body(), StandardCharsets.UTF_8))
                    .startsWith("{\"url\":\"https://pb.acme.example/hooks/forum-");
        }
    }
}

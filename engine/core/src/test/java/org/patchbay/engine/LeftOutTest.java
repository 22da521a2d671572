package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An integrator of the store that would be refused now keeps nobody else from running. */
class LeftOutTest extends ForumLinks {
    private static final String WANTS_MORE = FORUM.replace(
                    "- { name: site }", "- { name: site }\n  - { name: more, type: query }")
            .replace("parameters: [forumKey]", "parameters: [forumKey, more]");

    @Test
    void a_start_leaves_it_out_and_says_so_and_takes_what_comes_later() {
        var name = made("b.test").name();
        try (var next = new House(house.store)) {
            assertThat(next.load(WANTS_MORE))
                    .isInstanceOfSatisfying(
                            LoadResult.Accepted.class,
                            taken -> assertThat(taken.warnings())
                                    .anyMatch(warning -> warning.at().file().equals("store/" + name)
                                            && warning.text().endsWith("is left out")));

            assertThat(next.engine.live().orElseThrow().tenant(name)).isEmpty();
            assertThat(next.load(WANTS_MORE + "# changed\n")).isInstanceOf(LoadResult.Accepted.class);
        }
    }

    @Test
    void it_waits_in_the_store_until_it_fits_again_or_is_let_go() {
        var name = made("b.test").name();
        try (var next = new House(house.store)) {
            next.load(WANTS_MORE);
            next.load(FORUM);
            assertThat(next.engine.live().orElseThrow().tenant(name)).isPresent();
        }
        try (var next = new House(house.store)) {
            next.load(WANTS_MORE);
            next.engine.links().discard(name);
            assertThat(house.store.integrators().find(name)).isEmpty();
        }
    }
}

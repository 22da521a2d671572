package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Integrators.Kept;

/** An integrator of the store that would be refused now keeps nobody else from running; documents that refuse it are refused. */
class LeftOutTest extends ForumLinks {
    private static final String WANTS_MORE = FORUM.replace(
                    "- { name: site }", "- { name: site }\n  - { name: more, type: query }")
            .replace("parameters: [forumKey]", "parameters: [forumKey, more]");

    /** As an older version has taken it. */
    private void keep(String name) {
        var content = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("template", "forum")
                .put("callcenterId", "CC-7")
                .put("host", "127.1");
        house.store.integrators().add(new Kept(name, content, Optional.empty(), 1, Instant.now()));
    }

    @Test
    void a_start_leaves_it_out_and_says_so_and_takes_what_comes_later() {
        keep("old");
        try (var next = new House(house.store)) {
            assertThat(next.load(FORUM + "# changed\n"))
                    .isInstanceOfSatisfying(
                            LoadResult.Accepted.class,
                            taken -> assertThat(taken.warnings())
                                    .anyMatch(warning -> warning.at().file().equals("store/old")
                                            && warning.text().endsWith("is left out")));

            assertThat(next.engine.live().orElseThrow().tenant("old")).isEmpty();
            assertThat(next.load(FORUM + "# changed again\n")).isInstanceOf(LoadResult.Accepted.class);
        }
    }

    @Test
    void it_waits_in_the_store_until_it_is_let_go() {
        keep("old");
        try (var next = new House(house.store)) {
            next.load(FORUM);
            assertThat(house.store.integrators().find("old")).isPresent();

            next.engine.links().discard("old");
            assertThat(house.store.integrators().find("old")).isEmpty();
        }
    }

    @Test
    void documents_that_stop_one_that_was_well_are_refused_at_a_start_too_and_those_before_serve() {
        var name = made("b.test").name();
        try (var next = new House(house.store)) {
            assertThat(next.load(WANTS_MORE)).isInstanceOf(LoadResult.Refused.class);

            assertThat(next.engine.resume()).isPresent();
            assertThat(next.engine.live().orElseThrow().tenant(name)).isPresent();
        }
    }
}

package org.patchbay.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BulkTest {
    private final Bulk bulk = new Bulk(100);

    @Test
    void one_owner_gets_half_and_leaves_the_rest_to_the_others() {
        assertThat(bulk.take("noisy", 50)).isTrue();
        assertThat(bulk.take("noisy", 1)).isFalse();
        assertThat(bulk.take("quiet", 50)).isTrue();
        assertThat(bulk.take("third", 1)).isFalse();
    }

    @Test
    void what_is_given_back_can_be_taken_again_and_what_was_refused_was_never_taken() {
        assertThat(bulk.take("one", 51)).isFalse();
        assertThat(bulk.take("one", 50)).isTrue();
        bulk.give("one", 50);
        assertThat(bulk.take("one", 50)).isTrue();
        assertThat(bulk.take("two", 50)).isTrue();
    }
}

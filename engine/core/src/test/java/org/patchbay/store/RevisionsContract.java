package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Revisions.Kept;

/** What every keeper of revisions does. */
public abstract class RevisionsContract extends StoreContract {
    private static final Map<String, String> DOCUMENTS = Map.of("a.yaml", "name: a\n", "b/c.yaml", "name: ệ\n");

    @Test
    void knows_no_revision_at_first() {
        assertThat(store.revisions().newest()).isEmpty();
        assertThat(store.revisions().find(1)).isEmpty();
        assertThat(store.revisions().list(10)).isEmpty();
    }

    @Test
    void numbers_revisions_from_one_also_when_they_are_the_same() {
        assertThat(store.revisions().keep("h", DOCUMENTS, "ann", NOON)).isEqualTo(1);
        assertThat(store.revisions().keep("h", DOCUMENTS, "ann", NOON)).isEqualTo(2);
    }

    @Test
    void finds_a_revision_with_its_documents() {
        store.revisions().keep("h1", DOCUMENTS, "ann", NOON);
        store.revisions().keep("h2", Map.of("a.yaml", "name: z\n"), "bob", NOON.plusSeconds(1));

        assertThat(store.revisions().find(1)).contains(new Kept(1, "h1", "ann", NOON, DOCUMENTS));
        assertThat(store.revisions().newest())
                .contains(new Kept(2, "h2", "bob", NOON.plusSeconds(1), Map.of("a.yaml", "name: z\n")));
    }

    @Test
    void keeps_a_revision_without_documents() {
        store.revisions().keep("h1", Map.of(), "ann", NOON);

        assertThat(store.revisions().newest()).contains(new Kept(1, "h1", "ann", NOON, Map.of()));
    }

    @Test
    void lists_the_newest_first_without_documents() {
        for (var hash : new String[] {"h1", "h2", "h3"}) {
            store.revisions().keep(hash, DOCUMENTS, "ann", NOON);
        }

        assertThat(store.revisions().list(2))
                .containsExactly(new Kept(3, "h3", "ann", NOON, Map.of()), new Kept(2, "h2", "ann", NOON, Map.of()));
    }

    @Test
    void forgets_old_revisions_but_neither_the_newest_nor_those_that_are_needed() {
        for (var number = 0; number < 4; number++) {
            var documents = Map.of("a.yaml", "name: a\n", "b.yaml", "number: " + number);
            store.revisions().keep("h" + number, documents, "ann", NOON.plusSeconds(number));
        }

        store.revisions().forgetBefore(NOON.plusSeconds(60), Set.of(2L));

        assertThat(store.revisions().list(10)).extracting(Kept::number).containsExactly(4L, 2L);
        assertThat(store.revisions().find(2).orElseThrow().documents()).containsEntry("b.yaml", "number: 1");
        assertThat(store.revisions().newest().orElseThrow().documents())
                .containsEntry("a.yaml", "name: a\n")
                .containsEntry("b.yaml", "number: 3");
        assertThat(store.revisions().find(1)).isEmpty();
        assertThat(store.revisions().keep("h1", Map.of("b.yaml", "number: 0"), "ann", NOON))
                .isEqualTo(5);
        assertThat(store.revisions().find(5).orElseThrow().documents()).containsEntry("b.yaml", "number: 0");
    }

    @Test
    void forgets_no_revision_that_is_young() {
        store.revisions().keep("h1", DOCUMENTS, "ann", NOON);
        store.revisions().keep("h2", DOCUMENTS, "ann", NOON.plusSeconds(1));

        store.revisions().forgetBefore(NOON, Set.of());

        assertThat(store.revisions().list(10)).hasSize(2);
    }
}

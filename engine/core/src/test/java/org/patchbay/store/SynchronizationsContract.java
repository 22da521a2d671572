package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Synchronizations.Count;
import org.patchbay.store.Synchronizations.Cursor;
import org.patchbay.store.Synchronizations.Filter;
import org.patchbay.store.Synchronizations.Item;
import org.patchbay.store.Synchronizations.Kept;
import org.patchbay.store.Synchronizations.Kind;
import org.patchbay.store.Synchronizations.Place;
import org.patchbay.store.Synchronizations.Progress;

/** What every store of synchronizations does. */
public abstract class SynchronizationsContract extends StoreContract {
    private static final Place PEOPLE = new Place("acme", "people", Kind.CONTACTS);
    private static final Place FIRMS = new Place("acme", "firms", Kind.CONTACTS);
    private static final Place STAFF = new Place("acme", "people", Kind.AGENTS);
    private static final Filter CONTACTS = Filter.all("acme", Kind.CONTACTS, 500);

    private static Item item(String id, String name, String... phones) {
        var content = JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
        return new Item(id, content, List.of(phones));
    }

    private static Progress at(JsonNode offset) {
        return new Progress(
                Optional.of(TextNode.valueOf("c1")),
                Optional.of(new Cursor(offset.toString(), offset, Optional.of(context()))),
                new Count(1, 2, 3),
                Optional.of(NOON));
    }

    private static JsonNode context() {
        var context = JsonNodeFactory.instance.objectNode();
        return context.set("n", new BigIntegerNode(new BigInteger("123456789012345678901234567890")));
    }

    private static Progress over() {
        return new Progress(
                Optional.of(TextNode.valueOf("c2")), Optional.empty(), new Count(2, 4, 0), Optional.of(NOON));
    }

    @Test
    void begins_with_nothing() {
        assertThat(store.synchronizations().progress(PEOPLE)).isEqualTo(Progress.NONE);
        assertThat(store.synchronizations().list(CONTACTS)).isEmpty();
    }

    @Test
    void knows_how_far_each_is_with_every_digit() {
        assertThat(store.synchronizations().keep(PEOPLE, List.of(), at(TextNode.valueOf("2")), NOON))
                .isTrue();

        assertThat(store.synchronizations().progress(PEOPLE)).isEqualTo(at(TextNode.valueOf("2")));
        assertThat(store.synchronizations().progress(FIRMS)).isEqualTo(Progress.NONE);
        assertThat(store.synchronizations().progress(STAFF)).isEqualTo(Progress.NONE);
    }

    @Test
    void keeps_each_item_once_in_the_order_in_which_it_first_came() {
        store.synchronizations().keep(PEOPLE, List.of(item("9", "Jo"), item("1", "An")), over(), NOON);
        store.synchronizations().keep(PEOPLE, List.of(item("1", "Anh"), item("5", "Bo")), over(), NOON);

        assertThat(store.synchronizations().list(CONTACTS)).extracting(Kept::id).containsExactly("9", "1", "5");
        assertThat(store.synchronizations().list(CONTACTS))
                .extracting(kept -> kept.content().path("name").asText())
                .containsExactly("Jo", "Anh", "Bo");
    }

    @Test
    void keeps_items_of_different_endpoints_kinds_and_integrators_apart() {
        store.synchronizations().keep(PEOPLE, List.of(item("1", "An")), over(), NOON);
        store.synchronizations().keep(FIRMS, List.of(item("1", "Acme")), over(), NOON);
        store.synchronizations().keep(STAFF, List.of(item("1", "Lan")), over(), NOON);

        assertThat(store.synchronizations().list(CONTACTS))
                .extracting(Kept::place)
                .containsExactly(PEOPLE, FIRMS);
        assertThat(store.synchronizations().list(Filter.all("acme", Kind.AGENTS, 9)))
                .hasSize(1);
        assertThat(store.synchronizations().list(Filter.all("other", Kind.CONTACTS, 9)))
                .isEmpty();
    }

    @Test
    void says_when_an_item_changed_and_not_when_it_came_again() {
        store.synchronizations().keep(PEOPLE, List.of(item("1", "An"), item("2", "Bo")), over(), NOON);
        store.synchronizations().keep(PEOPLE, List.of(item("1", "An"), item("2", "Bob")), over(), NOON.plusSeconds(60));

        assertThat(store.synchronizations().list(CONTACTS))
                .extracting(Kept::changedAt)
                .containsExactly(NOON, NOON.plusSeconds(60));
        assertThat(store.synchronizations().list(changedSince(60)))
                .extracting(Kept::id)
                .containsExactly("2");
    }

    private static Filter changedSince(int seconds) {
        return new Filter("acme", Kind.CONTACTS, Optional.empty(), Optional.of(NOON.plusSeconds(seconds)), 0, 500);
    }

    @Test
    void finds_items_by_the_numbers_they_have_now() {
        store.synchronizations()
                .keep(PEOPLE, List.of(item("1", "An", "+84901", "+84902"), item("2", "Bo", "+84901")), over(), NOON);
        store.synchronizations().keep(PEOPLE, List.of(item("2", "Bob", "+84903")), over(), NOON);

        assertThat(store.synchronizations().list(withPhone("+84901")))
                .extracting(Kept::id)
                .containsExactly("1");
        assertThat(store.synchronizations().list(withPhone("+84903")))
                .extracting(Kept::id)
                .containsExactly("2");
        assertThat(store.synchronizations().list(withPhone("+8490"))).isEmpty();
    }

    private static Filter withPhone(String phone) {
        return new Filter("acme", Kind.CONTACTS, Optional.of(phone), Optional.empty(), 0, 500);
    }

    @Test
    void gives_a_page_and_then_what_follows_it() {
        store.synchronizations()
                .keep(PEOPLE, List.of(item("1", "An"), item("2", "Bo"), item("3", "Chi")), over(), NOON);

        var first = store.synchronizations().list(Filter.all("acme", Kind.CONTACTS, 2));
        var second = store.synchronizations()
                .list(new Filter(
                        "acme",
                        Kind.CONTACTS,
                        Optional.empty(),
                        Optional.empty(),
                        first.getLast().number(),
                        2));

        assertThat(first).extracting(Kept::id).containsExactly("1", "2");
        assertThat(second).extracting(Kept::id).containsExactly("3");
    }

    @Test
    void goes_round_in_no_circle() {
        store.synchronizations().keep(PEOPLE, List.of(), at(TextNode.valueOf("2")), NOON);
        store.synchronizations().keep(PEOPLE, List.of(), at(TextNode.valueOf("3")), NOON);

        var again = store.synchronizations().keep(PEOPLE, List.of(item("1", "An")), at(TextNode.valueOf("2")), NOON);

        assertThat(again).isFalse();
        assertThat(store.synchronizations().list(CONTACTS)).hasSize(1);
        assertThat(store.synchronizations().progress(PEOPLE))
                .isEqualTo(at(TextNode.valueOf("2")).anew());
    }

    @Test
    void may_go_where_an_earlier_synchronization_went() {
        store.synchronizations().keep(PEOPLE, List.of(), at(TextNode.valueOf("2")), NOON);
        store.synchronizations().keep(PEOPLE, List.of(), over(), NOON);

        assertThat(store.synchronizations().keep(PEOPLE, List.of(), at(TextNode.valueOf("2")), NOON))
                .isTrue();
    }

    @Test
    void lets_go_of_what_an_integrator_had() {
        store.synchronizations().keep(PEOPLE, List.of(item("1", "An", "+84901")), at(TextNode.valueOf("2")), NOON);

        store.synchronizations().forget("acme");

        assertThat(store.synchronizations().list(CONTACTS)).isEmpty();
        assertThat(store.synchronizations().list(withPhone("+84901"))).isEmpty();
        assertThat(store.synchronizations().progress(PEOPLE)).isEqualTo(Progress.NONE);
    }
}

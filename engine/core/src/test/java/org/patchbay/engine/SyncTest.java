package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Step;
import org.patchbay.store.Synchronizations.Filter;
import org.patchbay.store.Synchronizations.Kept;
import org.patchbay.store.Synchronizations.Kind;
import org.patchbay.store.Synchronizations.Place;
import org.patchbay.store.Synchronizations.Progress;

/** Synchronizations as the platform of the seed systems runs them (T15, T16, T23 to T27, T34). */
class SyncTest {
    private static final Place CONTACTS = new Place("acme", "contact_sync", Kind.CONTACTS);

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private void load() {
        load("sync: { items: contacts.*, nextOffset: next_offset, checkpoint: checkpoint, context: context }");
    }

    private void load(String keys) {
        var accepted = house.load("""
                kind: Template
                name: bridge
                endpoints:
                  - name: contact_sync
                    type: GetData
                    method: POST
                    trigger: contacts-sync
                    url: /contact_sync
                    retry: { schedule: [1ms, 1ms], within: 1m }
                    parameters:
                      - { name: offset, type: body, key: meta.offset, from: sync.offset, required: false }
                      - { name: checkpoint, type: body, key: meta.checkpoint, from: sync.checkpoint, required: false }
                      - { name: context, type: body, key: meta.context, from: sync.context, required: false }
                      - { name: page, type: query, from: body.page, required: false }
                    %s
                ---
                { kind: Integrator, name: acme, template: bridge, callcenterId: CC-1, host: crm.test, country: VN }
                """.formatted(keys));
        assertThat(accepted).isInstanceOf(LoadResult.Accepted.class);
    }

    private static Function<Request, Reply> inTurn(String... bodies) {
        var left = new ArrayList<>(List.of(bodies));
        return _ -> left.getFirst().startsWith("5")
                ? reply(Integer.parseInt(left.removeFirst()), "{}")
                : reply(200, left.removeFirst());
    }

    private Execution synchronize(Function<Request, Reply> partner) {
        return house.over(house.answering(partner).fire("contacts-sync", "{}"));
    }

    private List<String> bodies() {
        return house.requests.stream()
                .map(request -> new String(request.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<Kept> contacts() {
        return house.store.synchronizations().list(Filter.all("acme", Kind.CONTACTS, 500));
    }

    private Progress progress() {
        return house.store.synchronizations().progress(CONTACTS);
    }

    private static final String FIRST = """
            {"next_offset":{"after":12345678901234567890},"context":[1.10],"checkpoint":"no",
             "contacts":[{"id":7,"name":"An","phones":["0901234567"]}]}""";
    private static final String LAST = """
            {"checkpoint":"2012-11-20 23:05:00 UTC","contacts":[{"id":"8","name":"Bo"}]}""";

    @Test
    void goes_page_by_page_with_offset_and_context_and_keeps_the_last_checkpoint() {
        load();

        var execution = synchronize(inTurn(FIRST, LAST));

        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(bodies())
                .containsExactly("{}", "{\"meta\":{\"offset\":{\"after\":12345678901234567890},\"context\":[1.10]}}");
        assertThat(contacts()).extracting(Kept::id).containsExactly("7", "8");
        assertThat(contacts().getFirst().content())
                .hasToString("{\"id\":\"7\",\"name\":\"An\",\"phones\":[\"0901234567\"]}");
        assertThat(progress().checkpoint()).contains(TextNode.valueOf("2012-11-20 23:05:00 UTC"));
        assertThat(progress().cursor()).isEmpty();
    }

    @Test
    void begins_the_next_time_at_the_checkpoint() {
        load();
        synchronize(inTurn(FIRST, LAST));
        house.requests.clear();

        synchronize(inTurn("{\"next_offset\":\"3\",\"contacts\":[]}", "{\"contacts\":[]}"));

        assertThat(bodies())
                .containsExactly(
                        "{\"meta\":{\"checkpoint\":\"2012-11-20 23:05:00 UTC\"}}",
                        "{\"meta\":{\"offset\":\"3\",\"checkpoint\":\"2012-11-20 23:05:00 UTC\"}}");
        assertThat(progress().checkpoint()).contains(TextNode.valueOf("2012-11-20 23:05:00 UTC"));
    }

    @Test
    void fetches_all_of_them_again_where_a_partner_has_no_checkpoints() {
        load();
        synchronize(inTurn("{\"contacts\":[{\"id\":1,\"name\":\"An\"}]}"));

        synchronize(inTurn("{\"contacts\":[{\"id\":1,\"name\":\"An\"},{\"id\":2,\"name\":\"Bo\"}]}"));

        assertThat(bodies()).containsExactly("{}", "{}");
        assertThat(contacts()).extracting(Kept::id).containsExactly("1", "2");
    }

    @Test
    void tries_a_page_again_with_its_own_number_of_tries() {
        load();

        var execution = synchronize(inTurn("503", "503", FIRST, "503", "503", LAST));

        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(contacts()).hasSize(2);
        assertThat(bodies().subList(3, 6)).containsOnly(bodies().get(3));
    }

    @Test
    void goes_on_where_it_stood_when_the_partner_was_down_for_too_long() {
        load();
        var failed = synchronize(inTurn(FIRST, "503", "503", "503"));
        house.requests.clear();

        synchronize(inTurn(LAST));

        assertThat(failed.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(bodies())
                .containsExactly("{\"meta\":{\"offset\":{\"after\":12345678901234567890},\"context\":[1.10]}}");
        assertThat(contacts()).hasSize(2);
    }

    @Test
    void begins_anew_where_the_partner_no_longer_knows_the_offset() {
        load();
        synchronize(request -> body(request).has("meta") ? reply(410, "{}") : reply(200, FIRST));
        house.requests.clear();

        synchronize(inTurn(LAST));

        assertThat(bodies()).containsExactly("{}");
    }

    private static JsonNode body(Request request) {
        return House.json(new String(request.body(), StandardCharsets.UTF_8));
    }

    @Test
    void stops_where_an_offset_comes_again_and_keeps_what_came() {
        load();

        var execution = synchronize(request -> reply(200, """
                {"next_offset":"%s","contacts":[{"id":%d,"name":"An"}]}""".formatted(
                        body(request).at("/meta/offset").asText().equals("a") ? "b" : "a", house.requests.size())));

        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(house.requests).hasSize(3);
        assertThat(contacts()).hasSize(3);
        assertThat(progress().cursor()).isEmpty();
        assertThat(execution.steps().getLast().problem().orElseThrow().message())
                .contains("page 3 leads to an earlier page");
    }

    @Test
    void leaves_out_elements_without_id_or_name_and_says_how_many() {
        load();

        var execution = synchronize(inTurn("""
                {"contacts":[{"id":1,"name":"An"},{"id":2},{"name":"Bo"},{"id":" ","name":"Chi"},7]}"""));

        assertThat(contacts()).extracting(Kept::id).containsExactly("1");
        assertThat(execution.steps().getLast().result()).hasToString("{\"pages\":1,\"items\":1,\"leftOut\":4}");
    }

    @Test
    void fails_where_no_element_of_a_page_is_a_contact() {
        load();

        var execution = synchronize(inTurn("{\"contacts\":[{\"nr\":1}]}"));

        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(execution.steps().getLast().problem().orElseThrow().message())
                .isEqualTo("element 1 of the page has no `id`");
    }

    @Test
    void makes_items_of_the_elements_as_each_says() {
        load("sync: { items: { path: users.*, each: { id: nr, name: full, phones: [mobile, home] } } }");

        synchronize(inTurn("""
                {"users":[{"nr":12345678901234567890123,"full":"An","mobile":"090 123 45 67"}]}"""));

        assertThat(contacts().getFirst().content())
                .hasToString("{\"id\":\"12345678901234567890123\",\"name\":\"An\",\"phones\":[\"090 123 45 67\"]}");
    }

    @Test
    void synchronizes_a_partner_that_knows_only_offsets() {
        house.load("""
                kind: Template
                name: bridge
                endpoints:
                  - name: contact_sync
                    type: GetData
                    trigger: contacts-sync
                    url: /users
                    parameters: [{ name: offset, type: query, from: page.offset }]
                    pages: { by: offset, total: total }
                    sync: { items: users.* }
                ---
                { kind: Integrator, name: acme, template: bridge, callcenterId: CC-1, host: crm.test }
                """);

        var execution = synchronize(inTurn(
                "{\"total\":3,\"users\":[{\"id\":1,\"name\":\"A\"},{\"id\":2,\"name\":\"B\"}]}",
                "{\"total\":3,\"users\":[{\"id\":3,\"name\":\"C\"}]}"));

        assertThat(house.urls())
                .containsExactly("GET https://crm.test/users?offset=0", "GET https://crm.test/users?offset=2");
        assertThat(contacts()).hasSize(3);
        assertThat(execution.steps()).extracting(Step::status).containsExactly(Step.Status.SUCCEEDED);
    }
}

package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Step;

/** Pages by link, cursor, offset and number, in query, header and body. */
class PagesTest {
    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    /** Asks for all of {@code items} with these keys of the endpoint, from a partner that answers one request after the other. */
    private Answer ask(String keys, Function<Request, Reply> partner) {
        house.load("""
                kind: Template
                name: crm
                parameters:
                  - { name: apiKey, type: header, key: X-Api-Key, secret: true }
                  - { name: token, type: query, key: access_token, value: "{{integrator.apiKey}}", secret: true }
                defaults: { parameters: [apiKey] }
                endpoints:
                  - name: find
                    type: GetData
                    trigger: contact-view
                    url: /items
                    %s
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test, fields: { apiKey: K1 } }
                """.formatted(keys.strip().replace("\n", "\n    ")));
        return house.answering(partner).fire("contact-view", "{}");
    }

    private static List<Reply> replies(String... bodies) {
        return List.of(bodies).stream().map(body -> reply(200, body)).toList();
    }

    private static Function<Request, Reply> inTurn(List<Reply> replies) {
        var left = new ArrayList<>(replies);
        return _ -> left.removeFirst();
    }

    private static Answer.StepAnswer step(Answer answer) {
        return answer.results().get("acme").get("find");
    }

    private static JsonNode result(Answer answer) {
        assertThat(step(answer).problem()).isEmpty();
        return step(answer).data();
    }

    @Test
    void asks_with_the_cursor_until_there_is_none() {
        var answer = ask("""
                parameters: [{ name: after, type: query, from: page.next, required: false }]
                pages: { by: cursor, next: meta.next }
                result: { items: items.*, total: meta.total }
                """, inTurn(replies("""
                {"items":[1,2],"meta":{"next":"a b+c","total":5}}""", """
                {"items":[3],"meta":{"next":7,"total":5}}""", """
                {"items":[4,5],"meta":{"next":null,"total":6}}""")));

        assertThat(house.urls())
                .containsExactly(
                        "GET https://crm.test/items",
                        "GET https://crm.test/items?after=a%20b%2Bc",
                        "GET https://crm.test/items?after=7");
        assertThat(result(answer)).hasToString("{\"items\":[1,2,3,4,5],\"total\":6}");
    }

    @Test
    void sends_the_cursor_in_the_body_with_its_type_and_all_its_digits() {
        ask("""
                method: POST
                parameters: [{ name: cursor, type: body, key: paging.cursor, from: page.next, required: false }]
                pages: { by: cursor, next: next }
                result: { items: items.* }
                """, inTurn(replies("""
                {"items":[1],"next":{"id":12345678901234567890123,"at":1.10}}""", """
                {"items":[2]}""")));

        assertThat(house.requests)
                .extracting(request -> new String(request.body(), StandardCharsets.UTF_8))
                .containsExactly("{}", "{\"paging\":{\"cursor\":{\"id\":12345678901234567890123,\"at\":1.10}}}");
    }

    @Test
    void sends_the_cursor_in_a_header_and_takes_it_from_one() {
        var first = new Reply(
                200,
                List.of(new Pair("Content-Type", "application/json"), new Pair("X-Next", "k2")),
                "[1]".getBytes(StandardCharsets.UTF_8));

        var answer = ask("""
                parameters: [{ name: cursor, type: header, key: X-From, from: page.next, required: false }]
                pages: { by: cursor, next: { header: x-next } }
                result: { items: "*" }
                """, inTurn(List.of(first, reply(200, "[2]"))));

        assertThat(house.requests)
                .extracting(request -> request.header("X-From"))
                .containsExactly(Optional.empty(), Optional.of("k2"));
        assertThat(result(answer).path("items")).hasToString("[1,2]");
    }

    @Test
    void takes_a_cursor_out_of_an_address() {
        ask("""
                parameters: [{ name: cursor, type: query, from: page.next, required: false }]
                pages: { by: cursor, next: { path: links.next, match: "cursor=([^&]+)" } }
                result: { items: items.* }
                """, inTurn(replies("""
                {"items":[1],"links":{"next":"/items?limit=1&cursor=x1"}}""", """
                {"items":[2],"links":{}}""")));

        assertThat(house.urls()).last().isEqualTo("GET https://crm.test/items?cursor=x1");
    }

    @Test
    void moves_the_offset_by_what_came_where_the_partner_caps_its_pages() {
        var answer = ask("""
                parameters: [{ name: offset, type: query, from: page.offset }]
                hardParams: { query: { limit: 500 } }
                pages: { by: offset, total: total_count }
                result: { items: items.* }
                """, inTurn(replies("""
                {"items":[1,2],"total_count":3}""", """
                {"items":[3],"total_count":"3"}""")));

        assertThat(house.urls())
                .containsExactly(
                        "GET https://crm.test/items?offset=0&limit=500",
                        "GET https://crm.test/items?offset=2&limit=500");
        assertThat(result(answer).path("items")).hasToString("[1,2,3]");
    }

    @Test
    void moves_the_offset_by_the_size_where_one_is_written_and_sends_it() {
        ask("""
                parameters: [{ name: skip, type: query, from: page.offset }, { name: top, type: query, from: page.size }]
                pages: { by: offset, size: 10, first: 1 }
                result: { items: items.* }
                """, inTurn(replies("{\"items\":[1]}", "{\"items\":[2]}", "{\"items\":[]}")));

        assertThat(house.urls())
                .containsExactly(
                        "GET https://crm.test/items?skip=1&top=10",
                        "GET https://crm.test/items?skip=11&top=10",
                        "GET https://crm.test/items?skip=21&top=10");
    }

    @Test
    void counts_pages_from_one_until_one_is_empty() {
        var answer = ask("""
                parameters: [{ name: page, type: query, from: page.number }]
                pages: { by: page }
                result: { items: items.* }
                """, inTurn(replies("{\"items\":[1]}", "{\"items\":[2]}", "{\"items\":[]}")));

        assertThat(house.urls()).last().isEqualTo("GET https://crm.test/items?page=3");
        assertThat(result(answer).path("items")).hasToString("[1,2]");
    }

    @Test
    void stops_where_the_partner_says_that_there_is_no_more() {
        ask("""
                parameters: [{ name: page, type: query, from: page.number }]
                pages: { by: page, first: 0, next: has_more }
                result: { items: items.* }
                """, inTurn(replies("{\"items\":[1],\"has_more\":true}", "{\"items\":[2],\"has_more\":false}")));

        assertThat(house.urls())
                .containsExactly("GET https://crm.test/items?page=0", "GET https://crm.test/items?page=1");
    }

    @Test
    void follows_the_link_header_with_the_same_headers() {
        var first = new Reply(
                200,
                List.of(
                        new Pair("Content-Type", "application/json"),
                        new Pair("Link", "</first>; rel=\"first\""),
                        new Pair("link", "<?page=2&q=a%20b>; title=\"a, b\"; rel=\"last NEXT\", </z>; rel=last")),
                "[1]".getBytes(StandardCharsets.UTF_8));

        var answer = ask("""
                parameters: [token]
                pages: { by: link }
                result: { items: "*" }
                """, inTurn(List.of(first, reply(200, "[2]"))));

        assertThat(house.urls())
                .containsExactly(
                        "GET https://crm.test/items?access_token=K1",
                        "GET https://crm.test/items?page=2&q=a%20b&access_token=K1");
        assertThat(house.requests)
                .extracting(request -> request.header("X-Api-Key"))
                .containsOnly(Optional.of("K1"));
        assertThat(result(answer).path("items")).hasToString("[1,2]");
    }

    @Test
    void sends_nothing_to_another_host_that_a_link_names() {
        var answer = ask("""
                pages: { by: link, next: next }
                result: { items: items.* }
                """, inTurn(replies("{\"items\":[1],\"next\":\"https://evil.test/items?page=2\"}")));

        assertThat(house.requests).hasSize(1);
        assertThat(step(answer).status()).isEqualTo(Step.Status.FAILED);
        assertThat(step(answer).problem().orElseThrow().code().word()).isEqualTo("upstream-blocked");
    }

    @Test
    void keeps_https_where_a_partner_behind_a_proxy_names_itself_by_http() {
        ask("""
                pages: { by: link, next: next }
                result: { items: items.* }
                """, inTurn(replies("{\"items\":[1],\"next\":\"http://crm.test/items?page=2\"}", "{\"items\":[2]}")));

        assertThat(house.urls()).last().isEqualTo("GET https://crm.test/items?page=2");
    }

    @Test
    void stops_with_an_error_where_a_cursor_comes_again() {
        var answer = ask(
                """
                parameters: [{ name: after, type: query, from: page.next, required: false }]
                pages: { by: cursor, next: next, max: 1000 }
                result: { items: items.* }
                """,
                request -> reply(
                        200,
                        request.target().endsWith("=a")
                                ? "{\"items\":[2],\"next\":\"b\"}"
                                : "{\"items\":[1],\"next\":\"a\"}"));

        assertThat(house.requests).hasSize(3);
        assertThat(step(answer).problem().orElseThrow().message())
                .isEqualTo("page 3 names the cursor of an earlier page again; nothing of it is used");
    }

    @Test
    void fetches_no_more_pages_than_the_most() {
        var answer = ask("""
                parameters: [{ name: page, type: query, from: page.number }]
                pages: { by: page, max: 3 }
                result: { items: items.* }
                """, _ -> reply(200, "{\"items\":[0]}"));

        assertThat(house.requests).hasSize(3);
        assertThat(result(answer).path("items")).hasToString("[0,0,0]");
    }

    @Test
    void looks_for_one_or_many_in_all_pages_together() {
        var answer = ask(
                """
                parameters: [{ name: page, type: query, from: page.number }]
                pages: { by: page }
                result: { items: { path: items.*, each: { id: id, at: at } } }
                match: { of: items, many: newest, by: at }
                """,
                inTurn(replies(
                        "{\"items\":[{\"id\":1,\"at\":5}]}", "{\"items\":[{\"id\":2,\"at\":9}]}", "{\"items\":[]}")));

        assertThat(answer.match()).contains("one");
        assertThat(result(answer).at("/matched/id").asInt()).isEqualTo(2);
        assertThat(result(answer).path("items")).hasSize(2);
    }

    @Test
    void counts_an_element_of_xml_alone_as_one() {
        var answer = ask(
                """
                responseFormat: xml
                parameters: [{ name: offset, type: query, from: page.offset }]
                pages: { by: offset, total: items.@total }
                result: { items: { path: items.item.*, each: { id: id } } }
                """,
                inTurn(replies(
                        "<items total='3'><item><id>1</id></item><item><id>2</id></item></items>",
                        "<items total='3'><item><id>3</id></item></items>")));

        assertThat(house.urls()).last().isEqualTo("GET https://crm.test/items?offset=2");
        assertThat(result(answer).path("items").findValuesAsText("id")).containsExactly("1", "2", "3");
    }

    @Test
    void is_a_failure_as_a_whole_where_a_page_fails() {
        var answer = ask("""
                parameters: [{ name: page, type: query, from: page.number }]
                pages: { by: page }
                result: { items: items.* }
                """, inTurn(List.of(reply(200, "{\"items\":[1]}"), reply(404, "{}"))));

        assertThat(step(answer).status()).isEqualTo(Step.Status.FAILED);
        assertThat(step(answer).data()).isEmpty();
    }

    @Test
    void shows_every_page_in_the_execution() {
        var answer = ask("""
                parameters: [{ name: page, type: query, from: page.number }]
                pages: { by: page }
                result: { items: items.* }
                """, inTurn(replies("{\"items\":[1]}", "{\"items\":[2]}", "{\"items\":[]}")));

        assertThat(house.over(answer).steps())
                .extracting(step -> step.request().orElseThrow().url())
                .containsExactly(
                        "https://crm.test/items?page=1",
                        "https://crm.test/items?page=2",
                        "https://crm.test/items?page=3");
    }

    @Test
    void refuses_pages_that_nothing_in_the_request_asks_for() {
        var refused = (LoadResult.Refused) house.load("""
                kind: Template
                name: crm
                endpoints:
                  - name: find
                    type: GetData
                    trigger: contact-view
                    url: /items
                    pages: { by: cursor, next: next }
                    result: { items: items.* }
                """);

        assertThat(refused.findings()).extracting(problem -> problem.code()).contains("PB204");
    }
}

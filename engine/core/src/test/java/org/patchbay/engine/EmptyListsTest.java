package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a card says of a list in which nothing stands. */
class EmptyListsTest {
    private static final String DESK = """
            kind: Template
            name: desk
            endpoints:
              - { name: tickets, type: GetData, trigger: call-start, url: /tickets, result: { open: "data.*" } }
            iframe:
              title: Tickets
              list: { of: result.tickets.open, item: "{{item.id}}", empty: No open ticket }
            ---
            { kind: Integrator, name: acme, template: desk, callcenterId: CC-1, host: desk.test }
            """;

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private String said(int status, String body) {
        house.answering(_ -> reply(status, body)).load(DESK);
        var card = house.fire("call-start", "{}").iframe().getFirst();
        assertThat(card.path("title").asText()).isEqualTo("Tickets");
        return card.at("/list/empty").asText();
    }

    @Test
    void a_partner_that_answers_with_an_empty_list_or_without_one_has_nothing() {
        assertThat(said(200, "{\"data\":[]}")).isEqualTo("No open ticket");
        assertThat(said(200, "{}")).isEqualTo("No open ticket");
    }

    @Test
    void of_a_partner_that_did_not_answer_nobody_is_told_that_it_has_nothing() {
        assertThat(said(404, "{}")).isEmpty();
    }
}

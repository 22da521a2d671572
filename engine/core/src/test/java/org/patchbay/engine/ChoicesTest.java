package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Choices.Choice;

/** Two contacts with one phone number: the agent says which one is meant. */
class ChoicesTest {
    private static final String CRM = """
            kind: Template
            name: crm
            endpoints:
              - name: find
                type: GetData
                trigger: call-start
                url: /contacts
                result: { contacts: items }
                match: { of: contacts, many: ask }
                remember: { contactId: matched.id }
              - name: tickets
                type: GetData
                trigger: call-start
                url: "/contacts/{id}/tickets"
                parameters: [{ name: id, type: path, from: result.find.matched.id }]
                result: { tickets: tickets }
              - { name: weather, type: GetData, trigger: call-start, url: /weather }
              - name: log
                type: PostData
                trigger: call-end
                url: /logs
                body: { contact: "{{call.contactId?}}" }
            iframe:
              title: "{{result.find.matched.name}}"
              list: { of: result.tickets.tickets, item: "{{item.subject}}" }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
            """;

    private static final String BEHIND = """
            ---
            kind: Template
            name: notes
            endpoints:
              - { name: who, type: GetData, trigger: call-missed, delivery: background, url: /contacts, result: { contacts: items }, match: contacts }
              - { name: sky, type: GetData, trigger: call-missed, delivery: background, url: /sky, result: { color: color } }
              - { name: asked, type: PostData, trigger: call-missed, after: who, url: /asked }
              - name: note
                type: PostData
                trigger: call-missed
                after: [sky, asked]
                url: /notes
                parameters:
                  - { name: contact, type: body, from: result.who.matched.id, format: text }
                  - { name: sky, type: body, from: result.sky.color }
            ---
            { kind: Integrator, name: behind, template: notes, callcenterId: CC-1, host: notes.test }
            """;

    private final House house = new House();

    @BeforeEach
    void two_contacts_have_the_number() {
        house.answering(request -> switch (request.target()) {
                    case "/contacts" ->
                        reply(200, "{\"items\":[{\"id\":7,\"name\":\"An\"},{\"id\":8,\"name\":\"Binh\"}]}");
                    case "/sky" -> reply(200, "{\"color\":\"blue\"}");
                    case "/contacts/8/tickets" -> reply(200, "{\"tickets\":[{\"subject\":\"Late parcel\"}]}");
                    default -> reply(200, "{}");
                })
                .load(CRM);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Chosen choose(String endpoint, String id) {
        return choose("c-1", endpoint, id);
    }

    private Chosen choose(String callId, String endpoint, String id) {
        return choose(callId, endpoint, id, "acme");
    }

    private Chosen choose(String callId, String endpoint, String id, String integrator) {
        var tenant = house.engine.live().orElseThrow().tenant(integrator).orElseThrow();
        return house.engine.choose(tenant, callId, new Choice(endpoint, id), Optional.empty());
    }

    private Answer chosen(String id) {
        return ((Chosen.Answered) choose("find", id)).answer();
    }

    private long sent(String path) {
        return house.requests.stream()
                .filter(request -> request.target().equals(path))
                .count();
    }

    @Test
    void what_waited_for_the_choice_runs_and_the_rest_does_not_run_again() {
        var first = house.fire("call-start", "{\"callId\":\"c-1\"}");
        var then = chosen("8");

        assertThat(first.match()).contains("many");
        assertThat(first.results().get("acme").get("tickets").status()).isEqualTo(Step.Status.SKIPPED);
        assertThat(then.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(then.match()).contains("one");
        assertThat(then.iframe().getFirst().toString())
                .contains("\"title\":\"Binh\"")
                .contains("Late parcel");
        assertThat(sent("/contacts")).isOne();
        assertThat(sent("/weather")).isOne();
    }

    @Test
    void a_choice_is_open_too_when_nobody_waited_for_the_question() {
        house.load(CRM + BEHIND);

        house.over(house.fire("call-missed", "{\"callId\":\"c-1\"}"));
        var then = ((Chosen.Answered) choose("c-1", "who", "8", "behind")).answer();
        house.over(then);
        var again = ((Chosen.Answered) choose("c-1", "who", "8", "behind")).answer();

        assertThat(again.executionId()).isEqualTo(then.executionId());
        assertThat(house.requests.getLast().target()).isEqualTo("/notes");
        assertThat(new String(house.requests.getLast().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"contact\":\"8\",\"sky\":\"blue\"}");
        assertThat(sent("/contacts")).isOne();
        assertThat(sent("/sky")).isOne();
        assertThat(sent("/asked")).isOne();
        assertThat(sent("/notes")).isOne();
    }

    @Test
    void later_events_of_the_call_know_who_was_chosen() {
        house.fire("call-start", "{\"callId\":\"c-1\"}");
        chosen("8");

        house.over(house.fire("call-end", "{\"callId\":\"c-1\"}"));

        assertThat(new String(house.requests.getLast().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"contact\":\"8\"}");
    }

    @Test
    void the_same_choice_once_more_gets_the_same_answer_and_another_one_runs() {
        house.fire("call-start", "{\"callId\":\"c-1\"}");

        var first = chosen("8");

        assertThat(chosen("8").executionId()).isEqualTo(first.executionId());
        assertThat(sent("/contacts/8/tickets")).isOne();
        assertThat(chosen("7").iframe().getFirst().path("title").asText()).isEqualTo("An");
        assertThat(sent("/contacts/7/tickets")).isOne();
    }

    @Test
    void a_choice_that_nobody_has_is_refused() {
        assertThat(choose("find", "8")).isInstanceOf(Chosen.NothingOpen.class);

        house.fire("call-start", "{\"callId\":\"c-1\"}");

        assertThat(choose("find", "9")).isEqualTo(new Chosen.NoSuch(List.of("7", "8")));
        assertThat(choose("tickets", "8")).isInstanceOf(Chosen.NothingOpen.class);
        assertThat(sent("/contacts/8/tickets")).isZero();
    }

    @Test
    void a_choice_that_came_to_nothing_can_be_made_again() {
        var down = new AtomicBoolean(true);
        house.answering(request -> switch (request.target()) {
            case "/contacts" -> reply(200, "{\"items\":[{\"id\":7,\"name\":\"An\"},{\"id\":8,\"name\":\"Binh\"}]}");
            case "/contacts/8/tickets" -> down.get() ? reply(422, "{}") : reply(200, "{\"tickets\":[]}");
            default -> reply(200, "{}");
        });
        house.fire("call-start", "{\"callId\":\"c-1\"}");

        var first = chosen("8");
        down.set(false);
        var again = chosen("8");

        assertThat(first.results().get("acme").get("tickets").status()).isEqualTo(Step.Status.FAILED);
        assertThat(again.executionId()).isNotEqualTo(first.executionId());
        assertThat(again.results().get("acme").get("tickets").status()).isEqualTo(Step.Status.SUCCEEDED);
    }

    /** Many times: one alone may miss the moment between looking and writing down. */
    @Test
    void many_who_choose_the_same_at_the_same_time_run_it_once() {
        for (var call = 1; call <= 40; call++) {
            var callId = "c-" + call;
            house.fire("call-start", "{\"callId\":\"" + callId + "\"}");
            var together = new CyclicBarrier(8);
            var ids = new ArrayList<Future<String>>();
            try (var threads = Executors.newFixedThreadPool(8)) {
                for (var agent = 0; agent < 8; agent++) {
                    ids.add(threads.submit(() -> {
                        together.await();
                        return ((Chosen.Answered) choose(callId, "find", "8"))
                                .answer()
                                .executionId();
                    }));
                }
            }

            assertThat(ids.stream().map(Future::resultNow).distinct()).hasSize(1);
        }

        assertThat(sent("/contacts/8/tickets")).isEqualTo(40);
    }

    @Test
    void nothing_is_chosen_for_an_integrator_that_was_stopped() {
        house.fire("call-start", "{\"callId\":\"c-1\"}");
        var tenant = house.engine.live().orElseThrow().tenant("acme").orElseThrow();
        house.engine.connections().disable(tenant, "by a person");

        assertThat(choose("find", "8")).isInstanceOf(Chosen.NothingOpen.class);
        assertThat(sent("/contacts/8/tickets")).isZero();
    }
}

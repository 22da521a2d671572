package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.patchbay.engine.House.reply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.engine.CallFile.Ahead;
import org.patchbay.engine.CallFile.Pending;
import org.patchbay.exchange.Execution;
import org.patchbay.spi.TransportFailure;
import org.patchbay.store.Letter;

/** What is put together of a call, and which calls are found. */
class CallFilesTest {
    private static final String CRM = """
            kind: Template
            name: crm
            budgets: { call-start: { hard: 2s } }
            endpoints:
              - { name: login, type: Auth, url: /login, responseType: { token: token } }
              - name: findContact
                type: GetData
                trigger: call-start
                url: /contacts
                parameters: [{ name: phone, type: query }]
                result: { id: id }
                remember: { contactId: id }
              - { name: saveLog, type: PostData, trigger: call-end, url: /logs }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test, country: VN }
            ---
            { kind: Integrator, name: beta, template: crm, callcenterId: CC-2, host: crm.test, country: VN }
            """;

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private CallFile file(String callId) {
        return new CallFiles(house.engine).find("CC-1", callId).orElseThrow();
    }

    private void ring(String callCentre, String callId, String phone, String agent) {
        house.fire(
                callCentre,
                "call-start",
                "{\"callId\":\"%s\",\"phone\":\"%s\",\"agent\":{\"email\":\"%s\"}}".formatted(callId, phone, agent));
    }

    private static CallSearch all(int limit, Optional<String> before) {
        return new CallSearch(
                Optional.of("CC-1"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                before,
                limit);
    }

    private List<String> found(Optional<String> phone, Optional<String> agent, Map<String, String> values) {
        var search = new CallSearch(
                Optional.of("CC-1"),
                Optional.empty(),
                Optional.empty(),
                phone,
                agent,
                values,
                Optional.empty(),
                Optional.empty(),
                50);
        return ids(search.in(house.engine));
    }

    private static List<String> ids(CallSearch.Page page) {
        return page.calls().stream().map(CallFile::callId).toList();
    }

    @Test
    void a_call_has_its_executions_the_oldest_first_with_numbers_masked_and_what_its_integrators_run() {
        house.answering(_ -> reply(200, "{\"id\":7}")).load(CRM);
        ring("CC-1", "c-1", "0901234567", "an@acme.example");
        house.over(house.fire("call-end", "{\"callId\":\"c-1\"}"));

        var file = file("c-1");

        assertThat(file.executions()).extracting(Execution::trigger).containsExactly("call-start", "call-end");
        assertThat(file.executions().getFirst().body().path("phone").asText()).isEqualTo("090…567");
        assertThat(file.budgets().get("call-start")).hasSeconds(2);
        assertThat(file.revision()).isEqualTo(1);
        assertThat(file.parties()).singleElement().satisfies(party -> {
            assertThat(party.on("call-start")).containsOnlyKeys("findContact");
            assertThat(party.on("call-missed")).isEmpty();
            assertThat(party.helpers()).containsExactly("login");
        });
    }

    @Test
    void work_that_waits_says_what_it_waits_behind() {
        house.answering(_ -> reply(200, "{\"id\":7}")).load(CRM);
        ring("CC-1", "c-1", "0901234567", "an@acme.example");
        house.answering(_ -> {
            throw new TransportFailure(TransportFailure.Kind.BROKEN, "the connection was reset");
        });
        var first = house.over(house.fire("call-end", "{\"callId\":\"c-1\"}"));
        var second = house.fire("call-end", "{\"callId\":\"c-1\",\"note\":\"2\"}");

        var file = file("c-1");

        assertThat(file.letters()).extracting(Letter::kind).containsExactly(Letter.Kind.UNKNOWN);
        assertThat(file.pending())
                .extracting(Pending::execution, Pending::endpoint, Pending::ahead)
                .containsExactly(
                        tuple(second.executionId(), "saveLog", Optional.of(new Ahead(first.id(), "saveLog", true))));
    }

    @Test
    void calls_of_other_call_centres_do_not_exist() {
        house.answering(_ -> reply(200, "{\"id\":7}")).load(CRM);
        ring("CC-2", "c-2", "0901234567", "an@acme.example");

        assertThat(new CallFiles(house.engine).find("CC-1", "c-2")).isEmpty();
        assertThat(found(Optional.empty(), Optional.empty(), Map.of())).isEmpty();
        assertThat(new CallFiles(house.engine).callCentres("c-2")).containsExactly("CC-2");
    }

    @Test
    void calls_are_found_by_a_number_however_it_is_written_by_agent_and_by_what_was_found() {
        house.answering(request -> reply(200, request.target().contains("567") ? "{\"id\":7}" : "{\"id\":8}"))
                .load(CRM);
        ring("CC-1", "c-1", "0901234567", "an@acme.example");
        ring("CC-1", "c-2", "+84 902 222 222", "binh@acme.example");

        assertThat(found(Optional.of("+84 90 123 4567"), Optional.empty(), Map.of()))
                .containsExactly("c-1");
        assertThat(found(Optional.of("0902222222"), Optional.empty(), Map.of())).containsExactly("c-2");
        assertThat(found(Optional.of("0903333333"), Optional.empty(), Map.of())).isEmpty();
        assertThat(found(Optional.empty(), Optional.of("BINH@acme.example"), Map.of()))
                .containsExactly("c-2");
        assertThat(found(Optional.empty(), Optional.empty(), Map.of("contactId", "7")))
                .containsExactly("c-1");
        assertThat(found(Optional.empty(), Optional.empty(), Map.of("contactId", "9")))
                .isEmpty();
    }

    @Test
    void each_call_stands_on_one_page_where_its_newest_execution_is() {
        house.answering(_ -> reply(200, "{\"id\":7}")).load(CRM);
        List.of("c-1", "c-2", "c-3").forEach(id -> ring("CC-1", id, "0901234567", "an@acme.example"));
        house.over(house.fire("call-end", "{\"callId\":\"c-1\"}"));

        var first = all(2, Optional.empty()).in(house.engine);
        var second = all(2, first.next()).in(house.engine);

        assertThat(ids(first)).containsExactly("c-1", "c-3");
        assertThat(ids(second)).containsExactly("c-2");
        assertThat(second.next()).isEmpty();
    }
}

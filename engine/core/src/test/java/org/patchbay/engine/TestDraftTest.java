package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.spi.TransportFailure;
import org.patchbay.workbench.TestDraft;
import org.patchbay.workbench.TestRunner;

/** What was run becomes a test that passes where nothing was changed. */
class TestDraftTest {
    private static final String CRM = """
            kind: Template
            name: crm
            parameters:
              - { name: account }
              - { name: password, secret: true }
              - { name: token, type: header, key: Authorization, value: "Bearer {{auth.login}}" }
            options: [{ name: tickets, label: Tickets }]
            endpoints:
              - name: login
                type: Auth
                url: /login
                parameters: [{ name: account, type: body }, { name: password, type: body }]
                responseType: { token: token, expiresIn: seconds }
              - name: findContact
                type: GetData
                trigger: call-start
                url: /contacts
                parameters: [token, { name: phone, type: query, format: e164 }]
                result: { id: items.0.id }
                remember: { contactId: id }
              - name: openTickets
                type: GetData
                trigger: call-start
                when: { options.tickets: true }
                url: "/tickets/{id}"
                parameters: [token, { name: id, type: path, from: result.findContact.id }]
              - name: preLog
                type: PostData
                trigger: call-connect
                url: /logs
                parameters: [token, { name: contact, type: body, from: call.contactId }]
                result: { logId: id }
                remember: [logId]
              - name: saveLog
                type: PostData
                trigger: [call-end, call-missed]
                url: /logs
                parameters: [token, { name: note, type: body, required: false }]
                ensure: { id: logId, known: call.logId, find: findLog, update: updateLog }
                result: { logId: id }
              - name: findLog
                type: GetData
                url: /logs
                parameters: [token, { name: call, type: query, from: run.callId }]
                result: { logId: items.0.id }
              - name: updateLog
                type: PostData
                method: PUT
                url: "/logs/{logId}"
                parameters: [token, { name: logId, type: path, from: ensure.id }]
            """;

    private static final String INTEGRATOR = """
            ---
            kind: Integrator
            name: acme
            template: crm
            callcenterId: CC-1
            host: crm.test
            country: VN
            options: { tickets: true }
            fields: { account: an, password: geheim-4711 }
            """;

    private final House house = new House();

    @BeforeEach
    void load() {
        house.answering(TestDraftTest::crm);
        assertThat(house.load(CRM + INTEGRATOR)).isInstanceOf(LoadResult.Accepted.class);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static Reply crm(Request request) {
        var path = request.target().replaceFirst("[?].*", "");
        return switch (request.method() + " " + path) {
            case "POST /login" -> reply(200, "{\"token\":\"token-0815\",\"seconds\":3600}");
            case "GET /contacts" -> reply(200, "{\"items\":[{\"id\":7,\"phone\":\"+84901234567\"}]}");
            case "GET /tickets/7" -> reply(200, "[]");
            case "POST /logs" -> reply(201, "{\"id\":90}");
            case "PUT /logs/90" -> reply(204, "");
            default -> reply(200, "{\"items\":[]}");
        };
    }

    private Execution ran(String trigger, String callId, String more) {
        return house.over(house.fire(trigger, "{\"callId\":\"" + callId + "\",\"phone\":\"0901234567\"" + more + "}"));
    }

    private String draft(Execution execution) {
        var live = house.engine.live().orElseThrow();
        return TestDraft.of(
                execution,
                house.engine.discretion().shown(execution),
                live.tenant("acme").orElseThrow(),
                Map.of());
    }

    private void passes(Execution execution) {
        var draft = draft(execution);
        var report = TestRunner.run(Map.of("crm.yaml", CRM + "tests:\n" + draft), _ -> true);

        assertThat(draft).doesNotContain("geheim-4711", "token-0815", "901234567");
        assertThat(report.problems()).isEmpty();
        assertThat(report.results())
                .singleElement()
                .satisfies(result -> assertThat(result.differences()).as(draft).isEmpty());
    }

    @Test
    void a_call_that_went_well_is_a_test_of_each_of_its_events() {
        passes(ran("call-start", "c-1", ""));
        passes(ran("call-connect", "c-1", ""));
        passes(ran("call-end", "c-1", ",\"note\":\"he calls back\""));
    }

    @Test
    void a_token_that_was_kept_is_kept_in_the_test_and_one_that_was_renewed_is_renewed() {
        ran("call-start", "c-1", "");
        passes(ran("call-start", "c-2", ""));
        var tries = new AtomicInteger();
        house.answering(request -> request.target().startsWith("/contacts") && tries.incrementAndGet() == 1
                ? reply(401, "{}")
                : crm(request));

        passes(ran("call-start", "c-3", ""));
    }

    @Test
    void a_log_that_had_to_be_looked_for_is_looked_for_in_the_test() {
        passes(ran("call-missed", "c-9", ""));
    }

    @Test
    void what_failed_fails_in_the_test() {
        ran("call-start", "c-1", "");
        house.answering(_ -> reply(400, "{\"error\":\"no\"}"));
        passes(ran("call-start", "c-2", ""));
        house.answering(_ -> {
            throw new TransportFailure(TransportFailure.Kind.NOT_SENT, "nobody is there");
        });
        passes(ran("call-start", "c-3", ""));
    }

    @Test
    void a_test_says_what_came_in_and_what_came_of_it() {
        var draft = draft(ran("call-start", "c-1", ""));

        assertThat(draft).startsWith("  - name: call-start as it ran on revision 1 ends as succeeded\n");
        assertThat(draft)
                .contains("password: made-up-password")
                .contains("body: { callId: c-1, phone: \"0900000567\" }")
                .contains("expect: { status: succeeded, calls: [login, findContact, openTickets] }");
    }
}

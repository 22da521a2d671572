package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A partner whose tokens end, its identity provider, and callers that call together. */
abstract class RenewalHouse {
    static final String CRM = """
        kind: Template
        name: crm
        budgets: { call-start: { soft: 1m, hard: 1m } }
        defaults: { timeout: 1m }
        parameters:
          - { name: account }
          - { name: password, secret: true }
          - { name: token, type: header, key: Authorization, value: "Bearer {{auth.login}}" }
        endpoints:
          - name: login
            type: Auth
            grant: password
            url: /token
            client: { id: patchbay }
            parameters: [{ name: username, type: body, from: integrator.account }, { name: password, type: body }]
          - { name: find, type: GetData, trigger: call-start, url: "/find/{caller}", result: { id: id },
              parameters: [token, { name: caller, type: path, from: body.caller }] }
        ---
        { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test, fields: { account: u, password: p } }
        """;

    final SettableClock clock = new SettableClock();
    final House house = new House(clock);
    final Idp idp = new Idp().living(Duration.ofMinutes(10));

    @AfterEach
    void close() {
        house.close();
    }

    void open() {
        house.answering(idp::answer);
        assertThat(house.load(CRM)).isInstanceOf(LoadResult.Accepted.class);
    }

    Answer call(int caller) {
        return house.fire("call-start", "{\"caller\":" + caller + "}");
    }

    static String problem(Answer answer) {
        return answer.results()
                .get("acme")
                .get("find")
                .problem()
                .orElseThrow()
                .code()
                .word();
    }
}

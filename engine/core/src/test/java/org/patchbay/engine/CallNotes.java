package org.patchbay.engine;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Request;

/** A house in which each call that ends is noted in the background. */
abstract class CallNotes {
    final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    static String crm(String endpoint) {
        return """
                kind: Template
                name: crm
                endpoints:
                  - name: note
                    type: PostData
                    trigger: call-end
                    url: /notes
                %s
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
                """.formatted(endpoint.indent(4).stripTrailing());
    }

    final Execution ended(String call) {
        return house.over(house.fire("call-end", "{\"callId\":\"" + call + "\"}"));
    }

    static String note(Request request) {
        return request.target().replaceAll(".*=", "");
    }

    final Execution find(Execution execution) {
        return find(execution.id());
    }

    final Execution find(String id) {
        return house.engine.journal().find(id, Optional.empty()).orElseThrow();
    }
}

package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.engine.House.reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.engine.FailingStore.When;
import org.patchbay.exchange.Execution;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.memory.MemoryStore;

/** What a call notes about an event before its answer is there; the store here cannot hurry. */
class HasteTest {
    private static final String CRM = """
            kind: Template
            name: crm
            endpoints:
              - { name: find, type: GetData, trigger: call-start, url: /contacts }
              - { name: open, type: PostData, trigger: call-connect, delivery: wait, url: /tickets }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
            """;
    private static final String CALL = "{\"callId\":\"c-1\",\"phone\":\"0901234567\"}";

    private final House house = new House(FailingStore.losing("hasten", new MemoryStore(), When.BEFORE_KEEPING));

    @BeforeEach
    void opens() {
        house.answering(_ -> reply(200, "{\"id\":7}")).load(CRM);
    }

    @AfterEach
    void closes() {
        house.close();
    }

    @Test
    void it_is_kept_as_soon_as_may_be_when_the_answer_waits_for_a_step_that_writes() {
        house.fire("call-start", CALL);

        assertThatThrownBy(() -> house.fire("call-connect", CALL)).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void it_has_time_when_nothing_is_done_but_to_read() {
        assertThat(house.fire("call-start", CALL).status()).isEqualTo(Execution.Status.SUCCEEDED);
    }
}

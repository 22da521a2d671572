package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.engine.House.reply;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.engine.FailingStore.When;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.memory.MemoryStore;

/** What becomes of an event of which nobody knows whether the store has kept it, when the caller, who was told so, sends it again. */
class UnsureTest {
    private static final String CRM = """
            kind: Template
            name: crm
            endpoints:
              - { name: saveLog, type: PostData, trigger: call-end, url: /logs, idempotencyKey: header.Idempotency-Key }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
            """;

    private static final String END = "{\"callId\":\"c-1\",\"duration\":61}";

    private final MemoryStore store = new MemoryStore();
    private final Set<String> alive = ConcurrentHashMap.newKeySet();

    @AfterEach
    void closes() {
        store.close();
    }

    private House one(FailingStore unsure) {
        alive.add("one");
        return opened(new House(new Nodded(unsure, "one", alive)));
    }

    private House two() {
        return opened(new House(new Nodded(store, "two", alive)));
    }

    private static House opened(House house) {
        house.answering(_ -> reply(200, "{}")).load(CRM);
        return house;
    }

    private static void isUnsure(House house) {
        assertThatThrownBy(() -> house.fire("call-end", END)).isInstanceOf(StoreUnavailable.class);
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void it_is_done_once_when_it_comes_to_the_same_process(When when) {
        try (var house = one(FailingStore.losing(store, when))) {
            isUnsure(house);

            house.over(house.fire("call-end", END));

            assertThat(house.urls()).containsExactly("POST https://crm.test/logs");
        }
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void it_is_done_once_when_it_comes_to_another_process_although_the_first_one_lives(When when) {
        try (var one = one(FailingStore.losing(store, when));
                var two = two()) {
            isUnsure(one);

            two.fire("call-end", END);
            House.until(() -> store.lanes().waiting() == 0);

            assertThat(one.requests.size() + two.requests.size()).isEqualTo(1);
        }
    }

    @Test
    void it_is_done_once_also_when_the_store_stays_away_for_a_while() {
        var unsure = FailingStore.losing(store, When.AFTER_KEEPING).thatGoesAway();
        try (var one = one(unsure);
                var two = two()) {
            isUnsure(one);
            isUnsure(one);
            assertThatThrownBy(() -> two.fire("call-end", END))
                    .as("the first one is not known to have left it")
                    .isInstanceOf(StoreUnavailable.class);

            unsure.comesBack();
            House.until(() -> isTaken(two));
            House.until(() -> store.lanes().waiting() == 0);

            assertThat(one.requests.size() + two.requests.size()).isEqualTo(1);
        }
    }

    private static boolean isTaken(House house) {
        try {
            house.fire("call-end", END);
            return true;
        } catch (StoreUnavailable notYet) {
            return false;
        }
    }
}

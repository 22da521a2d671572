package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patchbay.engine.House.reply;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.engine.FailingStore.When;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.flow.Choices.Choice;
import org.patchbay.store.StoreUnavailable;
import org.patchbay.store.memory.MemoryStore;

/** What becomes of an agent's choice whose process ends, or of which nobody knows whether the store has kept it and what follows. */
class UnsureChoiceTest {
    private static final String CRM = """
            kind: Template
            name: crm
            endpoints:
              - { name: find, type: GetData, trigger: call-start, url: /contacts, result: { contacts: items },
                  match: { of: contacts, many: ask } }
              - name: note
                type: PostData
                trigger: call-start
                delivery: background
                url: "/contacts/{id}/notes"
                idempotencyKey: header.Idempotency-Key
                parameters: [{ name: id, type: path, from: result.find.matched.id }]
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test }
            """;

    private final MemoryStore store = new MemoryStore();
    private final Set<String> alive = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void two_contacts_have_the_number() {
        try (var house = opened(new House(new Nodded(store, "first", alive)))) {
            house.over(house.fire("call-start", "{\"callId\":\"c-1\"}"));
        }
    }

    @AfterEach
    void closes() {
        store.close();
    }

    private House unsure(String what, When when) {
        alive.add("one");
        return opened(new House(new Nodded(FailingStore.losing(what, store, when), "one", alive)));
    }

    private static House opened(House house) {
        house.answering(UnsureChoiceTest::answer).load(CRM);
        return house;
    }

    private static Reply answer(Request request) {
        return reply(
                200, request.target().equals("/contacts") ? "{\"items\":[{\"id\":7},{\"id\":8}]}" : "{\"saved\":true}");
    }

    private static Execution chosen(House house) {
        return house.over(((Chosen.Answered) choose(house)).answer());
    }

    private static Chosen choose(House house) {
        var tenant = house.engine.live().orElseThrow().tenant("acme").orElseThrow();
        return house.engine.choose(tenant, "c-1", new Choice("find", "8"), Optional.empty());
    }

    @Test
    void what_follows_from_it_is_done_by_another_process_when_that_of_the_choice_is_gone() {
        try (var gone = opened(new House(new Nodded(FailingStore.dying(store, When.AFTER_KEEPING), "one", alive)))) {
            assertThatThrownBy(() -> choose(gone)).isInstanceOf(FailingStore.Died.class);
        }

        try (var house = opened(new House(new Nodded(store, "two", alive)))) {
            House.until(() -> store.lanes().waiting() == 0);
            House.until(house.engine::isAtRest);

            assertThat(notes(house)).containsExactly("POST https://crm.test/contacts/8/notes");
        }
    }

    private static Stream<String> notes(House house) {
        return house.urls().stream().filter(url -> url.contains("notes"));
    }

    @ParameterizedTest
    @CsvSource({"remember, BEFORE_KEEPING", "remember, AFTER_KEEPING", "accept, BEFORE_KEEPING", "accept, AFTER_KEEPING"
    })
    void it_is_done_once_when_it_is_made_again_in_the_same_process(String what, When when) {
        try (var house = unsure(what, when)) {
            assertThatThrownBy(() -> choose(house)).isInstanceOf(StoreUnavailable.class);

            chosen(house);
            House.until(house.engine::isAtRest);

            assertThat(notes(house)).containsExactly("POST https://crm.test/contacts/8/notes");
        }
    }

    @ParameterizedTest
    @CsvSource({"remember, BEFORE_KEEPING", "remember, AFTER_KEEPING", "accept, BEFORE_KEEPING", "accept, AFTER_KEEPING"
    })
    void it_is_done_once_when_it_is_made_again_in_another_process_although_the_first_one_lives(String what, When when) {
        try (var one = unsure(what, when);
                var two = opened(new House(new Nodded(store, "two", alive)))) {
            assertThatThrownBy(() -> choose(one)).isInstanceOf(StoreUnavailable.class);

            choose(two);
            House.until(() -> store.lanes().waiting() == 0);
            House.until(() -> one.engine.isAtRest() && two.engine.isAtRest());

            assertThat(Stream.of(one, two).flatMap(UnsureChoiceTest::notes))
                    .containsExactly("POST https://crm.test/contacts/8/notes");
        }
    }
}

package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Letter;
import org.patchbay.store.Revisions.Kept;

/** What is let go of, and when: {@code keep} of the installation. */
class KeepTest {
    private final SettableClock clock = new SettableClock();
    private final House house = new House(clock);
    private int calls;

    @AfterEach
    void close() {
        house.close();
    }

    private static String documents(String keep, String url) {
        return """
                { kind: Installation, keep: %s }
                ---
                kind: Template
                name: crm
                endpoints:
                  - { name: find, type: GetData, trigger: contact-view, url: %s }
                  - { name: note, type: PostData, trigger: sms-received, url: %s }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: acme.test }
                ---
                { kind: Integrator, name: beta, template: crm, callcenterId: CC-2, host: beta.test }
                """.formatted(keep, url, url);
    }

    private Execution fired(String callCentre, String trigger) {
        return house.over(house.engine.fire(
                new Trigger(
                        trigger,
                        callCentre,
                        House.json("{\"callId\":\"c-" + ++calls + "\",\"phone\":\"0901234567\"}"),
                        Optional.empty(),
                        Optional.empty(),
                        clock.instant()),
                Optional.empty()));
    }

    private Optional<Execution> found(Execution execution) {
        return house.engine.journal().find(execution.id(), Optional.empty());
    }

    private void passes(Duration time) {
        clock.pass(time);
        house.engine.forget();
    }

    @Test
    void a_call_centre_whose_things_are_kept_for_less_or_more_time_has_its_own() {
        house.load(documents(
                "{ executions: 10d, bodies: 5d, callCentres: { CC-1: { executions: 2d, bodies: 1d } } }", "/c"));
        var short1 = fired("CC-1", "contact-view");
        var long1 = fired("CC-2", "contact-view");

        passes(Duration.ofHours(25));
        assertThat(found(short1).orElseThrow().body().isEmpty()).isTrue();
        assertThat(found(long1).orElseThrow().body().isEmpty()).isFalse();

        passes(Duration.ofDays(1));
        assertThat(found(short1)).isEmpty();
        assertThat(found(long1)).isPresent();

        passes(Duration.ofDays(9));
        assertThat(found(long1)).isEmpty();
    }

    @Test
    void dead_letters_go_when_their_time_is_over_and_that_of_a_call_centre_may_be_another() {
        house.answering(_ -> reply(400, "{}"))
                .load(documents("{ deadLetters: 3d, callCentres: { CC-2: { deadLetters: 9d } } }", "/c"));
        fired("CC-1", "sms-received");
        fired("CC-2", "sms-received");
        assertThat(house.store.letters().count(Letter.Kind.DEAD)).isEqualTo(2);

        passes(Duration.ofDays(4));
        assertThat(house.store.letters().count(Letter.Kind.DEAD)).isEqualTo(1);
        passes(Duration.ofDays(6));
        assertThat(house.store.letters().count(Letter.Kind.DEAD)).isZero();
    }

    @Test
    void while_documents_are_refused_nothing_is_let_go_of_that_they_may_keep_for_longer() {
        house.answering(_ -> reply(400, "{}")).load(documents("{ deadLetters: 3650d }", "/c"));
        fired("CC-1", "sms-received");

        try (var started = new House(house.store, clock)) {
            clock.pass(Duration.ofDays(400));
            started.engine.forget();
        }

        assertThat(house.store.letters().count(Letter.Kind.DEAD)).isEqualTo(1);
    }

    @Test
    void revisions_go_when_their_time_is_over_and_nothing_needs_them() {
        house.answering(request -> reply(request.target().equals("/c2") ? 400 : 200, "{}"));
        for (var number = 1; number <= 4; number++) {
            house.load(documents("{ revisions: 30d }", "/c" + number));
            fired("CC-1", "sms-received");
        }

        passes(Duration.ofDays(29));
        assertThat(house.store.revisions().list(10)).hasSize(4);
        passes(Duration.ofDays(2));
        assertThat(house.store.revisions().list(10)).extracting(Kept::number).containsExactly(4L, 2L);
    }

    @Test
    void all_revisions_are_kept_where_nobody_says_otherwise() {
        house.load(documents("{ executions: 1d }", "/c1"));
        house.load(documents("{ executions: 1d }", "/c2"));

        passes(Duration.ofDays(3650));

        assertThat(house.store.revisions().list(10)).hasSize(2);
    }
}

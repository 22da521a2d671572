package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.engine.Decisions.On;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Trigger;
import org.patchbay.store.Fields.State;

/** What is run when an execution is run again as a whole. */
class ReplayTest {
    private final SettableClock clock = new SettableClock();
    private final House house = new House(clock);

    @AfterEach
    void close() {
        house.close();
    }

    private static String documents(String version) {
        return """
                { kind: Installation, keep: { bodies: 1d, executions: 30d } }
                ---
                kind: Template
                name: crm
                endpoints:
                  - { name: note, type: PostData, trigger: sms-received, url: /%s/notes, parameters: [{ name: text, type: body, from: body.text }] }
                  - { name: create, type: PostData, trigger: action, url: /%s/create, action: { display: create } }
                  - { name: remove, type: PostData, trigger: action, url: /%s/remove, action: { display: remove } }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: acme.test }
                ---
                { kind: Integrator, name: beta, template: crm, callcenterId: CC-1, host: beta.test }
                """.formatted(version, version, version);
    }

    private Trigger trigger(String name) {
        return new Trigger(
                name,
                "CC-1",
                House.json("{\"text\":\"hello\"}"),
                Optional.of("acme"),
                Optional.empty(),
                clock.instant());
    }

    private Execution noted() {
        return house.over(house.engine.fire(trigger("sms-received"), Optional.empty()));
    }

    private int replayed(Execution execution, On revision) {
        var jobs = house.engine.decisions().replay(execution, revision);
        House.until(house.engine::isAtRest);
        return jobs;
    }

    @Test
    void runs_for_no_integrator_but_those_that_had_run() {
        house.load(documents("v1"));

        assertThat(replayed(noted(), On.PINNED)).isEqualTo(1);

        assertThat(house.urls()).containsExactly("POST https://acme.test/v1/notes", "POST https://acme.test/v1/notes");
    }

    @Test
    void an_action_is_run_again_and_no_other_action() {
        house.load(documents("v1"));
        var done = house.over(house.engine.act(trigger("action"), "create", Optional.empty()));

        assertThat(replayed(done, On.PINNED)).isEqualTo(1);

        assertThat(house.urls())
                .containsExactly("POST https://acme.test/v1/create", "POST https://acme.test/v1/create");
    }

    @Test
    void runs_on_the_revision_of_then_unless_another_one_is_named() {
        house.load(documents("v1"));
        var noted = noted();
        house.load(documents("v2"));

        assertThat(replayed(noted, On.PINNED)).isEqualTo(1);
        assertThat(replayed(noted, new On(OptionalLong.of(2)))).isEqualTo(1);

        assertThat(house.urls())
                .containsExactly(
                        "POST https://acme.test/v1/notes",
                        "POST https://acme.test/v1/notes",
                        "POST https://acme.test/v2/notes");
    }

    @Test
    void does_not_run_without_what_came_with_it() {
        house.load(documents("v1"));
        var noted = noted();
        clock.pass(Duration.ofDays(2));
        house.engine.forget();
        var bare = house.engine.journal().find(noted.id(), Optional.empty()).orElseThrow();

        assertThat(house.engine.decisions().isBare(noted)).isFalse();
        assertThat(house.engine.decisions().isBare(bare)).isTrue();
        assertThat(replayed(bare, On.PINNED)).isZero();
        assertThat(house.requests).hasSize(1);
    }

    @Test
    void what_a_template_reads_of_the_body_is_missed_however_it_is_written() {
        house.load(documents("v1").replace("from: body.text", "value: 'New: {{body.text}}'"));
        var noted = noted();

        assertThat(house.engine.decisions().isBare(noted)).isFalse();
        assertThat(house.engine.decisions().isBare(noted.withoutBodies())).isTrue();
    }

    @Test
    void what_is_known_of_an_integrator_that_does_not_run_now_stays_and_is_run_when_it_runs_again() {
        house.load(documents("v1"));
        var noted = noted();
        house.store.fields().setState("acme", Optional.of(new State("disabled", "moving")));

        assertThat(replayed(noted, On.PINNED)).isZero();
        assertThat(house.engine.journal().find(noted.id(), Optional.empty())).contains(noted);

        house.store.fields().setState("acme", Optional.empty());
        assertThat(replayed(noted, On.PINNED)).isEqualTo(1);
    }

    @Test
    void runs_nothing_for_an_integrator_that_is_gone_since() {
        house.load(documents("v1"));
        var noted = noted();
        house.load(documents("v2").replace("name: acme", "name: other"));

        assertThat(replayed(noted, On.PINNED)).isZero();
        assertThat(house.urls()).hasSize(1);
    }

    @Test
    void what_came_while_nobody_listened_is_run_by_who_listens_now() {
        house.load(documents("v1").replace("trigger: sms-received", "trigger: sms-send"));
        var noted = noted();
        assertThat(noted.steps()).isEmpty();
        house.load(documents("v2"));

        assertThat(replayed(noted, new On(OptionalLong.of(2)))).isEqualTo(2);
    }
}

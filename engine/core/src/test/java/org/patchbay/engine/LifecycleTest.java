package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.definition.Method;
import org.patchbay.definition.TemplateState;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Request;

/** A template from its draft to its removal. */
class LifecycleTest {
    private static final String TEMPLATE = """
            kind: Template
            name: crm
            state: STATE
            version: 1
            owner: [CC-1]
            parameters: [{ name: key, type: query }]
            endpoints: [{ name: find, type: GetData, trigger: call-start, url: "https://crm.example/find", parameters: [key] }]
            """;
    private static final String TENANTS = """
            ---
            { kind: Integrator, name: own, template: crm, callcenterId: CC-1, fields: { key: "1" } }
            ---
            { kind: Integrator, name: other, template: crm, callcenterId: CC-2, fields: { key: "2" } }
            """;
    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private LoadResult load(String state) {
        return house.load(TEMPLATE.replace("STATE", state) + TENANTS);
    }

    private long asked(String callCentre) {
        house.requests.clear();
        house.fire(callCentre, "call-start", "{\"callId\":\"c-%s-%s\"}".formatted(callCentre, System.nanoTime()));
        return house.requests.size();
    }

    @ParameterizedTest
    @CsvSource({"draft,0,0", "active,1,0", "review,1,0", "published,1,1", "deprecated,1,1"})
    void its_state_says_for_whom_it_runs(String state, long own, long other) {
        assertThat(load(state)).isInstanceOf(LoadResult.Accepted.class);

        assertThat(asked("CC-1")).isEqualTo(own);
        assertThat(asked("CC-2")).isEqualTo(other);
    }

    @Test
    void a_published_text_cannot_be_changed_under_its_version() {
        load("published");

        var changed = house.load(TEMPLATE.replace("STATE", "published").replace("/find", "/search") + TENANTS);
        var deprecated = house.load(TEMPLATE.replace("STATE", "deprecated").replace("/find", "/search") + TENANTS);

        assertThat(changed)
                .isInstanceOfSatisfying(
                        LoadResult.Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(problem -> problem.code())
                                .containsExactly("PB901"));
        assertThat(deprecated).isInstanceOf(LoadResult.Refused.class);
    }

    @Test
    void layout_and_comments_are_not_its_text() {
        load("published");

        var laidOut = TEMPLATE.replace("STATE", "published").replace("version: 1", "# the first\nversion:   1");

        assertThat(house.load(laidOut + TENANTS)).isInstanceOf(LoadResult.Accepted.class);
    }

    @Test
    void an_active_text_can_be_changed() {
        load("active");

        assertThat(house.load(TEMPLATE.replace("STATE", "active").replace("/find", "/search") + TENANTS))
                .isInstanceOf(LoadResult.Accepted.class);
    }

    @Test
    void another_version_runs_beside_the_published_one_for_those_who_are_moved() {
        var next = TEMPLATE.replace("STATE", "active")
                .replace("version: 1", "version: 2")
                .replace("/find", "/search");
        var tenants = TENANTS.replace("name: own, template: crm", "name: own, template: crm@2")
                .replace("name: other, template: crm", "name: other, template: crm@1");

        assertThat(house.load(TEMPLATE.replace("STATE", "published") + "---\n" + next + tenants))
                .isInstanceOf(LoadResult.Accepted.class);
        asked("CC-1");
        assertThat(house.urls()).containsExactly("GET https://crm.example/search?key=1");
        asked("CC-2");
        assertThat(house.urls()).containsExactly("GET https://crm.example/find?key=2");
    }

    private static final String CHANNEL = """
            kind: Template
            name: channel
            state: STATE
            parameters: [{ name: manifest, scope: template, filledBy: store, default: {} }, { name: key }]
            publishWhen: { template.manifest.callbacks.creation: present }
            endpoints: [{ name: find, type: GetData, trigger: asked, url: "https://crm.example/find" }]
            hooks: [{ name: manifest, address: shared, correlate: { integrator.key: request.query.key }, store: { manifest: { from: body, merge: true } } }]
            ---
            { kind: Integrator, name: own, template: channel, callcenterId: CC-1, fields: { key: "1" } }
            """;

    private LoadResult channel(String state) {
        return house.load(CHANNEL.replace("STATE", state));
    }

    private void tells(String manifest) {
        var request = new Request(
                Method.POST,
                new Origin("https", "pb.test", 443),
                "/hooks/shared/channel/manifest?key=1",
                List.of(new Pair("Content-Type", "application/json")),
                manifest.getBytes(StandardCharsets.UTF_8));
        assertThat(house.engine.receive(request, "").status()).isEqualTo(200);
    }

    private static void refused(LoadResult result, String code) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        LoadResult.Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(problem -> problem.code())
                                .contains(code));
    }

    private TemplateState state(String pinned) {
        return house.engine
                .live()
                .flatMap(live -> live.definitions().template(pinned))
                .orElseThrow()
                .state();
    }

    @Test
    void it_is_not_published_before_what_it_wants_is_the_case() {
        channel("review");

        refused(channel("published"), "PB905");
        refused(house.engine.decide("channel@1", TemplateState.PUBLISHED, "u1"), "PB905");
        tells("{\"callbacks\":{\"creation\":\"https://bridge.example/new\"}}");

        assertThat(channel("published")).isInstanceOf(LoadResult.Accepted.class);
        assertThat(state("channel")).isEqualTo(TemplateState.PUBLISHED);
    }

    @Test
    void a_decision_holds_over_a_restart_and_on_other_nodes_until_the_document_asks_for_something_else() {
        load("active");
        try (var other = new House(house.store)) {
            other.engine.resume();

            assertThat(house.engine.decide("crm@1", TemplateState.PUBLISHED, "u2"))
                    .isInstanceOf(LoadResult.Accepted.class);
            other.engine.follow();

            assertThat(asked("CC-2")).isEqualTo(1);
            assertThat(other.engine.live().orElseThrow().definitions().template("crm"))
                    .map(template -> template.state())
                    .contains(TemplateState.PUBLISHED);
        }
        try (var again = new House(house.store)) {
            again.load(TEMPLATE.replace("STATE", "active") + TENANTS);
            assertThat(again.engine.live().orElseThrow().definitions().template("crm"))
                    .map(template -> template.state())
                    .contains(TemplateState.PUBLISHED);
        }
        load("deprecated");
        assertThat(state("crm")).isEqualTo(TemplateState.DEPRECATED);
    }

    @Test
    void what_was_published_goes_no_way_back_and_is_removed_when_nobody_uses_it() {
        load("published");

        refused(house.engine.decide("crm@1", TemplateState.ACTIVE, "u2"), "PB906");
        refused(house.engine.decide("crm@1", TemplateState.REMOVED, "u2"), "PB906");
        assertThat(house.engine.decide("crm@1", TemplateState.DEPRECATED, "u2"))
                .isInstanceOf(LoadResult.Accepted.class);
        house.load(TEMPLATE.replace("STATE", "published"));
        assertThat(state("crm")).isEqualTo(TemplateState.DEPRECATED);
        assertThat(house.engine.decide("crm@1", TemplateState.REMOVED, "u2")).isInstanceOf(LoadResult.Accepted.class);
    }

    @Test
    void what_asks_to_be_published_waits_for_a_second_person_where_one_is_needed() {
        var review = "---\n{ kind: Installation, review: true }\n";
        house.load(TEMPLATE.replace("STATE", "published") + TENANTS + review);

        assertThat(state("crm")).isEqualTo(TemplateState.REVIEW);
        assertThat(asked("CC-2")).isZero();
        house.engine.decide("crm@1", TemplateState.PUBLISHED, "u2");

        assertThat(asked("CC-2")).isEqualTo(1);
        house.load(TEMPLATE.replace("STATE", "published").replace("/find", "/search") + TENANTS + review);
        assertThat(state("crm")).isEqualTo(TemplateState.PUBLISHED);
        assertThat(house.urls()).noneMatch(url -> url.contains("/search"));
    }

    @Test
    void it_is_not_removed_while_integrators_use_it() {
        assertThat(load("removed"))
                .isInstanceOfSatisfying(
                        LoadResult.Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(problem -> problem.code())
                                .containsOnly("PB307"));
        assertThat(house.load(TEMPLATE.replace("STATE", "removed"))).isInstanceOf(LoadResult.Accepted.class);
    }
}

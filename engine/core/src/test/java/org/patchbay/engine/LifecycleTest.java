package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

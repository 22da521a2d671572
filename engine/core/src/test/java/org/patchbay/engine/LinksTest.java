package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Problem;
import org.patchbay.definition.SecretNode;

/** Integrators that a person makes by a link. */
class LinksTest extends ForumLinks {
    private static final String WITH_HOOK =
            FORUM + "hooks: [{ name: changed, address: token, trigger: asked }]\n" + DECLARED;

    @Test
    void an_integrator_is_asked_what_those_in_documents_are_asked() {
        assertThat(house.load(WITH_HOOK)).isInstanceOf(LoadResult.Accepted.class);

        assertThat(refusals(content("b.test").put("name", "shared"))).containsExactly("PB309");
        var origins = content("b.test");
        origins.putArray("allowedOrigins").add("http://phone.acme.example").add("https://phone.acme.example/x");
        assertThat(refusals(origins)).containsExactly("PB505", "PB505");
    }

    private List<String> refusals(ObjectNode content) {
        house.requests.clear();
        var linked = house.engine.links().make(Wish.of(content));
        assertThat(house.requests).isEmpty();
        return linked instanceof Linked.Refused(var problems)
                ? problems.stream().map(Problem::code).toList()
                : List.of(linked.toString());
    }

    @Test
    void makes_an_integrator_that_runs_at_once() {
        var tenant = made("b.test");

        assertThat(tenant.name()).matches("forum-[0-9a-f]{8}");
        assertThat(house.engine.connections().of(tenant).state()).isEqualTo("active");
        house.requests.clear();
        house.over(house.fire("asked", "{\"text\":\"Hi\"}"));
        assertThat(house.urls()).anyMatch(url -> url.contains("accessToken=T1"));
    }

    @Test
    void checks_the_fields_then_runs_link_create_in_order_with_what_the_page_received() {
        made("b.test");

        assertThat(house.urls())
                .containsExactly(
                        "GET https://api.forum.example/me",
                        "POST https://api.forum.example/channels?creationToken=TEMPORARY",
                        "POST https://api.forum.example/hooks?accessToken=T1");
    }

    @Test
    void makes_up_what_is_generated_and_hides_what_is_secret() {
        var kept = house.store.integrators().find(made("b.test").name()).orElseThrow();

        assertThat(SecretNode.reveal(kept.content().at("/fields/webhookSecret")).asText())
                .hasSize(40);
        assertThat(kept.content().toString()).doesNotContain("K-secret");
    }

    @Test
    void keeps_a_passing_field_and_the_token_of_the_page_nowhere() {
        var tenant = made("b.test");

        var executions = house.engine.journal().list(org.patchbay.store.Journal.Filter.newest(50));
        var written =
                house.store.integrators().list() + "" + house.store.fields().stored(tenant.name()) + executions;
        assertThat(house.requests)
                .anyMatch(request -> new String(request.body(), StandardCharsets.UTF_8).contains("once-only"));
        assertThat(executions).isNotEmpty();
        assertThat(written).doesNotContain("once-only").doesNotContain("TEMPORARY");
    }

    @Test
    void keeps_nothing_when_the_partner_refuses_and_undoes_what_was_done() {
        house.answering(request ->
                request.url().contains("/hooks") ? House.reply(500, "{}") : House.reply(201, "{\"token\":\"T1\"}"));

        var linked = house.engine.links().make(wish("b.test"));

        assertThat(linked)
                .isInstanceOfSatisfying(
                        Linked.Failed.class,
                        failed -> assertThat(failed.endpoint()).isEqualTo("registerHook"));
        assertThat(house.urls()).last().isEqualTo("DELETE https://api.forum.example/channels?accessToken=T1");
        assertThat(house.store.integrators().list()).isEmpty();
        assertThat(house.engine.live().orElseThrow().tenants()).containsOnlyKeys("written");
    }

    @Test
    void undoes_nothing_when_nothing_was_done() {
        house.answering(_ -> House.reply(401, "{}"));

        assertThat(house.engine.links().make(wish("b.test"))).isInstanceOf(Linked.Failed.class);
        assertThat(house.urls()).containsExactly("GET https://api.forum.example/me");
    }

    @Test
    void tells_what_is_wrong_with_it_as_it_would_in_a_document() {
        var lacking = content("b.test");
        lacking.withObject("/fields").remove("forumKey");
        lacking.put("country", "XX");

        var linked = house.engine.links().make(Wish.of(lacking));

        assertThat(linked)
                .isInstanceOfSatisfying(
                        Linked.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(problem -> problem.code())
                                .containsExactlyInAnyOrder("PB402", "PB203"));
        assertThat(house.requests).isEmpty();
    }

    @Test
    void does_not_take_the_name_of_one_that_is_there() {
        var first = content("b.test").put("name", "mine");
        house.engine.links().make(Wish.of(first).telling(wish("b.test").link()));

        var again = house.engine.links().make(Wish.of(first));
        var written = house.engine.links().make(Wish.of(content("c.test").put("name", "written")));

        assertThat(again).isInstanceOf(Linked.Refused.class);
        assertThat(written)
                .isInstanceOfSatisfying(
                        Linked.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(problem -> problem.code())
                                .containsExactly("PB309"));
    }

    @Test
    void refuses_documents_that_take_the_name_of_one_that_is_there() {
        house.engine
                .links()
                .make(Wish.of(content("b.test").put("name", "mine"))
                        .telling(wish("b.test").link()));

        var loaded = house.load(FORUM + DECLARED.replace("written", "mine"));

        assertThat(loaded)
                .isInstanceOfSatisfying(
                        LoadResult.Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(problem -> problem.code())
                                .contains("PB309"));
    }

    @Test
    void survives_a_change_of_the_documents_and_is_asked_for_new_fields() {
        var name = made("b.test").name();

        assertThat(house.load(FORUM + "# changed\n" + DECLARED)).isInstanceOf(LoadResult.Accepted.class);
        assertThat(tenant(name)).isPresent();
        assertThat(house.load(FORUM.replace("- { name: site }", "- { name: site }\n  - { name: more, type: query }")
                        .replace("parameters: [forumKey]", "parameters: [forumKey, more]")))
                .isInstanceOfSatisfying(
                        LoadResult.Refused.class,
                        refused -> assertThat(refused.findings())
                                .anyMatch(problem -> problem.code().equals("PB402")
                                        && problem.text().contains(name)));
    }

    @Test
    void a_reference_in_a_field_stays_a_text() {
        var content = content("${env:HOME}");

        var tenant = house.engine
                .links()
                .make(Wish.of(content).telling(wish("b.test").link()))
                .integrator()
                .orElseThrow();

        assertThat(tenant.values().path("site").asText()).isEqualTo("${env:HOME}");
    }

    @Test
    void a_template_that_is_deprecated_takes_nobody_in_and_keeps_who_is_there() {
        var name = made("b.test").name();
        house.load(FORUM.replace("type: Channel", "type: Channel\nstate: deprecated"));

        var linked = house.engine.links().make(wish("c.test"));

        assertThat(linked).isInstanceOf(Linked.Refused.class);
        assertThat(tenant(name)).isPresent();
    }

    @Test
    void pins_the_version_of_a_published_template() {
        house.load(FORUM.replace("type: Channel", "type: Channel\nstate: published\nversion: 3") + DECLARED);

        var tenant = made("b.test");

        assertThat(tenant.integrator().template().text()).isEqualTo("forum@3");
    }
}

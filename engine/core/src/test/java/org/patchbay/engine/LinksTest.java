package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Problem;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.flow.Tenant;

class LinksTest {
    private static final String FORUM = """
            kind: Template
            name: forum
            type: Channel
            baseUrl: https://api.forum.example
            parameters:
              - { name: site }
              - { name: forumKey, secret: true, type: header, key: X-Forum-Key }
              - { name: webhookSecret, secret: true, generate: 40 }
              - { name: code, stored: false, required: false }
              - { name: accessToken, secret: true, type: query, filledBy: store }
            link:
              receives: { token: jwt }
              identity: { integrator.site: body.site }
            endpoints:
              - { name: whoAmI, type: GetData, trigger: auth-check, url: /me, parameters: [forumKey] }
              - name: createChannel
                type: PostData
                trigger: [link-create, link-reactivate]
                url: /channels
                parameters:
                  - { name: creationToken, type: query, from: link.token.raw }
                  - { name: code, type: body, from: integrator.code, required: false }
                  - { name: uniqueName, type: body, from: integrator.site }
                result: { accessToken: token, id: id }
                store: { accessToken: accessToken }
              - { name: registerHook, type: PostData, trigger: link-create, after: createChannel, url: /hooks,
                  parameters: [accessToken, { name: secret, type: body, from: integrator.webhookSecret }] }
              - { name: removeChannel, type: PostData, method: DELETE, trigger: link-remove, url: /channels, parameters: [accessToken] }
              - { name: post, type: PostData, trigger: asked, url: /tickets, parameters: [accessToken, { name: text, type: body }],
                  outcomes: { 410: remove } }
            """;
    private static final String DECLARED = """
            ---
            { kind: Integrator, name: written, template: forum, callcenterId: CC-1, fields: { site: a.test, forumKey: "${secret:k}" } }
            """;

    private static final String WITH_HOOK =
            FORUM + "hooks: [{ name: changed, address: token, trigger: asked }]\n" + DECLARED;

    private final House house = new House();

    @BeforeEach
    void loads_the_forum() {
        house.answering(request -> request.url().contains("/channels")
                ? House.reply(201, "{\"token\":\"T1\",\"id\":7}")
                : House.reply(200, "{}"));
        assertThat(house.load(FORUM + DECLARED)).isInstanceOf(LoadResult.Accepted.class);
    }

    @AfterEach
    void closes_the_house() {
        house.close();
    }

    private static ObjectNode content(String site) {
        var content = JsonNodeFactory.instance.objectNode();
        content.put("template", "forum").put("callcenterId", "CC-1");
        content.putObject("fields")
                .put("site", site)
                .put("forumKey", "K-secret")
                .put("code", "once-only");
        return content;
    }

    private static Wish wish(String site) {
        var link = JsonNodeFactory.instance.objectNode();
        link.putObject("token").set("raw", SecretNode.of("TEMPORARY"));
        return Wish.of(content(site)).telling(link);
    }

    private Tenant made(String site) {
        return house.engine.links().make(wish(site)).integrator().orElseThrow();
    }

    private Optional<Tenant> tenant(String name) {
        return house.engine.live().orElseThrow().tenant(name);
    }

    private static Values seen(String site) {
        return Values.at(new Moment(Instant.EPOCH, "0".repeat(32)))
                .with(Root.BODY, JsonNodeFactory.instance.objectNode().put("site", site));
    }

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
    void connects_the_same_one_again_with_new_credentials() {
        var name = made("b.test").name();
        house.answering(_ -> House.reply(201, "{\"token\":\"T2\"}"));
        house.engine.connections().disable(tenant(name).orElseThrow(), "by the customer");
        var wished = wish("b.test");
        wished.content().withObject("/fields").put("forumKey", "K-new");

        var linked = house.engine.links().connect(wished, seen("b.test"));

        assertThat(linked).isInstanceOfSatisfying(Linked.Again.class, again -> {
            assertThat(again.tenant().name()).isEqualTo(name);
            assertThat(value(again.tenant(), "forumKey")).isEqualTo("K-new");
            assertThat(value(again.tenant(), "accessToken")).isEqualTo("T2");
            assertThat(house.engine.connections().of(again.tenant()).state()).isEqualTo("active");
        });
        assertThat(house.store.integrators().list()).hasSize(1);
    }

    @Test
    void somebody_uninvited_is_believed_when_the_partner_is_asked_about_it() {
        var name = made("b.test").name();
        house.requests.clear();

        var linked = house.engine.links().connectUninvited(wish("b.test"), seen("b.test"));

        assertThat(linked.integrator().map(Tenant::name)).contains(name);
        assertThat(house.urls()).containsExactly("POST https://api.forum.example/channels?creationToken=TEMPORARY");
    }

    @Test
    void somebody_uninvited_cannot_take_a_connection_over_that_no_partner_vouches_for() {
        house.load(FORUM.replace("[link-create, link-reactivate]", "link-create") + DECLARED);
        var tenant = made("b.test");
        house.requests.clear();
        var wished = wish("b.test");
        wished.content().withObject("/fields").put("forumKey", "K-mallory");

        var linked = house.engine.links().connectUninvited(wished, seen("b.test"));

        assertThat(linked).isInstanceOf(Linked.Refused.class);
        assertThat(house.requests).isEmpty();
        assertThat(value(tenant(tenant.name()).orElseThrow(), "forumKey")).isEqualTo("K-secret");
        assertThat(house.engine
                        .links()
                        .connectUninvited(wish("c.test"), seen("c.test"))
                        .integrator())
                .as("somebody new is welcome")
                .isPresent();
    }

    @Test
    void leaves_everything_as_it_was_when_connecting_again_fails() {
        var tenant = made("b.test");
        house.answering(_ -> House.reply(403, "{}"));
        var wished = wish("b.test");
        wished.content().withObject("/fields").put("forumKey", "K-new");

        var linked = house.engine.links().connect(wished, seen("b.test"));

        assertThat(linked).isInstanceOf(Linked.Failed.class);
        var now = tenant(tenant.name()).orElseThrow();
        assertThat(value(now, "forumKey")).isEqualTo("K-secret");
        assertThat(value(now, "accessToken")).isEqualTo("T1");
    }

    @Test
    void makes_another_one_for_another_identity_and_for_another_call_centre() {
        made("b.test");

        var other = house.engine.links().connect(wish("c.test"), seen("c.test"));
        var elsewhere = wish("b.test");
        elsewhere.content().put("callcenterId", "CC-2");

        assertThat(other).isInstanceOf(Linked.Made.class);
        assertThat(house.engine.links().connect(elsewhere, seen("b.test"))).isInstanceOf(Linked.Made.class);
        assertThat(house.store.integrators().list()).hasSize(3);
    }

    private static String value(Tenant tenant, String field) {
        JsonNode value = tenant.values().path(field);
        return SecretNode.reveal(value).asText();
    }

    @Test
    void is_gone_after_its_removal_whatever_the_partner_says() {
        var tenant = made("b.test");
        house.answering(_ -> House.reply(500, "{}"));
        house.requests.clear();

        house.engine.links().remove(tenant);

        assertThat(house.urls()).contains("DELETE https://api.forum.example/channels?accessToken=T1");
        assertThat(tenant(tenant.name())).isEmpty();
        assertThat(house.store.fields().stored(tenant.name())).isEmpty();
        assertThat(house.store.fields().state(tenant.name())).isEmpty();
        assertThat(house.store.integrators().list()).isEmpty();
    }

    @Test
    void is_removed_with_its_work_at_the_partner_when_the_partner_says_so() {
        var tenant = made("b.test");
        house.answering(
                request -> request.url().contains("/tickets") ? House.reply(410, "{}") : House.reply(200, "{}"));
        house.requests.clear();

        house.fire("asked", "{\"text\":\"Hi\"}");

        House.until(() -> tenant(tenant.name()).isEmpty());
        assertThat(house.urls()).contains("DELETE https://api.forum.example/channels?accessToken=T1");
    }

    @Test
    void is_known_to_another_engine_on_the_same_store() {
        try (var other = new House(house.store)) {
            other.load(FORUM + DECLARED);

            var name = made("b.test").name();
            other.engine.follow();
            assertThat(other.engine.live().orElseThrow().tenant(name)).isPresent();

            house.engine.links().remove(tenant(name).orElseThrow());
            other.engine.follow();
            assertThat(other.engine.live().orElseThrow().tenant(name)).isEmpty();
        }
    }

    @Test
    void ends_what_was_left_when_a_removal_was_interrupted() {
        var tenant = made("b.test");
        house.store
                .fields()
                .setState(
                        tenant.name(),
                        Optional.of(new org.patchbay.store.Fields.State("removed", "it is being removed")));

        house.engine.forget();

        assertThat(tenant(tenant.name())).isEmpty();
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

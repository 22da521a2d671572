package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.server.wiring.Site.Answered;

/** Who decides in which state a template is, and what its integrators share. */
class TemplateStatesTest {
    private static final String TEMPLATE = """
            kind: Template
            name: crm
            state: review
            publishWhen: { template.page: present }
            parameters:
              - { name: page, scope: template, filledBy: store, required: false }
              - { name: seal, scope: template, filledBy: store, required: false, secret: true }
            endpoints: [{ name: note, type: PostData, trigger: asked, when: { template.page: present, template.seal: present }, url: "https://crm.example/{page}/notes", parameters: [{ name: page, type: path, from: template.page }],
              sign: { values: { m: { md5: "{{template.seal}}" } }, carry: { header.X-Sign: "{{m}}" } } }]
            tests: [{ name: a note, trigger: asked, template: { page: p, seal: s }, stubs: { note: { status: STATUS } }, expect: { status: succeeded } }]
            """;

    private final Site site = new Site();
    private String writer = "";
    private String publisher = "";

    @BeforeEach
    void somebody_sends_a_template_for_review() {
        site.write("installation.yaml", "{ kind: Installation, review: true }").start(Watching.OFF);
        writer = site.adminKey(Role.PUBLISHER);
        publisher = site.adminKey(Role.PUBLISHER);
        var sent = sent(TEMPLATE.replace("STATUS", "200"));
        assertThat(sent.status()).as(sent.response().body()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Answered sent(String text) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("documents").put("crm.yaml", text);
        return site.post("/api/v1/config/reload", writer, body.toString());
    }

    private Answered state(String key, String state) {
        return site.post("/api/v1/templates/crm/state", key, "{\"state\":\"" + state + "\"}");
    }

    private Answered fields(String key, String change) {
        return site.send("PATCH", "/api/v1/templates/crm/fields", key, change);
    }

    private String now() {
        return site.get("/api/v1/templates/crm", writer).body().path("state").asText();
    }

    @Test
    void the_same_person_does_not_publish_what_he_wrote_and_another_one_does() {
        fields(writer, "{\"page\":\"p1\"}");

        var own = state(writer, "published");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.response().body()).contains("second person");
        assertThat(now()).isEqualTo("review");

        assertThat(state(publisher, "published").status()).isEqualTo(200);
        assertThat(now()).isEqualTo("published");
    }

    @Test
    void what_is_sent_as_published_waits_for_a_second_person() {
        fields(writer, "{\"page\":\"p1\"}");

        sent(TEMPLATE.replace("STATUS", "200").replace("state: review", "state: published"));

        assertThat(now()).isEqualTo("review");
        assertThat(state(writer, "published").status()).isEqualTo(403);
        assertThat(state(publisher, "published").status()).isEqualTo(200);
    }

    @Test
    void nothing_is_published_before_what_it_wants_is_the_case_nor_by_who_may_not() {
        assertThat(state(publisher, "published").response().body()).contains("PB905");
        fields(writer, "{\"page\":\"p1\"}");
        assertThat(state(site.adminKey(Role.EDITOR), "published").status()).isEqualTo(403);
        assertThat(now()).isEqualTo("review");
        assertThat(state(publisher, "publisht").response().body()).contains("did you mean `published`?");
    }

    @Test
    void an_earlier_revision_publishes_nothing_again_for_who_may_not_publish() {
        site.write("installation.yaml", "{ kind: Installation }");
        fields(writer, "{\"page\":\"p1\"}");
        var published = sent(TEMPLATE.replace("STATUS", "200").replace("state: review", "state: published"));
        var activate = "/api/v1/revisions/" + published.body().path("revision").asLong() + "/activate";
        site.post("/api/v1/config/reload", writer, "");
        assertThat(site.get("/api/v1/templates/crm", writer).status()).isEqualTo(404);

        var refused = site.post(activate, site.adminKey(Role.EDITOR), "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("detail").asText()).contains("publisher");

        assertThat(site.post(activate, publisher, "").status()).isEqualTo(200);
        assertThat(now()).isEqualTo("published");
    }

    @Test
    void what_fails_its_tests_is_not_published() {
        sent(TEMPLATE.replace("STATUS", "400"));
        fields(writer, "{\"page\":\"p1\"}");

        var refused = state(publisher, "published");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("failed").toString()).isEqualTo("[\"a note\"]");
    }

    @Test
    void what_all_integrators_share_is_seen_and_changed_by_editors_only_published_or_not() {
        for (var state : new String[] {"review", "published"}) {
            var changed = fields(site.adminKey(Role.EDITOR), "{\"page\":\"" + state + "\",\"seal\":\"s3cret-seal\"}");
            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.body().path("page").asText()).isEqualTo(state);
            assertThat(changed.response().body()).doesNotContain("s3cret-seal");

            assertThat(fields(site.adminKey(Role.VIEWER), "{\"page\":\"x\"}").status())
                    .isEqualTo(403);
            assertThat(fields(site.secretKey("CC-1"), "{\"page\":\"x\"}").status())
                    .isEqualTo(403);
            assertThat(site.get("/api/v1/templates/crm/fields", site.adminKey(Role.VIEWER))
                            .status())
                    .isEqualTo(403);
            assertThat(site.get("/api/v1/templates/crm/fields", writer)
                            .body()
                            .path("page")
                            .asText())
                    .isEqualTo(state);
            state(publisher, "published");
        }
        assertThat(fields(writer, "{\"pages\":1,\"page\":\"y\"}").response().body())
                .contains("did you mean `page`?");
        assertThat(fields(writer, "{\"seal\":null}").body().has("seal")).isFalse();
    }
}

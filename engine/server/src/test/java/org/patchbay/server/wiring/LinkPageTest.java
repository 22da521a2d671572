package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** A person connects a repository on a link page: authorization, a form with live choices, and how that can go wrong. */
class LinkPageTest {
    private static final String DOCUMENTS = """
            kind: Installation
            egress: { allowPrivate: [127.0.0.1], allowHttp: [127.0.0.1] }
            ---
            kind: Template
            name: git-done
            label: { en: Git commits, vi: Commit Git }
            type: Link
            baseUrl: "http://HOST"
            parameters:
              - { name: org, label: { en: Organisation, vi: Tổ chức }, type: path, options: { endpoint: listOrgs, value: login } }
              - { name: repo, label: Repository, type: path, options: { endpoint: listRepos, value: name, dependsOn: [org] } }
              - { name: commits, label: Make entries of commits, input: checkbox, default: true }
              - { name: branch, label: Branch, required: false, showIf: { commits: true }, pattern: "[a-z]+" }
              - { name: hookSecret, secret: true, generate: 40 }
              - { name: hookId, type: path, filledBy: store }
              - { name: token, type: header, key: Authorization, value: "Bearer {{auth.git}}" }
            defaults: { parameters: [token] }
            link:
              scope: team
              returnTo: "https://done.example/teams/{{integrator.team}}/settings"
              returnHosts: [done.example]
              shortName: "Git: {{integrator.repo}}"
              summary: "Commits to {{integrator.org}}/{{integrator.repo}} become entries of {{integrator.team}} by {{principal.label}}"
            endpoints:
              - { name: git, type: Auth, grant: authorization_code, authorizeUrl: /authorize, url: /token, client: { id: patchbay },
                  principal: { endpoint: whoAmI, key: [id], label: login } }
              - { name: whoAmI, type: GetData, trigger: auth-check, url: /user, result: { id: id, login: login } }
              - { name: listOrgs, type: GetData, url: /user/orgs, result: { options: "*" } }
              - { name: listRepos, type: GetData, url: "/orgs/{org}/repos", parameters: [{ name: org, type: path, from: link.form.org }], result: { options: "*" } }
              - { name: addHook, type: PostData, trigger: link-create, url: "/repos/{org}/{repo}/hooks", parameters: [org, repo],
                  body: { secret: "{{integrator.hookSecret}}", commits: { $from: integrator.commits } }, result: { hookId: id }, store: { hookId: hookId } }
              - { name: removeHook, type: PostData, method: DELETE, trigger: link-remove, url: "/repos/{org}/{repo}/hooks/{hookId}", parameters: [org, repo, hookId] }
            """;
    private final Site site = new Site();
    private volatile boolean refusesHooks;

    @BeforeEach
    void open() {
        site.crm.answering(this::answer);
        site.write("git.yaml", DOCUMENTS.replace("HOST", site.crm.host())).start(Watching.OFF);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Replied answer(Asked asked) {
        if (asked.path().equals("/token")) {
            return new Replied(200, "{\"access_token\":\"A1\",\"expires_in\":3600}");
        }
        if (!asked.header("authorization").equals("Bearer A1")) {
            return new Replied(401, "{}");
        }
        return switch (asked.path()) {
            case "/user" -> new Replied(200, "{\"id\":7,\"login\":\"an\"}");
            case "/user/orgs" -> new Replied(200, "[{\"login\":\"acme\"},{\"login\":\"<b>evil</b>\"}]");
            case "/orgs/acme/repos" -> new Replied(200, "[{\"name\":\"shop\"},{\"name\":\"web\"}]");
            case "/repos/acme/shop/hooks" -> refusesHooks ? new Replied(403, "{}") : new Replied(201, "{\"id\":555}");
            default -> new Replied(204, "");
        };
    }

    private String invitation() {
        var answer = site.post("/api/v1/links/git-done", site.secretKey("CC-1"), "{\"user\":\"u1\",\"team\":\"t9\"}");
        assertThat(answer.status()).isEqualTo(200);
        var address = URI.create(answer.body().path("url").asText());
        return address.getPath() + "?" + address.getQuery();
    }

    /** A browser on an open page. */
    private record Page(String path, String cookie) {}

    private Page opened() {
        var answer = site.get(invitation(), "");
        assertThat(answer.status()).isEqualTo(303);
        var form = answer.header("Location").orElseThrow();
        return new Page(
                form.replace("/form", ""),
                answer.header("Set-Cookie").orElseThrow().split(";", 2)[0]);
    }

    private Page agreed() {
        var page = opened();
        var answer = submit(page, "/authorize", "action=go");
        assertThat(answer.status()).isEqualTo(303);
        var partner = URI.create(answer.header("Location").orElseThrow());
        var visitor = answer.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        var state = query(partner).get("state");
        var back = site.get("/oauth/callback?code=good&state=" + state, "", "Cookie", visitor);
        assertThat(back.header("Location")).contains(page.path() + "/form");
        return page;
    }

    private static Map<String, String> query(URI address) {
        return Arrays.stream(address.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private Site.Answered look(Page page, String... more) {
        var headers = new java.util.ArrayList<>(java.util.List.of("Cookie", page.cookie()));
        headers.addAll(java.util.List.of(more));
        return site.get(page.path() + "/form", "", headers.toArray(String[]::new));
    }

    private Site.Answered submit(Page page, String action, String body) {
        return site.send(
                "POST",
                page.path() + action,
                "",
                body,
                "Cookie",
                page.cookie(),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private com.fasterxml.jackson.databind.JsonNode links() {
        return site.get("/api/v1/integrators", site.admin()).body().path("items");
    }

    @Test
    void a_person_agrees_chooses_and_is_connected() {
        var page = opened();
        assertThat(look(page).response().body()).contains("Git commits will ask whether you agree");
        page = agreed();

        var first = look(page).response().body();
        var second = submit(page, "", "org=acme&commits=true&action=update")
                .response()
                .body();
        var done = submit(page, "", "org=acme&repo=shop&commits=true&action=connect");

        assertThat(first)
                .contains("You have agreed as an.")
                .contains("<option value=\"acme\"")
                .contains("Fill in first: Organisation");
        assertThat(first).contains("&lt;b&gt;evil").doesNotContain("<b>evil");
        assertThat(second).contains("<option value=\"shop\"").contains("value=\"acme\" selected");
        assertThat(done.status()).isEqualTo(303);
        assertThat(done.header("Location")).contains("https://done.example/teams/t9/settings");
        assertThat(links()).hasSize(1);
        assertThat(links().get(0).path("state").asText()).isEqualTo("active");
        assertThat(links().get(0).path("summary").asText())
                .isEqualTo("Commits to acme/shop become entries of t9 by an");
        assertThat(links().get(0).path("shortName").asText()).isEqualTo("Git: shop");
        var hook = site.crm.asked().getLast();
        assertThat(hook.path()).isEqualTo("/repos/acme/shop/hooks");
        assertThat(hook.body()).contains("\"commits\":true");
    }

    @Test
    void a_restart_between_two_steps_is_not_noticed() {
        var page = opened();
        site.stop().start(Watching.OFF);
        var answer = submit(page, "/authorize", "action=go");
        var state = query(URI.create(answer.header("Location").orElseThrow())).get("state");
        var visitor = answer.header("Set-Cookie").orElseThrow().split(";", 2)[0];

        site.stop().start(Watching.OFF);
        var back = site.get("/oauth/callback?code=good&state=" + state, "", "Cookie", visitor);
        site.stop().start(Watching.OFF);
        var made = submit(page, "", "org=acme&repo=shop&action=connect");

        assertThat(back.status()).isEqualTo(303);
        assertThat(made.header("Location")).contains("https://done.example/teams/t9/settings");
        assertThat(links()).hasSize(1);
    }

    @Test
    void a_page_on_which_nobody_has_to_agree_leads_to_its_form() {
        site.write("plain.yaml", """
                kind: Template
                name: plain
                link: { scope: user }
                parameters: [{ name: repo }]
                endpoints: [{ name: add, type: PostData, trigger: link-create, url: "https://plain.example/x" }]
                """).stop().start(Watching.OFF);
        var invited = site.post("/api/v1/links/plain", site.secretKey("CC-1"), "{\"user\":\"u1\"}");
        var address = URI.create(invited.body().path("url").asText());
        var opened = site.get(address.getPath() + "?" + address.getQuery(), "");
        var form = opened.header("Location").orElseThrow();
        var page = new Page(
                form.replace("/form", ""),
                opened.header("Set-Cookie").orElseThrow().split(";", 2)[0]);

        var answer = submit(page, "/authorize", "action=go");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).contains(form);
    }

    @Test
    void a_form_that_lacks_something_says_so_and_connects_nothing() {
        var page = agreed();

        var answer = submit(page, "", "org=acme&repo=gone&commits=true&branch=123&action=connect");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.response().body())
                .contains("Choose one of the list.")
                .contains("This does not look as it must.");
        assertThat(submit(page, "", "action=connect").response().body())
                .contains("Please look at the marked fields once more.")
                .contains("This is needed.");
        assertThat(links()).isEmpty();
    }

    @Test
    void who_looks_for_choices_is_not_told_what_is_missing() {
        var page = agreed();

        var looked = submit(page, "", "org=acme&commits=true&branch=123&action=update");

        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.response().body())
                .doesNotContain("This is needed.")
                .contains("This does not look as it must.");
    }

    @Test
    void a_box_that_is_ticked_by_default_can_be_left_unticked() {
        var page = agreed();

        var looked = submit(page, "", "org=acme&action=update").response().body();
        var made = submit(page, "", "org=acme&repo=shop&action=connect");

        assertThat(looked).contains("name=\"commits\" value=\"true\">");
        assertThat(made.status()).isEqualTo(303);
        assertThat(site.crm.asked().getLast().body()).contains("\"commits\":false");
    }

    @Test
    void a_field_is_asked_for_only_when_it_is_shown() {
        var page = agreed();

        assertThat(look(page).response().body()).contains("Branch").contains("value=\"true\" checked>");
        assertThat(submit(page, "", "org=acme&action=update").response().body()).doesNotContain("Branch");
        assertThat(submit(page, "", "org=acme&commits=true&action=update")
                        .response()
                        .body())
                .contains("Branch");
    }

    @Test
    void when_the_partner_refuses_nothing_is_kept_and_the_person_can_try_again() {
        var page = agreed();
        refusesHooks = true;

        var refused = submit(page, "", "org=acme&repo=shop&commits=true&action=connect");
        refusesHooks = false;
        var again = submit(page, "", "org=acme&repo=shop&commits=true&action=connect");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.response().body()).contains("Nothing was kept");
        assertThat(again.status()).isEqualTo(303);
        assertThat(links()).hasSize(1);
    }

    @Test
    void a_page_is_for_one_browser_and_one_connection_and_can_be_cancelled() {
        var invitation = invitation();
        assertThat(site.get(invitation, "").status()).isEqualTo(303);
        assertThat(site.get(invitation, "").status()).isEqualTo(410);

        var page = agreed();
        assertThat(site.get(page.path() + "/form", "").status()).isEqualTo(410);
        submit(page, "", "org=acme&repo=shop&commits=true&action=connect");
        assertThat(submit(page, "", "org=acme&repo=shop&commits=true&action=connect")
                        .status())
                .isEqualTo(410);

        var other = agreed();
        assertThat(submit(other, "/cancel", "action=cancel").status()).isEqualTo(303);
        assertThat(look(other).status()).isEqualTo(410);
        assertThat(links()).hasSize(1);
    }

    @Test
    void speaks_the_language_of_the_browser_and_lets_nothing_run() {
        var page = agreed();

        var answer = look(page, "Accept-Language", "vi-VN,vi;q=0.9");

        assertThat(answer.response().body())
                .contains("lang=\"vi\"")
                .contains("Tổ chức")
                .contains("Kết nối Commit Git");
        assertThat(answer.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.response().body()).doesNotContain("<script");
    }

    @Test
    void one_identity_has_many_links_and_takes_them_with_it() {
        submit(agreed(), "", "org=acme&repo=shop&commits=true&action=connect");
        submit(agreed(), "", "org=acme&repo=web&commits=true&action=connect");
        var key = site.secretKey("CC-1");

        var principals = site.get("/api/v1/principals", key).body().path("items");

        assertThat(principals).hasSize(1);
        assertThat(principals.get(0).path("label").asText()).isEqualTo("an");
        assertThat(principals.get(0).path("integrators")).hasSize(2);
        var id = principals.get(0).path("id").asText();
        assertThat(site.send("DELETE", "/api/v1/principals/" + id + "?user=u2", key, "")
                        .status())
                .isEqualTo(403);
        assertThat(site.send("DELETE", "/api/v1/principals/" + id + "?user=u1", key, "")
                        .status())
                .isEqualTo(204);
        assertThat(links()).isEmpty();
        assertThat(site.get("/api/v1/principals", key).body().path("items")).isEmpty();
        assertThat(site.crm.asked()).anyMatch(asked -> asked.path().equals("/repos/acme/shop/hooks/555"));
    }

    @Test
    void a_link_of_a_team_is_not_made_without_one() {
        assertThat(site.post("/api/v1/links/git-done", site.secretKey("CC-1"), "{}")
                        .status())
                .isEqualTo(422);
        assertThat(site.post("/api/v1/links/git-dune", site.secretKey("CC-1"), "{\"team\":\"t\"}")
                        .status())
                .isEqualTo(404);
    }
}

package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** Somebody with a browser who may connect his own account tries to connect, to end or to redirect what is another's. */
class HostileLinksTest {
    private static final String TEMPLATE = """
        kind: Template
        name: NAME
        type: Link
        baseUrl: "http://HOST"
        parameters:
          - { name: repo }
          - { name: secret, secret: true, generate: 40 }
          - { name: hookId, filledBy: store, required: false }
        link: { scope: user, form: [repo], returnTo: "{{link.form.repo}}", returnHosts: [done.example, "*.wide.example"] }
        endpoints:
          - { name: login, type: Auth, grant: authorization_code, authorizeUrl: /authorize, url: /token, client: { id: patchbay } }
          - { name: add, type: PostData, trigger: link-create, url: /hooks, parameters: [{ name: as, type: header, key: Authorization, value: "Bearer {{auth.login}}" }] }
        ---
        """;

    private static final Site SITE = new Site();

    @BeforeAll
    static void open() {
        SITE.crm.answering(asked -> new Replied(200, "{\"access_token\":\"A1\",\"expires_in\":3600}"));
        var one = TEMPLATE.replace("HOST", SITE.crm.host());
        SITE.write("links.yaml", one.replace("NAME", "git") + one.replace("NAME", "forum") + Example.LOOPBACK)
                .start(Watching.OFF);
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    /** An open page and what its browser keeps of it. */
    private record Page(String path, String cookie) {}

    /** A way to the partner: what its address holds, and what the browser keeps of it. */
    private record Way(String state, String cookie) {}

    private static String invitation(String template) {
        var body = "{\"user\":\"u1\"}";
        var answer = SITE.post("/api/v1/links/" + template, SITE.secretKey("CC-1"), body);
        var address = URI.create(answer.body().path("url").asText());
        return address.getPath() + "?" + address.getQuery();
    }

    private static String cookie(Site.Answered answer) {
        return answer.header("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private static Page page(String template) {
        var answer = SITE.get(invitation(template), "");
        return new Page(answer.header("Location").orElseThrow().replace("/form", ""), cookie(answer));
    }

    private static Site.Answered submit(Page page, String action, String form) {
        return SITE.send(
                "POST",
                page.path() + action,
                "",
                form,
                "Cookie",
                page.cookie(),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private static Way walk(Page page) {
        var answer = submit(page, "/authorize", "action=go");
        var state = Pattern.compile("[?&]state=([^&]*)")
                .matcher(answer.header("Location").orElseThrow());
        assertThat(state.find()).isTrue();
        return new Way(URLDecoder.decode(state.group(1), StandardCharsets.UTF_8), cookie(answer));
    }

    private static Site.Answered back(String state, String cookie) {
        var coded = URLEncoder.encode(state, StandardCharsets.UTF_8);
        return SITE.get("/oauth/callback?code=c&state=" + coded, "", "Cookie", cookie);
    }

    private static Page agreed(String template) {
        var page = page(template);
        var way = walk(page);
        assertThat(back(way.state(), way.cookie()).status()).isEqualTo(303);
        return page;
    }

    private static List<String> links() {
        var listed = SITE.get("/api/v1/integrators", SITE.admin()).body().path("items");
        return listed.valueStream().map(link -> link.path("name").asText()).toList();
    }

    private static boolean isAgreed(Page page) {
        var form = SITE.get(page.path() + "/form", "", "Cookie", page.cookie());
        return form.response().body().contains("name=\"repo\"");
    }

    @Test
    void a_state_of_one_browser_is_nothing_in_another() {
        var mine = page("git");
        var others = page("git");
        var myWay = walk(mine);
        var othersWay = walk(others);

        assertThat(back(myWay.state(), othersWay.cookie()).status()).isEqualTo(410);
        assertThat(back(othersWay.state(), "patchbay-visitor=").status()).isEqualTo(410);
        assertThat(isAgreed(mine)).isFalse();
        assertThat(isAgreed(others)).isFalse();
    }

    @Test
    void a_state_is_good_once_and_no_other_text_is_one() {
        var page = page("git");
        var way = walk(page);
        var visitor = way.cookie().replace("patchbay-visitor=", "");
        var forged = List.of(
                "",
                way.state().substring(1),
                way.state() + "A",
                way.state().toLowerCase(Locale.ROOT),
                way.state() + visitor,
                visitor,
                page.cookie(),
                "\u0000",
                "' OR 1=1 --",
                "x".repeat(4_000));

        forged.forEach(state ->
                assertThat(back(state, way.cookie()).status()).as(state).isEqualTo(410));
        assertThat(back(way.state(), way.cookie()).status()).isEqualTo(303);
        assertThat(back(way.state(), way.cookie()).status()).isEqualTo(410);
        assertThat(isAgreed(page)).isTrue();
    }

    @Test
    void a_page_opens_to_its_own_browser_alone_and_a_ticket_its_own_template() {
        var page = page("git");
        var other = page("forum");
        var ticket = invitation("git");

        for (var path : List.of("/form", "/authorize", "/cancel", "")) {
            var method = path.equals("/form") ? "GET" : "POST";
            var answer = SITE.send(method, page.path() + path, "", "", "Cookie", other.cookie());
            assertThat(answer.status()).as(path).isBetween(400, 499);
        }
        assertThat(SITE.get(ticket.replace("/git", "/forum"), "").status()).isEqualTo(410);
        assertThat(SITE.get(ticket.replace("?t=", "?t=x"), "").status()).isEqualTo(410);
        assertThat(SITE.get(page.path() + "/form", "", "Cookie", page.cookie()).status())
                .isEqualTo(200);
    }

    @Test
    void a_form_says_nothing_that_is_not_asked() {
        var page = agreed("git");
        var before = links();

        submit(
                page,
                "",
                "repo=own&callcenterId=CC-2&user=u9&template=forum&secret=mine&hookId=7&fields.secret=mine&name=evil&action=connect");

        var made = new ArrayList<>(links());
        made.removeAll(before);
        assertThat(made).hasSize(1);
        var detail = SITE.get("/api/v1/integrators/" + made.getFirst(), SITE.secretKey("CC-1"))
                .body();
        assertThat(detail.path("fields").path("repo").asText()).isEqualTo("own");
        assertThat(detail.path("template").asText()).startsWith("git");
        assertThat(detail.path("user").asText()).isEqualTo("u1");
        assertThat(detail.toString()).doesNotContain("mine", "evil", "u9", "hookId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "https:evil.example",
                "https:///evil.example",
                "https://done.example@evil.example/",
                "https://done.example:x@evil.example/",
                "https://evil.example\\@done.example/",
                "https://evil.example#@done.example",
                "https://evil.example?x=done.example",
                "https://done.example.evil.example",
                "https://done.example.",
                "https://evildone.example",
                "https://wide.example",
                "https://.wide.example",
                "https://evil.example/.wide.example",
                "https://evilwide.example",
                "http://done.example",
                "javascript://done.example/%0aalert(1)",
                "data:text/html,done.example",
                "https://done.example\r\nX-Evil: 1",
                "https://done.example\t.evil.example",
                "https://done%2eexample",
                "https://done。example",
                "https://[::1]"
            })
    void nobody_is_sent_to_a_host_that_is_not_listed(String address) {
        var page = agreed("git");

        var done = submit(page, "", "action=connect&repo=" + URLEncoder.encode(address, StandardCharsets.UTF_8));

        assertThat(done.header("Location")).isEmpty();
        assertThat(done.header("X-Evil")).isEmpty();
        assertThat(done.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://done.example/a?b#c", "https://DONE.example:8443/", "https://a.b.wide.example"})
    void somebody_is_sent_to_a_host_that_is_listed(String address) {
        var page = agreed("git");

        var done = submit(page, "", "action=connect&repo=" + URLEncoder.encode(address, StandardCharsets.UTF_8));

        assertThat(done.header("Location")).contains(address);
    }

    @Test
    void who_has_no_key_of_a_server_invites_nobody() {
        for (var key : List.of("", SITE.publishableKey("CC-1", "https://a.example"))) {
            var answer = SITE.post("/api/v1/links/git", key, "{\"user\":\"u1\"}");

            assertThat(answer.status()).isIn(401, 403);
        }
    }
}

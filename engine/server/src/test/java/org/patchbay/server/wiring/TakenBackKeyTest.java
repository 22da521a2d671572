package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.http.KeyMint;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;

/** What was given away with a key opens nothing any more once that key is revoked, or the person removed (decision 0122). */
class TakenBackKeyTest {
    private static final String LINKS = """
            ---
            kind: Template
            name: plain
            baseUrl: "http://{{integrator.host}}"
            parameters: [{ name: token, label: Token, secret: true }]
            link: { scope: user }
            endpoints: [{ name: find, type: GetData, trigger: parcel-lost, url: /contacts }]
            ---
            kind: Template
            name: agreed
            baseUrl: "http://{{integrator.host}}"
            parameters: [{ name: bearer, type: header, key: Authorization, value: "Bearer {{auth.person}}" }]
            defaults: { parameters: [bearer] }
            endpoints:
              - { name: person, type: Auth, grant: authorization_code, authorizeUrl: /authorize, url: /token, client: { id: patchbay } }
              - { name: me, type: GetData, trigger: parcel-lost, url: /me }
            ---
            { kind: Integrator, name: lan, template: agreed, callcenterId: CC-1, host: "HOST" }
            """;

    private final Site site = new Site();

    @BeforeEach
    void open() {
        site.crm.answering(_ -> new Replied(200, "{\"id\":7,\"name\":\"An\",\"access_token\":\"A1\"}"));
        site.write("crm.yaml", Samples.crm(site.crm.host()) + LINKS.replace("HOST", site.crm.host()))
                .start(Watching.OFF);
    }

    @AfterEach
    void close() {
        site.close();
    }

    /** A key, and what its id is when it is to be revoked. */
    private record Held(String text, String path) {}

    private Held key() {
        var made = KeyMint.secret(Optional.of("CC-1"), Instant.now());
        site.server().engine().tools().store().keys().put(made.key());
        return new Held(made.text(), "/api/v1/keys/" + made.key().id());
    }

    private Held person() {
        site.post(
                "/api/v1/users",
                site.admin(),
                "{\"name\":\"an\",\"role\":\"editor\",\"password\":\"correct horse battery\"}");
        var login = site.post("/api/v1/login", "", "{\"user\":\"an\",\"password\":\"correct horse battery\"}");
        return new Held(login.body().path("token").asText(), "/api/v1/users/an");
    }

    private void takeBack(Held held) {
        assertThat(site.send("DELETE", held.path(), site.admin(), "").status()).isEqualTo(204);
    }

    private String card(Held held) {
        var body = "{\"callcenterId\":\"CC-1\",\"callId\":\"c-1\",\"phone\":\"0901234567\"}";
        return site.post("/api/v1/triggers/call-start?integrator=acme", held.text(), body)
                .body()
                .at("/iframe/0/src")
                .asText();
    }

    private String invitation(Held held) {
        return address(site.post("/api/v1/links/plain", held.text(), "{\"callcenterId\":\"CC-1\",\"user\":\"u1\"}"));
    }

    private String reconnection(Held held) {
        return address(site.post("/api/v1/integrators/lan/reconnect", held.text(), ""));
    }

    private static String address(Site.Answered answer) {
        var address = URI.create(answer.body().path("url").asText());
        return address.getPath()
                + Optional.ofNullable(address.getRawQuery())
                        .map(query -> "?" + query)
                        .orElse("");
    }

    @Test
    void a_card_is_gone_with_the_key_it_was_made_with_and_one_of_another_key_is_not() {
        for (var held : new Held[] {key(), person()}) {
            var card = card(held);
            var other = card(key());
            assertThat(site.get(card, "").status()).isEqualTo(200);

            takeBack(held);

            assertThat(site.get(card, "").status()).isEqualTo(410);
            assertThat(site.send("POST", card, "", "do=action&name=writeNote", "Content-Type", FORM)
                            .status())
                    .isEqualTo(410);
            assertThat(site.get(other, "").status()).isEqualTo(200);
        }
    }

    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void a_card_is_not_opened_in_the_name_of_another_key() {
        var gone = key();
        var card = card(gone);
        var other = key();

        takeBack(gone);

        var renamed = card.replaceFirst("k=[^&]*", "k=" + card(other).replaceFirst(".*k=([^&]*).*", "$1"));
        assertThat(renamed).isNotEqualTo(card);
        assertThat(site.get(renamed, "").status()).isEqualTo(410);
    }

    @Test
    void an_invitation_to_a_link_page_is_gone_with_its_key() {
        for (var held : new Held[] {key(), person()}) {
            var gone = invitation(held);
            var open = Person.at(site, invitation(held));
            var other = invitation(key());
            assertThat(open.look().status()).isEqualTo(200);

            takeBack(held);

            assertThat(site.get(gone, "").status()).isEqualTo(410);
            assertThat(open.look().status()).isEqualTo(410);
            assertThat(open.submit("action=connect&token=t-1").status()).isEqualTo(410);
            assertThat(Person.at(site, other).look().status()).isEqualTo(200);
        }
    }

    @Test
    void a_link_to_connect_again_is_gone_with_its_key_even_when_the_person_is_at_the_partner() {
        var held = key();
        var gone = reconnection(held);
        var sent = site.get(reconnection(held), "");
        var state =
                Person.query(URI.create(sent.header("Location").orElseThrow())).get("state");
        var cookie = sent.header("Set-Cookie").orElseThrow().split(";", 2)[0];

        takeBack(held);

        assertThat(site.get(gone, "").status()).isEqualTo(410);
        assertThat(site.get("/oauth/callback?code=c&state=" + state, "", "Cookie", cookie)
                        .status())
                .isEqualTo(410);
        assertThat(site.crm.asked("/token")).isEmpty();
    }
}

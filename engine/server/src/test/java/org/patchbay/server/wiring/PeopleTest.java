package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Secret;
import org.patchbay.server.http.Logins;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.Site.Answered;

/** People who administer: logging in, what their role lets them do, and the trail of what they did. */
class PeopleTest extends UsualSite {
    private static Answered add(String name, String role, String password) {
        var body = "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"password\":\"" + password + "\"}";
        return site.post("/api/v1/users", site.adminKey(Role.OWNER), body);
    }

    private static Answered login(String name, String password) {
        return site.post("/api/v1/login", "", "{\"user\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }

    private static String token(String name, String password) {
        return login(name, password).body().path("token").asText();
    }

    @Test
    void who_logs_in_may_do_what_the_role_says() {
        assertThat(add("an", "viewer", "correct horse battery").status()).isEqualTo(201);

        var session = login("an", "correct horse battery");

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.header("Cache-Control")).contains("no-store");
        assertThat(session.body().path("role").asText()).isEqualTo("viewer");
        var token = session.body().path("token").asText();
        assertThat(site.get("/api/v1/config", token).status()).isEqualTo(200);
        assertThat(site.post("/api/v1/config/reload", token, "{}").status()).isEqualTo(403);
        assertThat(site.get("/api/v1/users", token).status()).isEqualTo(403);
    }

    @Test
    void a_wrong_name_and_a_wrong_password_are_answered_alike() {
        add("binh", "viewer", "correct horse battery");

        var wrongName = login("nobody", "correct horse battery");
        var wrongPassword = login("binh", "wrong horse battery");

        assertThat(wrongName.status()).isEqualTo(401);
        assertThat(wrongPassword.status()).isEqualTo(401);
        assertThat(wrongName.body().path("detail"))
                .isEqualTo(wrongPassword.body().path("detail"));
    }

    @Test
    void too_many_wrong_passwords_are_not_looked_at_any_more() {
        add("cuong", "viewer", "correct horse battery");
        for (var attempt = 0; attempt < 10; attempt++) {
            assertThat(login("cuong", "guess number " + attempt).status()).isEqualTo(401);
        }

        var right = login("cuong", "correct horse battery");

        assertThat(right.status()).isEqualTo(429);
        assertThat(right.header("Retry-After")).isPresent();
    }

    @Test
    void who_is_kept_out_is_told_for_how_long() {
        add("minh", "viewer", "correct horse battery");
        for (var attempt = 0; attempt < 10; attempt++) {
            login("minh", "guess number " + attempt);
        }

        var refused = login("minh", "correct horse battery");

        var seconds = Long.parseLong(refused.header("Retry-After").orElseThrow());
        assertThat(seconds)
                .isBetween(
                        Duration.ofMinutes(10).toSeconds(),
                        Duration.ofMinutes(15).toSeconds());
        assertThat(refused.body().path("retryAfter").asLong()).isEqualTo(seconds);
        assertThat(refused.body().path("detail").asText()).containsPattern("try again in 1[0-5] minutes");
    }

    @Test
    void right_passwords_are_not_counted() {
        add("nam", "viewer", "correct horse battery");
        var logins = site.server().context().getBean(Logins.class);
        for (var time = 0; time < 101; time++) {
            var elsewhere = new InetSocketAddress("192.0.2." + time, 1);
            assertThat(logins.login("nam", Secret.of("correct horse battery"), elsewhere))
                    .isPresent();
        }
    }

    @Test
    void wrong_passwords_from_elsewhere_keep_nobody_out() {
        add("dung", "viewer", "correct horse battery");
        var logins = site.server().context().getBean(Logins.class);
        var elsewhere = new InetSocketAddress("192.0.2.1", 1);
        for (var attempt = 0; attempt < 10; attempt++) {
            assertThat(logins.login("dung", Secret.of("guess number " + attempt), elsewhere))
                    .isEmpty();
        }

        assertThat(login("dung", "correct horse battery").status()).isEqualTo(200);
    }

    @Test
    void a_name_with_spaces_behind_it_is_nobodys() {
        add("linh", "viewer", "correct horse battery");

        for (var name : List.of("linh ", " linh", "linh\\t", "")) {
            assertThat(login(name, "correct horse battery").status()).as(name).isEqualTo(401);
        }
        assertThat(login("linh", "correct horse battery").status()).isEqualTo(200);
    }

    @Test
    void another_password_or_role_or_removal_ends_a_session() {
        add("dung", "editor", "correct horse battery");
        var owner = site.adminKey(Role.OWNER);
        var first = token("dung", "correct horse battery");
        assertThat(site.get("/api/v1/config", first).status()).isEqualTo(200);

        site.send("PATCH", "/api/v1/users/dung", owner, "{\"password\":\"another horse battery\"}");
        assertThat(site.get("/api/v1/config", first).status()).isEqualTo(401);

        var second = token("dung", "another horse battery");
        site.send("PATCH", "/api/v1/users/dung", owner, "{\"role\":\"viewer\"}");
        assertThat(site.get("/api/v1/config", second).status()).isEqualTo(401);

        var third = token("dung", "another horse battery");
        site.send("DELETE", "/api/v1/users/dung", owner, "");
        assertThat(site.get("/api/v1/config", third).status()).isEqualTo(401);
    }

    @Test
    void a_session_cannot_be_made_up() {
        add("em", "viewer", "correct horse battery");
        add("giang", "owner", "correct horse battery");
        var em = token("em", "correct horse battery");
        var giang = token("giang", "correct horse battery");
        var mixed = giang.substring(0, giang.indexOf('.')) + em.substring(em.indexOf('.'));

        for (var wrong :
                List.of(mixed, em + "x", em.substring(0, em.length() - 1), "us_", "us_.", "us_ZW0.", "us_!.a.b")) {
            assertThat(site.get("/api/v1/config", wrong).status()).as(wrong).isEqualTo(401);
        }
    }

    @Test
    void what_a_user_cannot_be_is_said() {
        assertThat(add("ha", "boss", "correct horse battery")
                        .body()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/role");
        assertThat(add("ha", "viewer", "short").body().at("/errors/0/pointer").asText())
                .isEqualTo("/password");
        assertThat(add("../ha", "viewer", "correct horse battery")
                        .body()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/name");
        add("hoa", "viewer", "correct horse battery");
        assertThat(add("hoa", "viewer", "correct horse battery").problem()).isEqualTo("/problems/already-exists");
    }

    private static List<JsonNode> trail() {
        return site.get("/api/v1/audit?limit=1000", site.admin())
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    @Test
    void changes_are_written_down_without_what_was_sent_and_looking_is_not() {
        add("khanh", "owner", "correct horse battery");
        var token = token("khanh", "correct horse battery");

        site.send("PUT", "/api/v1/secrets/audited", token, "{\"value\":\"hunter2-of-khanh\"}");
        site.post("/api/v1/config/validate", token, "{}");
        site.get("/api/v1/users", token);
        site.post(
                "/api/v1/triggers/call-start?integrator=acme",
                site.secretKey(),
                "{\"callId\":\"c-audit\",\"phone\":\"0901234567\"}");
        site.send("DELETE", "/api/v1/secrets/audited", site.adminKey(Role.VIEWER), "");

        var khanh = trail().stream()
                .filter(entry -> entry.path("who").asText().equals("user:khanh"))
                .toList();
        assertThat(khanh).singleElement().satisfies(entry -> {
            assertThat(entry.path("what").asText()).isEqualTo("PUT /secrets/audited");
            assertThat(entry.path("outcome").asText()).startsWith("20");
        });
        assertThat(trail().toString())
                .doesNotContain("hunter2")
                .doesNotContain("correct horse")
                .doesNotContain("c-audit");
        assertThat(trail()).as("what was refused is written down too").anySatisfy(entry -> {
            assertThat(entry.path("what").asText()).isEqualTo("DELETE /secrets/audited");
            assertThat(entry.path("outcome").asText()).isEqualTo("403");
        });
        assertThat(trail())
                .anySatisfy(entry -> assertThat(entry.path("what").asText()).startsWith("revision 1 "));
        assertThat(site.get("/api/v1/audit", site.admin()).body().path("whole").asBoolean())
                .isTrue();
    }
}

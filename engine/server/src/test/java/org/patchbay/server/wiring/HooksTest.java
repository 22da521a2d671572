package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.server.wiring.ServerSettings.Watching;

class HooksTest {
    private static final String PARTNER = """
            kind: Template
            name: partner
            baseUrl: "http://{{integrator.host}}"
            parameters:
              - { name: secret }
            endpoints:
              - { name: note, type: PostData, trigger: pushed, url: /notes, parameters: [{ name: id, type: body }] }
            hooks:
              - { name: push, verify: { use: github, with: { secret: "{{integrator.secret}}" } }, dedupe: body.id, trigger: pushed,
                  reply: { header: { X-Seen: "{{body.id}}" }, xml: "<ok id='{{body.id}}'/>" } }
              - { name: form, path: "/forms/{kind}", method: [PUT, PATCH, DELETE, POST, GET], address: token, trigger: pushed,
                  reply: { text: "{{request.method}} {{request.path.kind}} {{request.query.q?}} {{body.id?}}" } }
            ---
            { kind: Integrator, name: acme, template: partner, callcenterId: CC-1, host: HOST, fields: { secret: s } }
            ---
            { kind: Installation, egress: { allowPrivate: [127.0.0.1], allowHttp: [127.0.0.1] } }
            """;

    private final Site site = new Site();

    @BeforeEach
    void start() {
        site.write("partner.yaml", PARTNER.replace("HOST", site.crm.host())).start(Watching.OFF);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void a_signed_request_is_answered_in_xml_before_the_work_and_then_done() {
        var body = "{ \"id\" : \"<&1\" }";

        var answered = push(body, "sha256=" + hmac("s", body));

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.header("X-Seen")).contains("<&1");
        assertThat(answered.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/xml"));
        assertThat(answered.response().body()).isEqualTo("<ok id='&lt;&amp;1'/>");
        Site.until(() -> site.crm.asked("/notes").size() == 1);
        assertThat(site.crm.asked("/notes").getFirst().body()).isEqualTo("{\"id\":\"<&1\"}");
    }

    @Test
    void what_is_coded_on_the_way_is_refused_whoever_sends_it_and_never_comes_out_empty() {
        var body = "{\"id\":1}";
        for (var coding : List.of("gzip", "x-gzip", "deflate", "br", "identity, gzip", "GZIP")) {
            var known = site.post(
                    "/hooks/acme/push",
                    "",
                    body,
                    "X-Hub-Signature-256",
                    "sha256=" + hmac("s", body),
                    "Content-Encoding",
                    coding);
            var unknown = site.post("/hooks/nobody/push", "", body, "Content-Encoding", coding);

            assertThat(List.of(known.status(), unknown.status())).as(coding).containsExactly(415, 415);
        }
        assertThat(site.post(
                                "/hooks/acme/push",
                                "",
                                body,
                                "X-Hub-Signature-256",
                                "sha256=" + hmac("s", body),
                                "Content-Encoding",
                                "identity",
                                "Patchbay-Held-Coding",
                                "gzip")
                        .status())
                .isEqualTo(200);
        Site.until(() -> site.crm.asked("/notes").size() == 1);
    }

    @Test
    void wrong_signatures_and_unknown_tenants_are_answered_with_equal_bytes() {
        var wrong = push("{\"id\":1}", "sha256=00");
        var unknown = site.post("/hooks/nobody/push", "", "{\"id\":1}", "X-Hub-Signature-256", "sha256=00");
        var nothing = site.post("/hooks/acme/none", "", "{\"id\":1}");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(List.of(shown(unknown), shown(nothing))).containsOnly(shown(wrong));
        assertThat(site.crm.asked()).isEmpty();
    }

    @Test
    void a_body_of_five_megabytes_is_refused_whoever_sends_it() {
        var large = "{\"id\":\"" + "x".repeat(5 << 20) + "\"}";

        var known = push(large, "sha256=00");
        var unknown = site.post("/hooks/nobody/push", "", large);
        var medium = push("{\"id\":\"" + "x".repeat(2 << 20) + "\"}", "sha256=00");

        assertThat(List.of(known.status(), unknown.status(), medium.status())).containsOnly(413);
        assertThat(site.crm.asked()).isEmpty();
    }

    @Test
    void an_address_that_cannot_be_guessed_takes_every_method_and_kind_of_body() {
        var tenant = site.server().engine().live().orElseThrow().tenant("acme").orElseThrow();
        var token = site.server()
                .engine()
                .tools()
                .store()
                .fields()
                .stored("acme")
                .values()
                .iterator()
                .next();
        var path = "/hooks/acme/" + org.patchbay.exchange.Scalars.text(token) + "/forms/a%20b";

        assertThat(tenant.name()).isEqualTo("acme");
        for (var method : List.of("PUT", "PATCH", "POST", "DELETE")) {
            var sent = site.send(
                    method,
                    path + "?q=1%2B1",
                    "",
                    "id=7&x=%C3%A9",
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            assertThat(sent.response().body()).isEqualTo(method + " a b 1+1 7");
        }
        assertThat(site.get(path, "").response().body()).isEqualTo("GET a b  ");
        assertThat(site.post("/hooks/acme/" + "0".repeat(32) + "/forms/a", "", "{}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_text_that_is_no_json_is_told_so_only_to_who_has_signed_it() {
        var cut = "{\"id\":";

        assertThat(push(cut, "sha256=" + hmac("s", cut)).status()).isEqualTo(400);
        assertThat(push(cut, "sha256=00").status()).isEqualTo(401);
    }

    private Site.Answered push(String body, String signature) {
        return site.post("/hooks/acme/push", "", body, "X-Hub-Signature-256", signature);
    }

    /** All of an answer but what is another one each time. */
    private static List<Object> shown(Site.Answered answered) {
        var headers = new TreeMap<>(answered.response().headers().map());
        headers.keySet().removeAll(List.of("date", "x-request-id"));
        var shown = new ArrayList<Object>(
                List.of(answered.status(), answered.response().body()));
        shown.add(headers);
        return shown;
    }

    private static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(java.nio.charset.StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

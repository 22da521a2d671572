package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.engine.House.reply;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Request;

/** A client that shows itself as a plugin does it, and whose tokens are given back. */
class ClientProofTest {
    private static final String CRM = """
            kind: Template
            name: crm
            parameters:
              - { name: key, secret: true }
              - { name: token, type: header, key: Authorization, value: "Bearer {{auth.machine}}" }
            endpoints:
              - name: machine
                type: Auth
                grant: client_credentials
                url: /token
                revokeUrl: /revoke
                client: { id: phone, auth: "plugin:test-key", options: { key: "{{integrator.key}}", kid: k1 } }
              - { name: find, type: GetData, trigger: call-start, url: /find, parameters: [token], expiredWhen: { status: 401 } }
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test, fields: { key: "KEY" } }
            """;

    private final House house = new House().answering(ClientProofTest::partner);
    private final KeyPair pair = pair();
    private final String key =
            Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());

    @AfterEach
    void close() {
        house.close();
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static org.patchbay.exchange.Reply partner(Request request) {
        return request.target().equals("/token")
                ? reply(200, "{\"access_token\":\"A1\",\"refresh_token\":\"R1\"}")
                : reply(200, "{}");
    }

    private Execution call() {
        assertThat(house.load(CRM.replace("KEY", key))).isInstanceOf(LoadResult.Accepted.class);
        return house.over(house.fire("call-start", "{}"));
    }

    private static Map<String, String> form(Request request) {
        return Idp.form(new String(request.body(), StandardCharsets.UTF_8));
    }

    private boolean isGood(String assertion) throws GeneralSecurityException {
        var end = assertion.lastIndexOf('.');
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(pair.getPublic());
        signature.update(assertion.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(assertion.substring(end + 1)));
    }

    @Test
    void a_plugin_shows_who_the_client_is() throws GeneralSecurityException {
        call();

        var form = form(house.requests.getFirst());
        assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .doesNotContainKeys("client_id", "client_secret");
        var assertion = form.get("client_assertion");
        var claims = new String(Base64.getUrlDecoder().decode(assertion.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("\"sub\":\"phone\"", "\"aud\":\"https://crm.test/token\"");
        assertThat(isGood(assertion)).isTrue();
    }

    @Test
    void what_a_plugin_shows_is_masked_in_the_execution_but_for_what_it_calls_open() {
        var execution = call().toString();

        assertThat(execution)
                .doesNotContain(form(house.requests.getFirst()).get("client_assertion"))
                .doesNotContain(key)
                .contains("jwt-bearer");
    }

    @Test
    void a_proof_that_is_another_one_each_time_does_not_make_another_token_of_it() {
        call();
        try (var restarted = new House(house.store).answering(ClientProofTest::partner)) {
            restarted.load(CRM.replace("KEY", key));
            restarted.fire("call-start", "{}");

            assertThat(restarted.urls()).containsExactly("GET https://crm.test/find");
        }
    }

    @Test
    void another_key_is_another_token() {
        call();
        var other = Base64.getEncoder().encodeToString(pair().getPrivate().getEncoded());
        house.load(CRM.replace("KEY", other));
        house.fire("call-start", "{}");

        assertThat(house.urls().stream().filter("POST https://crm.test/token"::equals))
                .hasSize(2);
    }

    @Test
    void an_unfit_option_refuses_the_request_without_showing_it() {
        assertThat(house.load(CRM.replace("KEY", "bm8ga2V5"))).isInstanceOf(LoadResult.Accepted.class);

        var execution = house.over(house.fire("call-start", "{}")).toString();

        assertThat(execution).contains("the option `key` is no private key").doesNotContain("bm8ga2V5");
        assertThat(house.urls()).isEmpty();
    }

    @Test
    void what_a_plugin_does_not_know_is_found_at_load() {
        var refused = (LoadResult.Refused) house.load(CRM.replace("kid: k1", "kld: k1"));
        assertThat(refused.findings().toString()).contains("PB201", "no option `kld`", "did you mean `kid`?");

        refused = (LoadResult.Refused) house.load(CRM.replace("key: \"{{integrator.key}}\", ", ""));
        assertThat(refused.findings().toString()).contains("PB204", "needs the option `key`");

        refused = (LoadResult.Refused) house.load(CRM.replace("plugin:test-key", "plugin:test-kay"));
        assertThat(refused.findings().toString()).contains("PB704", "did you mean `test-key`?");
    }

    @Test
    void a_token_is_given_back_by_its_refresh_token_and_not_used_again() throws GeneralSecurityException {
        call();
        var tenant = house.engine.live().orElseThrow().tenant("acme").orElseThrow();

        var result = house.engine.connections().disconnect(tenant);
        house.fire("call-start", "{}");

        assertThat(result.failure()).isEmpty();
        assertThat(house.urls())
                .containsExactly(
                        "POST https://crm.test/token",
                        "GET https://crm.test/find",
                        "POST https://crm.test/revoke",
                        "POST https://crm.test/token",
                        "GET https://crm.test/find");
        var form = form(house.requests.get(2));
        assertThat(form)
                .containsEntry("token", "R1")
                .containsEntry("token_type_hint", "refresh_token")
                .doesNotContainKeys("grant_type", "scope");
        assertThat(isGood(form.get("client_assertion"))).isTrue();
    }

    @Test
    void a_partner_that_does_not_take_a_token_back_is_told_and_the_token_forgotten() {
        house.answering(request -> request.target().equals("/revoke") ? reply(503, "{}") : partner(request));
        call();
        var tenant = house.engine.live().orElseThrow().tenant("acme").orElseThrow();

        var result = house.engine.connections().disconnect(tenant);
        house.fire("call-start", "{}");

        assertThat(result.failure()).isPresent();
        assertThat(house.urls().stream().filter("POST https://crm.test/token"::equals))
                .hasSize(2);
    }
}

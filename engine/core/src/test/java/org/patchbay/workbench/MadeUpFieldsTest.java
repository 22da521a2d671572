package org.patchbay.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of documents find the fields that the engine makes up, the same ones each time. */
class MadeUpFieldsTest {
    /** The signature: {@code printf '%s' "$head.$claims" | openssl dgst -sha256 -hmac AAAAAAAA -binary}, in base64url. */
    private static final String DOCUMENT = """
            kind: Template
            name: desk
            parameters:
              - { name: seal, secret: true, managed: true, generate: 8 }
              - { name: pass, secret: true, managed: true, generate: { jwt: { channelId: "{{integrator.name}}", iat: { $from: now.epoch } }, key: "{{integrator.seal}}" } }
            endpoints:
              - { name: tell, type: PostData, trigger: asked, url: "https://desk.example/told", parameters: [{ name: one, type: header, key: X-Seal, value: "{{integrator.seal}}" }, { name: two, type: header, key: X-Pass, value: "{{integrator.pass}}" }], body: {} }
            tests:
              - name: a token is made of the key above it
                trigger: asked
                clock: 2019-04-25T14:18:13Z
                integrator: { name: forum }
                stubs: { tell: { status: 200 } }
                expect: { requests: { tell: { header: { X-Seal: AAAAAAAA, X-Pass: TOKEN } } } }
              - { name: what is given is taken, trigger: asked, integrator: { fields: { seal: s, pass: p } }, stubs: { tell: { status: 200 } }, expect: { requests: { tell: { header: { X-Seal: s, X-Pass: p } } } } }
            """;

    private static final String TOKEN =
            "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJjaGFubmVsSWQiOiJmb3J1bSIsImlhdCI6MTU1NjIwMTg5M30.IBwgDAZ2jvZEiyeZ3g8gPf7qLH3rvBpUG9hufE8WCV8";

    @Test
    void a_field_that_is_made_up_has_a_fixed_value_unless_the_test_gives_one() {
        var report = TestRunner.run(Map.of("desk.yaml", DOCUMENT.replace("TOKEN", TOKEN)), _ -> true);

        assertThat(report.problems()).isEmpty();
        assertThat(report.results())
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.differences()).isEmpty());
    }
}

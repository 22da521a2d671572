package org.patchbay.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.sign.VerifyingSamples.ANY;
import static org.patchbay.sign.VerifyingSamples.NOW;
import static org.patchbay.sign.VerifyingSamples.at;
import static org.patchbay.sign.VerifyingSamples.compile;
import static org.patchbay.sign.VerifyingSamples.reason;
import static org.patchbay.sign.VerifyingSamples.request;
import static org.patchbay.sign.VerifyingSamples.signed;
import static org.patchbay.sign.VerifyingSamples.values;
import static org.patchbay.sign.VerifyingSamples.verify;
import static org.patchbay.sign.VerifyingSamples.with;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Method;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Request;
import org.patchbay.render.Sample;
import org.patchbay.wire.Wire;

/** Forms in which partners write signatures, lists and times. */
class VerifyingFormsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "epoch",
                "epochMillis",
                "iso",
                "rfc1123",
                "rfc2822",
                "datetime",
                "yyyyMMddHHmmss",
                "dd/MM/yyyy HH:mm",
                "yyyy-MM-dd'T'HH:mm:ssxxx"
            })
    void each_way_to_write_a_time_is_read_back(String format) {
        var block = """
            values: { time: { now: "%s", zone: Asia/Shanghai, within: 1m }, mac: { md5: "{{time}}{{integrator.secret}}" } }
            carry: { header.T: "{{time}}", header.M: "{{mac}}" }
            """.formatted(format);

        assertThat(verify(block, signed(block, ""))).isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(block, signed(block, ""), NOW.plusSeconds(200), ANY, values("secret", "s3cret"))))
                .startsWith("`time` is 2");
    }

    @Test
    void hex_is_compared_without_its_case_only_where_that_is_said() {
        var block = "values: { m: { md5: \"{{integrator.secret}}\" } }\ncarry: { header.M: \"{{m}}\" }\n";
        UnaryOperator<Request> upper = request -> with(
                request,
                List.of(new Pair("M", request.headers().getFirst().value().toUpperCase(Locale.ROOT))),
                "");

        assertThat(verify(block, upper.apply(signed(block, "")))).isInstanceOf(Verdict.Refused.class);
        assertThat(verify(block + "ignoreCase: true", upper.apply(signed(block, ""))))
                .isInstanceOf(Verdict.Genuine.class);
        var base64 = block.replace("}}\" } }", "}}\", as: base64 } }");
        assertThat(verify(base64 + "ignoreCase: true", upper.apply(signed(base64, ""))))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void of_a_list_of_signatures_one_is_enough() {
        var block = """
            values: { m: { md5: "{{request.body}}{{integrator.secret}}" } }
            carry: { header.M: { text: "v1,{{m}}", split: " " } }
            """;
        var request = signed(block, "x");
        var right = request.headers().getFirst().value();

        assertThat(verify(block, with(request, List.of(new Pair("M", "v1,zz v1a,yy " + right)), "x")))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(block, with(request, List.of(new Pair("M", "v1,zz v1a,yy")), "x"))))
                .isEqualTo("header `M` differs");
    }

    /** As Stripe writes it: t=…,v1=…,v0=…. */
    @Test
    void a_list_may_hold_the_time_and_the_signature_in_any_order() {
        var block = """
            values: { t: { now: epoch, within: 5m }, m: { hmacSha256: "{{t}}.{{request.body}}", key: "{{integrator.secret}}" } }
            carry: { header.S: { text: "t={{t}},v1={{m}}", split: "," } }
            """;
        var request = signed(block, "x");
        var parts = request.headers().getFirst().value().split(",", -1);

        assertThat(verify(block, with(request, List.of(new Pair("S", parts[1] + ", v0=zz," + parts[0])), "x")))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(block, with(request, List.of(new Pair("S", parts[1])), "x"))))
                .isEqualTo("header `S` is not written as the signature writes it");
    }

    @Test
    void only_a_carry_compares_a_shared_secret() {
        var block = "carry: { header.X-Key: \"{{integrator.secret}}\" }";

        assertThat(verify(block, request(List.of(new Pair("X-Key", "s3cret")), "")))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(block, request(List.of(new Pair("X-Key", "guess")), ""))))
                .isEqualTo("header `X-Key` differs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&b=2&b=1", "b=1&a=1&b=2", "b=2&b=1&a=1"})
    void parameters_are_signed_alike_in_whatever_order_they_come(String query) {
        // printf 'a=1&b=1&b=2s3cret' | openssl md5
        var block = """
            values: { pairs: { canonical: { of: query } }, m: { md5: "{{pairs}}{{integrator.secret}}" } }
            carry: { query.m: "{{m}}" }
            """;
        var request = new Request(
                Method.GET,
                new Origin("https", "us.test", 443),
                "/in?" + query + "&m=5843920e873b8061dc03c79fd4c6ef54",
                List.of(),
                new byte[0]);

        assertThat(reason(verify(block, request))).isEmpty();
    }

    @Test
    void what_is_left_out_when_signing_is_left_out_when_verifying() {
        var block = """
            values: { pairs: { canonical: { of: [query, body] } }, t: { now: epoch }, m: { md5: "{{t}}{{pairs}}{{integrator.secret}}" } }
            carry: { body.auth.time: "{{t}}", body.auth.sum: "{{m}}" }
            """;
        var problems = new Problems();
        var verifying = compile(block, problems);
        var tree = Sample.json("{ text: Xin chào, auth: { user: acme } }");
        var draft = verifying.sign(
                new Draft(
                        Method.POST,
                        new Origin("https", "us.test", 443),
                        "/in",
                        List.of(new Pair("q", "a b&c")),
                        List.of(),
                        List.of(),
                        new Body.Json(tree)),
                at(NOW, values("secret", "s3cret")));

        var verdict = verifying.verify(
                new Received(Wire.request(draft), draft.body()), at(NOW, values("secret", "s3cret")), ANY);

        assertThat(reason(verdict)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "values: { t: { now: epoch }, m: { md5: '{{t}}{{integrator.secret}}' } }, carry: { header.M: '{{m}}'"
                        + " }; `t` is not carried by itself",
                "values: { n: { nonce: hex }, m: { md5: '{{n}}{{integrator.secret}}' } }, carry: { header.M: '{{m}}'"
                        + " }; `n` is not carried by itself",
                "values: { t: { now: epoch } }, carry: { header.T: '{{t}}' }; nothing in it proves who sent it",
                "values: { m: { md5: '{{integrator.secret}}' } }, carry: { path.m: '{{m}}' }; it is carried in the path"
            })
    void what_cannot_verify_is_found_at_load(String block, String why) {
        var problems = new Problems();

        Verifying.compile(
                Sample.endpoint("sign: { " + block + " }").request().sign().orElseThrow(),
                Map.of(),
                Sample.scope(),
                problems);

        assertThat(problems.sorted()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PB703");
            assertThat(problem.note()).isEqualTo(why);
        });
    }

    @Test
    void the_query_that_came_is_signed_as_it_came() {
        var block = """
            values: { m: { md5: "{{request.target}}|{{request.rawQuery}}|{{request.url}}{{integrator.secret}}" } }
            carry: { header.M: "{{m}}" }
            """;
        var target = "/in?b=%7E&a=%c3%a0&&c";
        // printf '/in?b=%%7E&a=%%c3%%a0&&c|b=%%7E&a=%%c3%%a0&&c|https://us.test/in?b=%%7E&a=%%c3%%a0&&cs3cret' |
        // openssl md5
        var request = new Request(
                Method.GET,
                new Origin("https", "us.test", 443),
                target,
                List.of(new Pair("M", "5b3c3424004ff33e35dda1a717ec50d3")),
                new byte[0]);

        assertThat(reason(verify(block, request))).isEmpty();
    }

    @Test
    void a_plugins_signature_is_verified_by_the_plugin() throws GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var key = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "."
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        var block = """
            values: { s: { plugin: EdDSA, input: "{{request.body}}", key: "{{integrator.secret}}" } }
            carry: { header.S: "ed={{s}}" }
            """;
        var request = signed(block, "Xin chào", values("secret", key));

        assertThat(verify(block, request, NOW, ANY, values("secret", key))).isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(block, with(request, request.headers(), "Xin chao"), NOW, ANY, values("secret", key))))
                .isEqualTo("`s` differs");
    }

    @Test
    void a_plugins_value_is_computed_and_what_it_refuses_is_told() {
        var block = """
            values: { s: { plugin: test-reverse, text: "{{request.body}}" } }
            carry: { header.S: "{{s}}" }
            """;

        assertThat(signed(block, "abc").headers()).contains(new Pair("S", "cba"));
        assertThat(reason(verify(block, request(List.of(new Pair("S", "x")), ""))))
                .isEqualTo("there is nothing to reverse");
    }
}

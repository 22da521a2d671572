package org.patchbay.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.patchbay.sign.SigningSamples.sign;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Body;
import org.patchbay.render.Sample;

/** Signatures that cannot work, and vectors that differ. */
class SigningFindingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{ values: { a: { md6: x } }, carry: { header.A: '{{a}}' } }; PB704; did you mean `md5`?",
                "{ values: { a: { jwt: {} } }, carry: { header.A: '{{a}}' } }; PB204; ''",
                "{ values: { a: { jwt: x, key: k } }, carry: { header.A: '{{a}}' } }; PB205; ''",
                "{ values: { a: { jwt: {}, key: k, alg: HS265 } }, carry: { header.A: '{{a}}' } }; PB704; 'did you"
                        + " mean `HS256`?'",
                "{ values: { a: { jwt: {}, key: k, header: { alg: none } } }, carry: { header.A: '{{a}}' } }; PB205;"
                        + " 'say it beside `key`: alg: HS256'",
                "{ values: { a: { plugin: nobody } }, carry: { header.A: '{{a}}' } }; PB704; 'known here: EdDSA,"
                        + " test-reverse'",
                "{ values: { a: { plugin: test-reverse } }, carry: { header.A: '{{a}}' } }; PB204; ''",
                "{ values: { a: { plugin: test-reverse, text: x, key: k } }, carry: { header.A: '{{a}}' } }; PB201;"
                        + " 'known here: plugin, text'",
                "{ values: { a: { md5: x, ass: hex } }, carry: { header.A: '{{a}}' } }; PB201; did you mean `as`?",
                "{ values: { a: { md5: x, as: bas64 } }, carry: { header.A: '{{a}}' } }; PB203; did you mean `base64`?",
                "{ values: { a: { hmacMd5: x } }, carry: { header.A: '{{a}}' } }; PB204; ''",
                "{ values: { a: x }, carry: { heder.A: '{{a}}' } }; PB203; did you mean `header`?",
                "{ values: { a: x }, carry: { header.Host: '{{a}}' } }; PB205; ''",
                "{ values: { mac: x }, carry: { header.A: '{{mca}}' } }; PB602; did you mean `mac`?",
                "{ values: { body: x }, carry: { header.A: x } }; PB309; take another name",
                "{ values: { a: x }, carry: { header.A: '{{request.boddy}}' } }; PB602; did you mean `request.body`?",
                "{ values: { a: { now: epcoh } }, carry: { header.A: '{{a}}' } }; PB203; did you mean `epoch`?",
                "{ values: { a: { now: YYYYMMdd } }, carry: { header.A: '{{a}}' } }; PB608; did you mean `yyyyMMdd`?",
                "{ values: { a: { now: upper } }, carry: { header.A: '{{a}}' } }; PB608; 'for example epoch, iso,"
                        + " rfc2822 or yyyyMMddHHmmss'",
                "{ values: { a: { now: yyyyMMddHHmmss, zone: Asia/Nowhere } }, carry: { header.A: '{{a}}' } }; PB203;"
                        + " for example Asia/Ho_Chi_Minh",
                "{ values: { a: { canonical: { order: listed } } }, carry: { header.A: '{{a}}' } }; PB204; ''",
                "{ values: { a: { take: request.query.x, match: '(' } }, carry: { header.A: '{{a}}' } }; PB605; RE2"
                        + " has no look-around and no back references",
                "{ values: { a: x } }; PB204; 'for example { header.X-Sign: \"{{mac}}\" }'",
                "{ values: { a: x }, carry: { header.A: x, header.a: y } }; PB405; ''",
                "vonag; PB306; did you mean `vonage`?",
                "vonage; PB306; 'with: { secret: \"{{integrator.…}}\" }'",
                "{ use: vonage, with: { secret: x, secrets: y } }; PB306; did you mean `secret`?"
            })
    void what_cannot_work_is_found_at_load(String sign, String code, String help) {
        var vonage =
                Sample.signature(Sample.json("{ with: [secret], values: { a: x }, carry: { query.sig: '{{a}}' } }"));
        var problems = new Problems();

        Signing.compile(Sample.endpoint("sign: " + sign), Map.of("vonage", vonage), Sample.scope(), problems);

        assertThat(problems.sorted()).extracting(Problem::code, Problem::help).contains(tuple(code, help));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ values: { a: { md5: '{{request.body}}' } }, carry: { body.a: '{{a}}' } }",
                "{ values: { a: { md5: '{{request.url}}' } }, carry: { query.a: '{{a}}' } }",
                "{ values: { a: { md5: '{{request.target}}' }, b: { hex: '{{a}}' } }, carry: { query.a: '{{b}}' } }",
                "{ values: { a: { md5: '{{request.path}}' } }, carry: { path.a: '{{a}}' } }",
                "{ values: { a: { md5: '{{request.header.x-a}}' } }, carry: { header.X-A: '{{a}}' } }",
                "{ values: { a: { md5: '{{request.query.a}}' } }, carry: { query.a: '{{a}}' } }",
                "{ values: { a: { md5: '{{request.json.auth}}' } }, carry: { body.auth.a: '{{a}}' } }",
                "{ values: { a: { md5: '{{request.cookie.a}}' } }, carry: { cookie.a: '{{a}}' } }"
            })
    void a_signature_that_would_sign_itself_is_refused(String sign) {
        var problems = new Problems();

        Signing.compile(Sample.endpoint("sign: " + sign), Map.of(), Sample.scope(), problems);

        assertThat(problems.sorted()).extracting(Problem::code).containsExactly("PB702");
    }

    @Test
    void a_vector_that_differs_shows_both_answers_and_what_was_signed() {
        var signature = Sample.signature(Sample.json("""
            with: [secret]
            values: { time: { now: epoch }, pairs: { canonical: {} }, sig: { md5: "{{pairs}}{{with.secret}}" } }
            carry: { query.timestamp: "{{time}}", query.sig: "{{sig}}" }
            vectors:
              - with: { secret: secret }
                now: "2016-04-25T17:29:56Z"
                request: { query: { a: 1, b: 2 } }
                expect: { query.sig: 6af838ef94998832dbfc29020b564830 }
            """));
        var problems = new Problems();

        Signing.check("vonage", signature, problems);

        assertThat(problems.sorted()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PB701");
            assertThat(problem.text()).isEqualTo("signature `vonage` gives another value than its vector");
            // printf 'a=1&b=2&timestamp=1461605396secret' | openssl md5
            assertThat(problem.note()).isEqualTo("""
                expected 6af838ef94998832dbfc29020b564830, computed 0fcda81dbf8d2924daf8c435ba6b6c70
                signed   a=1&b=2&timestamp=1461605396 · ‹with.secret›\
                """);
        });
    }

    @Test
    void a_vector_that_expects_what_the_signature_does_not_make_differs() {
        assertThat(verified(
                        "{ values: { a: x }, carry: { header.A: '{{a}}' }, vectors: [{ expect: { header.B: x } }] }"))
                .containsExactly("PB701");
        assertThat(verified("{ values: { a: '{{request.query.q}}' }, carry: { header.A: '{{a}}' }, vectors: [{"
                        + " expect: { a: x } }] }"))
                .containsExactly("PB701");
        assertThat(verified("{ values: { a: x }, carry: { header.A: '{{a}}' }, vectors: [{ request: { boddy: x },"
                        + " expect: { a: x } }] }"))
                .containsExactly("PB201");
    }

    @Test
    void a_value_cannot_use_a_later_one() {
        assertThat(verified("{ values: { b: '{{a}}', a: x }, carry: { header.A: '{{b}}' } }"))
                .containsExactly("PB602", "PB705");
    }

    @Test
    void a_signature_without_vectors_is_a_warning() {
        assertThat(verified("{ values: { a: x }, carry: { header.A: '{{a}}' } }"))
                .containsExactly("PB705");
    }

    @Test
    void an_empty_or_unreadable_key_is_refused_without_showing_it() {
        assertThatThrownBy(() -> sign(
                        "sign: { values: { a: { hmacMd5: x, key: '' } }, carry: { header.A: '{{a}}' } }",
                        new Body.None()))
                .hasMessage("the key of the signature is empty");
        assertThatThrownBy(() -> sign(
                        "sign: { values: { a: { hmacMd5: x, key: s3cret, keyAs: hex } }, carry: { header.A: '{{a}}' }"
                                + " }",
                        new Body.None()))
                .hasMessage("the key of the signature is not hex");
    }

    private static List<String> verified(String yaml) {
        var problems = new Problems();
        Signing.check("name", Sample.signature(Sample.json(yaml)), problems);
        return problems.sorted().stream().map(Problem::code).toList();
    }
}

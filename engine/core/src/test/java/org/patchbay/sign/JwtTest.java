package org.patchbay.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Request;

class JwtTest {
    private static final String BEARER = """
            values:
              end: { now: epoch, plus: 30m }
              token: { jwt: { sub: "{{integrator.user?}}", exp: { $from: end }, n: 1.10, list: [a, "{{request.method}}"] }, key: "{{integrator.secret}}", alg: HS384 }
            carry: { header.Authorization: "Bearer {{token}}" }
            """;

    @Test
    void a_token_has_its_claims_with_their_types_and_is_verified_by_its_own_bytes() {
        var request = VerifyingSamples.signed(BEARER, "");

        assertThat(part(request, 0)).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"HS384\"}");
        assertThat(part(request, 1)).isEqualTo("{\"sub\":\"\",\"exp\":1531422418,\"n\":1.1,\"list\":[\"a\",\"POST\"]}");
        assertThat(VerifyingSamples.verify(BEARER, request))
                .isInstanceOfSatisfying(
                        Verdict.Genuine.class,
                        genuine -> assertThat(genuine.values()
                                        .path("token")
                                        .path("exp")
                                        .asLong())
                                .isEqualTo(1531422418));
    }

    @Test
    void a_header_says_itself_in_which_order_it_stands() {
        var block = """
                values: { token: { jwt: {}, header: { alg: HS256, kid: k1, typ: JWT }, key: "{{integrator.secret}}" } }
                carry: { header.Authorization: "Bearer {{token}}" }
                """;

        assertThat(part(VerifyingSamples.signed(block, ""), 0))
                .isEqualTo("{\"alg\":\"HS256\",\"kid\":\"k1\",\"typ\":\"JWT\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"2018-07-12T19:06:57Z; ''", "2018-07-12T19:06:58Z; the token expired at 2018-07-12T19:06:58Z"})
    void a_token_is_good_until_it_expires(Instant now, String reason) {
        var verdict = VerifyingSamples.verify(
                BEARER,
                VerifyingSamples.signed(BEARER, ""),
                now,
                (_, _) -> true,
                VerifyingSamples.values("secret", "s3cret"));

        assertThat(reason(verdict)).isEqualTo(reason);
    }

    /** Signed with the right key unless it says {@code x}; the algorithm is that of the header. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"alg\":\"HS256\"}; {\"nbf\":1531420618}; k; ''",
                "{\"alg\":\"HS256\"}; {\"nbf\":1531420619}; k; the token is valid from 2018-07-12T18:36:59Z",
                "{\"alg\":\"HS256\"}; {\"nbf\":1531420618.5}; k; the token is valid from 2018-07-12T18:36:58.500Z",
                "{\"alg\":\"HS256\"}; {\"exp\":\"1531420700\"}; k; `exp` of the token is not a time",
                "{\"alg\":\"HS256\"}; {\"exp\":1e40}; k; `exp` of the token is not a time",
                "{\"alg\":\"HS256\"}; {}; x; the signature of the token differs",
                "{\"alg\":\"HS512\"}; {}; k; the token is not signed with HS256",
                "{\"alg\":\"none\"}; {}; k; the token is not signed with HS256",
                "{\"typ\":\"JWT\"}; {}; k; the token is not signed with HS256",
                "[]; {}; k; a part of the token is not a JSON object",
                "{\"alg\":\"HS256\"}; 7; k; a part of the token is not a JSON object",
                "{\"alg\":\"HS256\"}; {\"a\":1,\"a\":2}; k; a part of the token is not JSON in base64url",
            })
    void a_token_of_others_is_checked(String header, String claims, char key, String reason) {
        var signed = base64(header) + "." + base64(claims);
        var secret = key == 'x' ? "other" : "s3cret";
        var mac =
                Hash.SHA256.of(signed.getBytes(StandardCharsets.US_ASCII), secret.getBytes(StandardCharsets.US_ASCII));

        assertThat(reason(verified(signed + "." + Writing.BASE64URL.write(mac))))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "'', header `Authorization` is not written as the signature writes it",
        "a.b, the token does not have three parts",
        "eyJhbGciOiJub25lIn0.e30., the token is not signed with HS256",
        "e30.e30.e30.e30, the token does not have three parts",
        "%%.e30.x, a part of the token is not JSON in base64url"
    })
    void what_is_no_token_is_refused(String token, String reason) {
        assertThat(reason(verified(token))).isEqualTo(reason);
    }

    private static Verdict verified(String token) {
        var block = """
                values: { token: { jwt: {}, key: "{{integrator.secret}}" } }
                carry: { header.Authorization: "Bearer {{token}}" }
                """;
        var request = VerifyingSamples.signed(block, "");
        return VerifyingSamples.verify(
                block,
                new Request(
                        request.method(),
                        request.origin(),
                        request.target(),
                        List.of(new Pair("Authorization", "Bearer " + token)),
                        request.body()));
    }

    private static String part(Request request, int index) {
        var token = request.headers().getFirst().value().substring("Bearer ".length());
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Writing.BASE64URL.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String reason(Verdict verdict) {
        return verdict instanceof Verdict.Refused(var reason, var _) ? reason : "";
    }
}

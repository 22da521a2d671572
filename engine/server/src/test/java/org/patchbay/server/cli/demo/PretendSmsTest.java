package org.patchbay.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PretendSmsTest {
    /** md5 of acme+849012345671767323045s3cret, computed by md5sum. */
    private static final String SIGN = "4404351910a42068d33684acf978f59c";

    private static final String BODY = "account=acme&to=%2B84901234567&text=Xin+ch%C3%A0o&time=1767323045";

    private final PretendSms gateway =
            new PretendSms(Map.of("acme", "s3cret"), InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));

    private static Received form(String body, Map<String, String> more) {
        var headers = new LinkedHashMap<>(Map.of("content-type", "application/x-www-form-urlencoded", "x-sign", SIGN));
        headers.putAll(more);
        return new Received("POST", "/v2/send", Map.of(), headers, body);
    }

    private void refuses(Received received, String sentence) {
        assertThatThrownBy(() -> gateway.answer(received))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining(sentence);
        assertThat(gateway.sent()).isEmpty();
    }

    @Test
    void takes_a_form_whose_signature_it_computes_too() {
        var answer = gateway.answer(form(BODY, Map.of()));

        assertThat(answer.body()).hasToString("{\"code\":0,\"id\":\"m-1\"}");
        assertThat(gateway.sent()).containsExactly(new PretendSms.Message("m-1", "+84901234567", "Xin chào"));
    }

    @Test
    void refuses_a_signature_over_something_else() {
        refuses(form(BODY, Map.of("x-sign", "06d9aaab19b56a4343364bad861a757d")), "not the md5 of what was sent");
    }

    @Test
    void refuses_a_form_that_is_encoded_otherwise() {
        refuses(form(BODY.replace("+ch", "%20ch"), Map.of()), "not encoded");
    }

    @Test
    void refuses_a_time_that_is_long_ago() {
        refuses(form(BODY.replace("1767323045", "1767320000"), Map.of()), "minutes from ours");
    }

    @Test
    void refuses_credentials_that_are_meant_for_the_crm() {
        refuses(form(BODY, Map.of("authorization", "Bearer T1")), "meant for somebody else");
        refuses(form(BODY, Map.of("cookie", "acme_tenant=hcm")), "meant for somebody else");
    }

    @Test
    void refuses_json_where_a_form_belongs() {
        refuses(form(BODY, Map.of("content-type", "application/json")), "content type");
    }

    @Test
    void the_other_door_takes_json_with_a_time_in_a_header() {
        // md5 of acme1767323045s3cret, computed by md5sum
        var headers = Map.of(
                "content-type", "application/json",
                "x-time", "1767323045",
                "x-sign", Md5.hex("acme1767323045s3cret"));
        var body =
                "{\"account\":\"acme\",\"brand\":\"A\",\"to\":\"84901234567\",\"text\":\"Xin chào\",\"unicode\":true}";

        var answer = gateway.answer(new Received("POST", "/v1/messages", Map.of(), headers, body));

        assertThat(answer.body()).hasToString("{\"status\":\"ok\",\"messageId\":\"m-1\"}");
    }

    @Test
    void answers_200_even_when_it_refuses() {
        var answer = gateway.refusal(form(BODY, Map.of()), new Rejection(403, "no credit"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasToString("{\"code\":17,\"message\":\"no credit\"}");
    }
}

package org.patchbay.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.patchbay.sign.VerifyingSamples.ANY;
import static org.patchbay.sign.VerifyingSamples.NODES;
import static org.patchbay.sign.VerifyingSamples.NOW;
import static org.patchbay.sign.VerifyingSamples.header;
import static org.patchbay.sign.VerifyingSamples.reason;
import static org.patchbay.sign.VerifyingSamples.request;
import static org.patchbay.sign.VerifyingSamples.signed;
import static org.patchbay.sign.VerifyingSamples.values;
import static org.patchbay.sign.VerifyingSamples.verify;
import static org.patchbay.sign.VerifyingSamples.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Pair;

/** Which requests are genuine: signed, in time, once. */
class VerifyingTest {
    private static final String SLACK = """
        values: { time: { now: epoch, within: 5m }, mac: { hmacSha256: "v0:{{time}}:{{request.body}}", key: "{{integrator.secret}}" } }
        carry: { header.X-Time: "{{time}}", header.X-Signature: "v0={{mac}}" }
        """;

    @Test
    void what_the_partner_signed_is_genuine_and_its_values_can_be_read() {
        var verdict = verify(SLACK, signed(SLACK, "{\"a\":1}"));

        assertThat(values(verdict).path("time").asText()).isEqualTo("1531420618");
        assertThat(values(verdict).path("mac").asText()).hasSize(64);
    }

    @Test
    void a_changed_body_is_refused_and_the_reason_names_no_secret() {
        var request = signed(SLACK, "{\"a\":1}");

        var verdict = verify(SLACK, with(request, request.headers(), "{\"a\":2}"));

        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(reason(verdict)).isEqualTo("header `X-Signature` differs");
        assertThat(((Verdict.Refused) verdict).signed())
                .extracting(Signing.Piece::signed)
                .containsExactly("v0:1531420618:{\"a\":2}");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Time, 1531420619, header `X-Signature` differs",
        "X-Time, '', header `X-Time` is not written as the signature writes it",
        "X-Signature, v0=00, header `X-Signature` differs",
        "X-Signature, '', header `X-Signature` differs",
    })
    void a_changed_header_is_refused(String name, String value, String reason) {
        var request = signed(SLACK, "{}");

        assertThat(reason(verify(SLACK, with(request, header(request, name, value), "{}"))))
                .isEqualTo(reason);
    }

    @Test
    void a_signature_that_is_missing_or_stands_there_twice_is_refused() {
        var request = signed(SLACK, "{}");
        var twice = new ArrayList<>(request.headers());
        twice.add(new Pair("x-signature", "v0=other"));

        assertThat(reason(verify(SLACK, with(request, List.of(), "{}")))).isEqualTo("header `X-Time` is missing");
        assertThat(reason(verify(SLACK, with(request, twice, "{}"))))
                .isEqualTo("header `X-Signature` stands there 2 times");
    }

    @ParameterizedTest
    @CsvSource({"300, true", "-300, true", "301, false", "-301, false", "86400, false"})
    void a_time_outside_the_window_is_refused_on_both_sides(long seconds, boolean genuine) {
        var verdict = verify(SLACK, signed(SLACK, "{}"), NOW.plusSeconds(seconds), ANY, values("secret", "s3cret"));

        assertThat(verdict instanceof Verdict.Genuine).isEqualTo(genuine);
        if (!genuine) {
            assertThat(reason(verdict))
                    .isEqualTo("`time` is " + Math.abs(seconds) + " s from our clock, 300 s are accepted");
        }
    }

    @Test
    void a_random_value_is_accepted_once_while_its_time_is_accepted() {
        var block = """
            values: { time: { now: epoch, within: 5m }, once: { nonce: uuid }, mac: { sha256: "{{time}}{{once}}{{integrator.secret}}" } }
            carry: { query.t: "{{time}}", query.n: "{{once}}", query.s: "{{mac}}" }
            """;
        var request = signed(block, "");
        var seen = new ConcurrentHashMap<String, Instant>();
        Nonces nonces = (nonce, until) -> seen.putIfAbsent(nonce, until) == null;
        var later = NOW.plusSeconds(20);

        assertThat(verify(block, request, later, nonces, values("secret", "s3cret")))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(block, request, later, nonces, values("secret", "s3cret"))))
                .isEqualTo("`once` was used before");
        assertThat(seen).containsOnly(entry("01234567-89ab-4def-8123-456789abcdef", NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void a_forged_request_does_not_use_up_a_random_value() {
        var block = """
            values: { time: { now: epoch, within: 5m }, once: { nonce: hex }, mac: { sha256: "{{time}}{{once}}{{integrator.secret}}" } }
            carry: { query.t: "{{time}}", query.n: "{{once}}", header.S: "{{mac}}" }
            """;
        var request = signed(block, "");
        var seen = new ConcurrentHashMap<String, Instant>();

        verify(
                block,
                with(request, header(request, "S", "forged"), ""),
                NOW,
                (nonce, until) -> seen.put(nonce, until) == null,
                values("secret", "s3cret"));

        assertThat(seen).isEmpty();
    }

    @Test
    void while_a_secret_is_exchanged_each_verifies_and_the_first_signs() {
        var rotated = NODES.objectNode();
        rotated.putArray("secret").add(SecretNode.of("new")).add(SecretNode.of("old"));

        for (var secret : List.of("new", "old")) {
            var request = signed(SLACK, "{}", values("secret", secret));
            assertThat(verify(SLACK, request, NOW, ANY, rotated)).isInstanceOf(Verdict.Genuine.class);
        }
        assertThat(verify(SLACK, signed(SLACK, "{}", values("secret", "older")), NOW, ANY, rotated))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(verify(SLACK, signed(SLACK, "{}", rotated), NOW, ANY, values("secret", "new")))
                .isInstanceOf(Verdict.Genuine.class);
    }
}

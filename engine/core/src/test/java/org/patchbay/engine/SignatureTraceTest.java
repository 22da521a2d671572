package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.SignatureTrace;

/** What an execution shows when a partner refuses a signed request. */
class SignatureTraceTest {
    private static final String TEMPLATE = """
            kind: Template
            name: gateway
            parameters: [{ name: account }, { name: secret, secret: true }]
            endpoints:
              - name: send
                type: PostData
                trigger: go
                delivery: wait
                url: /send
                bodyFormat: form
                parameters: [account, { name: to, type: body }]
                successWhen: { body.code: 0 }
                failureMessage: text
                sign:
                  values: { pairs: { canonical: { of: body } }, sign: { md5: "{{pairs}}{{integrator.secret}}", as: HEX } }
                  carry: { body.sign: "{{sign}}" }
            ---
            { kind: Integrator, name: acme, template: gateway, callcenterId: CC-1, host: sms.test, fields: { account: acme, secret: s3cret } }
            """;

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 200})
    void a_refused_request_shows_what_was_signed_with_secrets_by_name(int status) {
        var trace = trace(
                new Reply(status, List.of(), "{\"code\":7,\"text\":\"bad sign\"}".getBytes(StandardCharsets.UTF_8)));

        assertThat(trace.orElseThrow().pieces())
                .containsExactly(new SignatureTrace.Piece("sign", "to=84901 · ‹integrator.secret›"));
        assertThat(trace.orElseThrow().clockSkew()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-4000, 4000})
    void the_partners_clock_is_compared_with_ours(long seconds) {
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(seconds).atZone(ZoneOffset.UTC));

        var trace = trace(new Reply(401, List.of(new Pair("date", date)), new byte[0]));

        var skew = trace.flatMap(SignatureTrace::clockSkew).orElseThrow();
        assertThat(skew.minusSeconds(seconds).abs()).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void a_date_that_is_none_is_not_compared() {
        var trace = trace(new Reply(401, List.of(new Pair("Date", "yesterday")), new byte[0]));

        assertThat(trace.flatMap(SignatureTrace::clockSkew)).isEmpty();
        assertThat(trace).isPresent();
    }

    @Test
    void a_request_that_was_accepted_or_may_be_later_shows_nothing() {
        assertThat(trace(House.reply(200, "{\"code\":0}"))).isEmpty();
        assertThat(trace(House.reply(503, "{}"))).isEmpty();
    }

    private Optional<SignatureTrace> trace(Reply reply) {
        house.answering(_ -> reply);
        house.load(TEMPLATE);
        var execution = house.over(house.fire("go", "{\"to\":\"84901\"}"));
        return execution.steps().getFirst().signature();
    }
}

package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;

/** Partners that introduce themselves at a hook: a platform whose channels are made with a temporary token. */
class IntroductionsTest {
    private static final String PLATFORM = """
            kind: Template
            name: platform
            type: Channel
            parameters:
              - { name: networkId, filledBy: store, required: false }
              - { name: color, filledBy: store, required: false }
              - { name: accesstoken, secret: true, generate: 40 }
            signatures:
              creation:
                values: { token: { jwt: { accountId: "x", exp: 1 }, key: "${env:CREATION}" } }
                carry: { query.token: "{{token}}" }
            link: { identity: { integrator.networkId: body.networkId } }
            defaults: { hook: { address: shared } }
            endpoints:
              - { name: received, type: PostData, trigger: ticket-received, url: "https://desk.example/tickets", body: { of: "{{integrator.networkId?}}", text: "{{body.text}}" } }
            hooks:
              - name: channels
                path: /channels
                verify: { use: creation, carry: { query.accesstoken: "{{token}}" } }
                link: connect
                fields: { networkId: body.networkId, color: body.color, callcenterId: verify.token.accountId }
                reply:
                  wait: 5s
                  cases:
                    - { when: { run.status: rejected }, status: 422, json: { message: "{{failure.message}}" } }
                    - { status: 201, json: { id: { $from: integrator.name }, endpoint: { accessToken: { $from: integrator.accesstoken } } } }
              - name: tickets
                path: /inbox/tickets
                correlate: { integrator.accesstoken: request.query.accesstoken }
                trigger: ticket-received
                reply: { status: 201 }
            """;

    private final House house = new House();

    @BeforeEach
    void a_platform_is_open() {
        house.load(PLATFORM);
        assertThat(house.engine.live()).isPresent();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static String token(String account, long expires, String key) {
        var head = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        var claims = "{\"accountId\":\"" + account + "\",\"exp\":" + expires + "}";
        var text = head + "." + encoded(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return text + "." + encoded(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String good(String account) {
        return token(account, Instant.now().getEpochSecond() + 1_800, "test");
    }

    private Reply post(String path, String token, String body) {
        return house.engine.receive(request(path, token, body), "");
    }

    private static Request request(String path, String token, String body) {
        return new Request(
                Method.POST,
                new Origin("https", "pb.test", 443),
                path + "?accesstoken=" + token,
                List.of(new Pair("Content-Type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private Reply channel(String token, String body) {
        return post("/hooks/shared/platform/channels", token, body);
    }

    private static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private List<String> made() {
        return house.store.integrators().list().stream().map(one -> one.name()).toList();
    }

    @Test
    void who_introduces_himself_gets_an_integrator_of_the_account_in_his_token() {
        var reply = channel(good("CC-7"), "{\"networkId\":\"n-1\"}");

        assertThat(reply.status()).isEqualTo(201);
        var name = House.json(text(reply)).path("id").asText();
        var accessToken = House.json(text(reply)).at("/endpoint/accessToken").asText();
        assertThat(name).startsWith("platform-");
        assertThat(accessToken).hasSize(40);
        assertThat(house.engine
                        .live()
                        .orElseThrow()
                        .tenant(name)
                        .orElseThrow()
                        .integrator()
                        .callcenterId())
                .isEqualTo("CC-7");

        var ticket = post("/hooks/shared/platform/inbox/tickets", accessToken, "{\"text\":\"Hi\"}");

        assertThat(ticket.status()).isEqualTo(201);
        House.until(() -> house.engine.isAtRest());
        assertThat(new String(house.requests.getLast().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"of\":\"n-1\",\"text\":\"Hi\"}");
    }

    @Test
    void the_same_identity_is_the_same_integrator_and_another_one_is_not() {
        var first = House.json(text(channel(good("CC-7"), "{\"networkId\":\"n-1\"}")));
        var again = House.json(text(channel(good("CC-7"), "{\"networkId\":\"n-1\",\"color\":\"red\"}")));
        var other = House.json(text(channel(good("CC-7"), "{\"networkId\":\"n-2\"}")));
        var stranger = House.json(text(channel(good("CC-8"), "{\"networkId\":\"n-1\"}")));

        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(other.path("id")).isNotEqualTo(first.path("id"));
        assertThat(stranger.path("id")).isNotEqualTo(first.path("id"));
        assertThat(made()).hasSize(3);
    }

    @Test
    void who_introduces_himself_once_more_is_told_another_token_and_the_one_before_is_worth_nothing() {
        var first = House.json(text(channel(good("CC-7"), "{\"networkId\":\"n-1\"}")));
        var again = House.json(text(channel(good("CC-7"), "{\"networkId\":\"n-1\"}")));

        var old = first.at("/endpoint/accessToken").asText();
        var next = again.at("/endpoint/accessToken").asText();

        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(next).hasSize(40).isNotEqualTo(old);
        assertThat(post("/hooks/shared/platform/inbox/tickets", old, "{\"text\":\"Hi\"}")
                        .status())
                .isNotEqualTo(201);
        assertThat(post("/hooks/shared/platform/inbox/tickets", next, "{\"text\":\"Hi\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void who_introduces_himself_many_times_at_once_at_two_nodes_is_one() throws Exception {
        try (var other = new House(house.store);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(other.load(PLATFORM)).isInstanceOf(LoadResult.Accepted.class);
            var token = good("CC-7");
            var request = request("/hooks/shared/platform/channels", token, "{\"networkId\":\"n-1\"}");

            var replies = IntStream.range(0, 24)
                    .mapToObj(number ->
                            threads.submit(() -> (number % 2 == 0 ? house : other).engine.receive(request, "")))
                    .toList();
            for (var reply : replies) {
                assertThat(reply.get().status()).isEqualTo(201);
            }
        }

        assertThat(made()).hasSize(1);
    }

    @Test
    void a_token_that_is_over_or_somebody_elses_makes_nothing() {
        var over = token("CC-7", Instant.now().getEpochSecond() - 1_800, "test");
        var forged = token("CC-7", Instant.now().getEpochSecond() + 1_800, "other");

        for (var wrong : List.of(over, forged, "", "a.b.c")) {
            assertThat(channel(wrong, "{\"networkId\":\"n-1\"}").status())
                    .as(wrong)
                    .isEqualTo(401);
        }
        assertThat(made()).isEmpty();
        assertThat(Optional.of(post("/hooks/shared/platform/inbox/tickets", good("CC-7"), "{}")
                        .status()))
                .isNotEqualTo(Optional.of(201));
    }

    @Test
    void a_temporary_token_is_good_for_all_of_its_half_hour_and_not_a_second_longer() {
        var begin = Instant.parse("2026-03-04T05:06:07Z");
        var clock = new AtomicReference<>(begin);
        try (var platform = new House(clock::get)) {
            platform.load(PLATFORM);
            var token = token("CC-7", begin.getEpochSecond() + 1_800, "test");

            for (var at : List.of(begin, begin.plusSeconds(1_799), begin.plusMillis(1_799_999))) {
                clock.set(at);
                assertThat(create(platform, token).status()).as(at.toString()).isEqualTo(201);
            }
            for (var at : List.of(begin.plusSeconds(1_800), begin.plusMillis(1_800_001), begin.plusSeconds(86_400))) {
                clock.set(at);
                assertThat(create(platform, token).status()).as(at.toString()).isEqualTo(401);
            }
            assertThat(platform.store.integrators().list()).hasSize(1);
        }
    }

    private static Reply create(House platform, String token) {
        return platform.engine.receive(
                request("/hooks/shared/platform/channels", token, "{\"networkId\":\"n-1\"}"), "");
    }

    @Test
    void a_temporary_token_creates_and_does_nothing_else_and_a_channels_own_creates_nothing() {
        var temporary = good("CC-7");
        var own = House.json(text(channel(temporary, "{\"networkId\":\"n-1\"}")))
                .at("/endpoint/accessToken")
                .asText();

        assertThat(post("/hooks/shared/platform/inbox/tickets", temporary, "{\"text\":\"Hi\"}")
                        .status())
                .isNotEqualTo(201);
        assertThat(channel(own, "{\"networkId\":\"n-2\"}").status()).isEqualTo(401);
        assertThat(made()).hasSize(1);
        assertThat(house.requests).isEmpty();
    }

    @Test
    void what_cannot_be_an_integrator_is_refused_with_the_reason() {
        var reply = channel(good(""), "{\"networkId\":\"n-1\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(text(reply)).contains("message");
        assertThat(made()).isEmpty();
    }
}

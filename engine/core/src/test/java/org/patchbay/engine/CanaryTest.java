package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.definition.Secret;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Trigger;
import org.patchbay.workbench.DryRun;
import org.slf4j.LoggerFactory;

/** Plants secrets in every place that holds one, takes every way to fail, and looks for them in everything that comes out. */
class CanaryTest {
    private static final List<String> ENDPOINTS = List.of("places", "form", "xml", "path", "signed", "tokens", "later");

    private final Canaries canaries = new Canaries();
    private final House house = new House();
    private final EverythingLogged log = EverythingLogged.listen();
    private final Map<String, String> texts = new LinkedHashMap<>();

    @AfterEach
    void close() {
        log.close();
        house.close();
    }

    @ParameterizedTest
    @EnumSource
    void no_secret_comes_out_whatever_the_partner_does(TalkativePartner partner) {
        house.answering(
                request -> request.target().startsWith("/login") ? login(request, partner) : partner.answer(request));
        load();

        for (var endpoint : ENDPOINTS) {
            if (partner != TalkativePartner.HAS_A_FAULT || !endpoint.equals("later")) {
                fire(endpoint);
            }
        }

        assertThat(canaries.kinds()).isGreaterThanOrEqualTo(25);
        assertThat(house.requests).isNotEmpty();
        assertThat(canaries.seenIn(everything())).isEmpty();
    }

    /** Tokens are handed out, so that what uses them is tried too; some partners also refuse to log in. */
    private Reply login(Request request, TalkativePartner partner) {
        return handsOut.contains(partner)
                ? new Reply(
                        200,
                        List.of(new Pair("Content-Type", "application/json"), new Pair("Set-Cookie", "sid=" + cookie)),
                        ("{\"access_token\":\"" + token + "\",\"refresh_token\":\"" + refresh + "\"}")
                                .getBytes(StandardCharsets.UTF_8))
                : partner.answer(request);
    }

    @Test
    void a_dry_run_shows_none() {
        load();
        var live = house.engine.live().orElseThrow();

        for (var endpoint : ENDPOINTS) {
            texts.put(
                    "dry run of " + endpoint,
                    DryRun.of(live, trigger("go-" + endpoint)).toString());
        }

        assertThat(canaries.seenIn(everything())).isEmpty();
    }

    @Test
    void findings_show_none() {
        var secret = canaries.plant("in a broken document", "");
        for (var broken : List.of(
                "fields: { apiKey: \"" + secret + "\", other: [ }",
                "fields: { apiKey: " + secret + ": x }",
                "fields: { apiKey: \"" + secret + "\", apiKey: \"" + secret + "\" }",
                "fields: { apiKei: \"" + secret + "\" }",
                "fields: { apiKey: &x \"" + secret + "\" }")) {
            var result = house.load("""
                kind: Template
                name: crm
                parameters: [{ name: apiKey, secret: true }]
                ---
                kind: Integrator
                name: acme
                template: crm
                callcenterId: CC-1
                host: crm.test
                %s
                """.formatted(broken));
            assertThat(result).isInstanceOf(LoadResult.Refused.class);
            texts.put(
                    "findings of " + texts.size(),
                    ((LoadResult.Refused) result).findings().toString());
        }

        assertThat(canaries.seenIn(everything())).isEmpty();
    }

    /** Positive control: a secret that somebody declares to be none is found, in all of these places. */
    @Test
    void a_planted_leak_is_found() {
        var leak = canaries.plant("leak", "");
        house.answering(request -> TalkativePartner.echo(401, request));
        house.load("""
            kind: Template
            name: open
            parameters: [{ name: apiKey, type: header, key: X-Api-Key }]
            endpoints:
              - { name: places, type: PostData, trigger: go-places, url: /a, delivery: wait, parameters: [apiKey], failureMessage: message }
            ---
            { kind: Integrator, name: acme, template: open, callcenterId: CC-1, host: crm.test, fields: { apiKey: "%s" } }
            """.formatted(leak));
        LoggerFactory.getLogger("a.careless.line").trace("calling with {}", leak);

        fire("places");

        assertThat(canaries.seenIn(everything()))
                .contains(
                        "leak as plain in execution of places",
                        "leak as plain in answer of places",
                        "leak as piece in log",
                        "leak as plain in log");
    }

    @ParameterizedTest
    @EnumSource
    void each_form_of_a_secret_is_found(Form form) {
        var secret = canaries.plant("secret", " /é");

        assertThat(canaries.seenIn(Map.of("text", "before " + form.write.apply(secret) + " after")))
                .isNotEmpty();
        assertThat(canaries.seenIn(Map.of("text", "before and after"))).isEmpty();
    }

    /** Ways to write a secret, by other means than those that look for it. */
    private enum Form {
        PLAIN(Function.identity()),
        PIECE(secret -> secret.substring(3, 16)),
        REVERSED(secret -> new StringBuilder(secret).reverse().toString()),
        BASE64_OF_USER_AND_SECRET(
                secret -> Base64.getEncoder().encodeToString(("user:" + secret).getBytes(StandardCharsets.UTF_8))),
        HEX(secret -> HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8))),
        PERCENT(secret -> URLEncoder.encode(secret, StandardCharsets.UTF_8));

        private final Function<String, String> write;

        Form(Function<String, String> write) {
            this.write = write;
        }
    }

    private final Set<TalkativePartner> handsOut = EnumSet.of(
            TalkativePartner.ANSWERS,
            TalkativePartner.REFUSES,
            TalkativePartner.FAILS,
            TalkativePartner.SENDS_BROKEN_JSON,
            TalkativePartner.IS_SLOW,
            TalkativePartner.BREAKS_OFF);
    private String token = "";
    private String refresh = "";
    private String cookie = "";

    private void load() {
        token = canaries.plant("access token", "");
        refresh = canaries.plant("refresh token", "");
        cookie = canaries.plant("session cookie", "");
        house.store.secrets().put("stored", Secret.of(canaries.plant("stored secret", "")), Instant.now());
        house.store.secrets().put("hard", Secret.of(canaries.plant("hard param", "")), Instant.now());
        house.store.secrets().put("byDefault", Secret.of(canaries.plant("default", "")), Instant.now());
        house.store.secrets().put("inBody", Secret.of(canaries.plant("body of the template", "&\"")), Instant.now());
        house.store.secrets().put("tokenKey", Secret.of(canaries.plant("key of a token", "")), Instant.now());
        var result = house.load(new CanaryDocuments(canaries).text());
        assertThat(result).describedAs("%s", result).isInstanceOf(LoadResult.Accepted.class);
    }

    private void fire(String endpoint) {
        try {
            var answer = house.engine.fire(trigger("go-" + endpoint), Optional.empty());
            texts.put("answer of " + endpoint, answer.toString());
            texts.put("execution of " + endpoint, house.over(answer).toString());
        } catch (IllegalStateException fault) {
            texts.put("fault of " + endpoint, fault + " " + List.of(fault.getStackTrace()));
        }
    }

    private static Trigger trigger(String name) {
        return new Trigger(
                name, "CC-1", JsonNodeFactory.instance.objectNode(), Optional.empty(), Optional.empty(), Instant.now());
    }

    private Map<String, String> everything() {
        var all = new LinkedHashMap<>(texts);
        all.put("log", log.text());
        Thread.getAllStackTraces().keySet().forEach(thread -> all.put("thread " + thread.threadId(), thread.getName()));
        return all;
    }
}

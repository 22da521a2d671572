package org.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.definition.Secret;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Trigger;
import org.patchbay.spi.TransportFailure;
import org.patchbay.workbench.DryRun;
import org.slf4j.LoggerFactory;

/** Plants secrets in every place that holds one, takes every way to fail, and looks for them in everything that comes out. */
class CanaryTest {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final List<String> ENDPOINTS = List.of("places", "form", "xml", "path", "signed", "tokens", "later");

    private final Canaries canaries = new Canaries();
    private final House house = new House();
    private final Log log = new Log();
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Everything that is logged, with its stack traces. */
    private static final class Log extends AppenderBase<ILoggingEvent> {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getThreadName() + " " + event.getLoggerName() + " " + event.getFormattedMessage() + " "
                    + event.getMDCPropertyMap() + " " + event.getKeyValuePairs()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    private Level before = Level.ERROR;

    @BeforeEach
    void listen() {
        before = ROOT.getLevel();
        log.start();
        ROOT.addAppender(log);
        ROOT.setLevel(Level.TRACE);
    }

    @AfterEach
    void close() {
        ROOT.setLevel(before);
        ROOT.detachAppender(log);
        house.close();
    }

    /** What the partner does. All that answer tell everything they were told. */
    private enum Partner {
        ANSWERS(request -> echo(200, request)),
        REFUSES(request -> echo(401, request)),
        FORBIDS(request -> echo(403, request)),
        FAILS(request -> echo(500, request)),
        REJECTS(request -> echo(422, request)),
        IS_BUSY(request -> echo(429, request)),
        SENDS_BROKEN_JSON(request -> new Reply(
                200,
                List.of(new Pair("Content-Type", "application/json")),
                ("{\"a\": " + told(request)).getBytes(StandardCharsets.UTF_8))),
        SENDS_A_LONG_PAGE(request -> new Reply(
                400,
                List.of(new Pair("Content-Type", "text/html")),
                ("x".repeat(16 * 1024 - 300) + told(request) + "y".repeat(20_000)).getBytes(StandardCharsets.UTF_8))),
        REDIRECTS(request -> new Reply(
                302, List.of(new Pair("Location", "https://elsewhere.test" + request.target())), new byte[0])),
        IS_SLOW(request -> {
            throw new TransportFailure(TransportFailure.Kind.TIMEOUT, "no answer within 10 s");
        }),
        IS_AWAY(request -> {
            throw new TransportFailure(TransportFailure.Kind.NOT_SENT, "connection refused");
        }),
        HAS_ANOTHER_CERTIFICATE(request -> {
            throw new TransportFailure(TransportFailure.Kind.NOT_SENT, "TLS: no name matching crm.test found");
        }),
        BREAKS_OFF(request -> {
            throw new TransportFailure(TransportFailure.Kind.BROKEN, "connection reset");
        }),
        HAS_A_FAULT(request -> {
            throw new IllegalStateException("a fault of our own");
        });

        private final Function<Request, Reply> answer;

        Partner(Function<Request, Reply> answer) {
            this.answer = answer;
        }
    }

    private static String told(Request request) {
        return "You sent " + request.method() + " " + request.url() + " " + request.headers() + " "
                + new String(request.body(), StandardCharsets.UTF_8);
    }

    private static Reply echo(int status, Request request) {
        var told = told(request).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return new Reply(
                status,
                List.of(
                        new Pair("Content-Type", "application/json"),
                        new Pair("Date", "Fri, 02 Jan 2026 03:04:05 GMT"),
                        new Pair("X-Debug", told(request).replace("\n", " "))),
                ("{\"message\":\"" + told + "\",\"id\":7}").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void no_secret_comes_out_whatever_the_partner_does(Partner partner) {
        house.answering(request ->
                request.target().startsWith("/login") ? login(request, partner) : partner.answer.apply(request));
        load();

        for (var endpoint : ENDPOINTS) {
            if (partner != Partner.HAS_A_FAULT || !endpoint.equals("later")) {
                fire(endpoint);
            }
        }

        assertThat(canaries.kinds()).isGreaterThanOrEqualTo(25);
        assertThat(house.requests).isNotEmpty();
        assertThat(canaries.seenIn(everything())).isEmpty();
    }

    /** Tokens are handed out, so that what uses them is tried too; some partners also refuse to log in. */
    private Reply login(Request request, Partner partner) {
        return handsOut.contains(partner)
                ? new Reply(
                        200,
                        List.of(new Pair("Content-Type", "application/json"), new Pair("Set-Cookie", "sid=" + cookie)),
                        ("{\"access_token\":\"" + token + "\",\"refresh_token\":\"" + refresh + "\"}")
                                .getBytes(StandardCharsets.UTF_8))
                : partner.answer.apply(request);
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
        house.answering(request -> echo(401, request));
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

    private final Set<Partner> handsOut = EnumSet.of(
            Partner.ANSWERS,
            Partner.REFUSES,
            Partner.FAILS,
            Partner.SENDS_BROKEN_JSON,
            Partner.IS_SLOW,
            Partner.BREAKS_OFF);
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
        var result = house.load(configuration());
        assertThat(result).describedAs("%s", result).isInstanceOf(LoadResult.Accepted.class);
    }

    private String configuration() {
        var fields = new ArrayList<String>();
        var parameters = new ArrayList<String>();
        field("header", "", fields, parameters);
        field("query", "?&=+ %", fields, parameters);
        field("body", "\\\"'{}", fields, parameters);
        field("cookieValue", "", fields, parameters);
        field("pathPart", " /~", fields, parameters);
        field("formField", " &=é", fields, parameters);
        field("xmlText", "<&>é", fields, parameters);
        field("bearer", "", fields, parameters);
        field("password", ":@/", fields, parameters);
        field("md5Salt", "", fields, parameters);
        field("hmacKey", "", fields, parameters);
        field("encoded", "+/é", fields, parameters);
        field("claim", "", fields, parameters);
        field("lines", "", fields, parameters);
        field("number", "", fields, parameters);
        field("loginPassword", "", fields, parameters);
        field("clientSecret", "", fields, parameters);
        field("inUrl", "", fields, parameters);
        field("inText", "\\\"", fields, parameters);
        parameters.add("{ name: rotated, secret: true }");
        fields.add("rotated: [\"" + canaries.plant("rotated, new", "") + "\", \"" + canaries.plant("rotated, old", "")
                + "\"]");
        parameters.add("{ name: byDefault, secret: true, required: false, default: \"${secret:byDefault}\" }");
        return TEMPLATE.replace("PARAMETERS", String.join(", ", parameters))
                .replace("FIELDS", String.join(", ", fields));
    }

    private void field(String name, String tail, List<String> fields, List<String> parameters) {
        var text = canaries.plant(name, tail);
        parameters.add("{ name: " + name + ", secret: true }");
        fields.add(name + ": '" + text.replace("'", "''") + "'");
    }

    private static final String TEMPLATE = """
            kind: Template
            name: crm
            parameters: [PARAMETERS]
            endpoints:
              - name: login
                type: Auth
                url: /login
                parameters: [{ name: password, type: body, from: integrator.loginPassword }, { name: client, type: header, key: Authorization, value: "me:{{integrator.clientSecret}}", format: basic }]
                responseType: { format: json, token: access_token, refreshToken: refresh_token }
                coolDown: 1ms
                failureMessage: message
              - name: session
                type: Auth
                url: /login/session
                parameters: [{ name: key, type: body, value: "${secret:stored}" }]
                responseType: { format: cookie, token: sid }
                coolDown: 1ms
              - name: places
                type: PostData
                trigger: go-places
                delivery: wait
                url: /a
                hardParams: { header: { X-Hard: "${secret:hard}" } }
                parameters:
                  - { name: h, type: header, key: X-Api-Key, from: integrator.header }
                  - { name: q, type: query, from: integrator.query }
                  - { name: b, type: body, key: deep.inside, from: integrator.body }
                  - { name: c, type: cookie, from: integrator.cookieValue }
                  - { name: a, type: header, key: Authorization, value: "Bearer {{integrator.bearer}}" }
                  - { name: n, type: body, from: integrator.number }
                  - { name: d, type: body, from: integrator.byDefault }
                failureMessage: message
                result: { id: id }
              - name: form
                type: PostData
                trigger: go-form
                delivery: wait
                url: /f
                bodyFormat: form
                parameters:
                  - { name: f, type: body, from: integrator.formField }
                  - { name: p, type: header, key: Authorization, value: "me:{{integrator.password}}", format: basic }
                  - { name: m, type: md5, of: "{{param.f}}{{integrator.md5Salt}}" }
                failureMessage: message
              - name: xml
                type: PostData
                trigger: go-xml
                delivery: wait
                url: /x
                bodyFormat: xml
                body: { a: { d: "${secret:inBody}", b: "{{integrator.xmlText}}", "@c": "{{integrator.lines}}" } }
              - name: path
                type: GetData
                trigger: go-path
                delivery: wait
                url: "/p/{part}/{{integrator.inUrl}}"
                parameters: [{ name: part, type: path, from: integrator.pathPart }]
                failureMessage: message
              - name: signed
                type: PostData
                trigger: go-signed
                delivery: wait
                url: /s
                bodyFormat: text
                bodyTemplate: "say {{integrator.inText}}"
                failureMessage: message
                outcomes: [{ when: { status: 403 }, is: reauth, message: "{{body.message}}" }]
                sign:
                  values:
                    time: { now: epoch }
                    who: { base64: "me:{{integrator.encoded}}" }
                    mac: { hmacSha256: "{{request.url}}{{time}}{{request.body}}{{integrator.rotated}}", key: "{{integrator.hmacKey}}" }
                    token: { jwt: { sub: "{{integrator.claim}}", iat: { $from: time } }, key: "${secret:tokenKey}" }
                  carry: { header.X-Who: "{{who}}", header.X-Sign: "{{mac}}", header.X-Token: "{{token}}" }
              - name: tokens
                type: GetData
                trigger: go-tokens
                delivery: wait
                url: /t
                parameters: [{ name: t, type: query, key: accesstoken, value: "{{auth.login}}" }, { name: s, type: cookie, key: sid, value: "{{auth.session}}" }]
                failureMessage: message
              - name: later
                type: PostData
                trigger: go-later
                url: /l
                delivery: background
                retry: { schedule: [1ms, 1ms], within: 1m }
                idempotent: true
                parameters: [{ name: h, type: header, key: X-Api-Key, from: integrator.header }, { name: t, type: header, key: Authorization, value: "Bearer {{auth.login}}" }]
                failureMessage: message
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: crm.test, fields: { FIELDS } }
            """;

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
        all.put("log", String.join("\n", log.lines));
        Thread.getAllStackTraces().keySet().forEach(thread -> all.put("thread " + thread.threadId(), thread.getName()));
        return all;
    }
}

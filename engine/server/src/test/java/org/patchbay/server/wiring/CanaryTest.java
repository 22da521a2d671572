package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Secret;
import org.patchbay.engine.Canaries;
import org.patchbay.server.cli.Cli;
import org.patchbay.server.cli.Terminal;
import org.patchbay.server.cli.Terminal.Look;
import org.patchbay.server.http.Role;
import org.patchbay.server.wiring.PretendCrm.Asked;
import org.patchbay.server.wiring.PretendCrm.Replied;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.slf4j.LoggerFactory;

/** Secrets of every kind in a whole server, every way to fail, and a look at everything that comes out (promise 21). */
class CanaryTest {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final List<String> TRIGGERS = List.of(
            "go-places", "go-form", "go-xml", "go-path", "go-signed", "go-tokens", "go-keys", "go-slow", "go-later");
    private static final Set<String> WHERE_SECRETS_LIVE = Set.of("master.key", "admin.key");

    private final Canaries canaries = new Canaries();
    private final Site site = new Site();
    private final Log log = new Log();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<String> executions = new ArrayList<>();

    /** Everything that is logged, with its stack traces. */
    private static final class Log extends AppenderBase<ILoggingEvent> {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getThreadName() + " " + event.getLoggerName() + " " + event.getFormattedMessage() + " "
                    + event.getMDCPropertyMap() + " "
                    + event.getKeyValuePairs()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    @BeforeEach
    void listen() {
        ShippedLog.configure("/logback.xml");
        log.start();
        ROOT.detachAndStopAllAppenders();
        ROOT.addAppender(log);
        ROOT.setLevel(Level.TRACE);
    }

    @AfterEach
    void close() {
        ShippedLog.configure("/logback-test.xml");
        site.close();
    }

    /** What partners do; those that say anything say everything that they were told. */
    private enum Manner {
        ANSWERS(asked -> new Replied(200, echo(asked))),
        REFUSES(asked -> new Replied(401, echo(asked))),
        FORBIDS(asked -> new Replied(403, echo(asked))),
        REJECTS(asked -> new Replied(422, echo(asked))),
        IS_BUSY(asked -> new Replied(429, echo(asked))),
        FAILS(asked -> new Replied(500, echo(asked))),
        SENDS_BROKEN_JSON(asked -> new Replied(200, "{\"id\": " + told(asked))),
        BREAKS_OFF(_ -> {
            throw new IllegalStateException("gone");
        });

        private final Function<Asked, Replied> answer;

        Manner(Function<Asked, Replied> answer) {
            this.answer = answer;
        }
    }

    private static String told(Asked asked) {
        return "You sent " + asked.method() + " " + asked.path() + "?" + asked.query() + " " + asked.headers() + " "
                + asked.body();
    }

    private static String echo(Asked asked) {
        var text = told(asked).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "{\"message\":\"" + text + "\",\"id\":7}";
    }

    private Replied answer(Asked asked, Manner manner) {
        if (asked.path().equals("/slow")) {
            Site.until(() -> looks.incrementAndGet() % 100 == 0);
        }
        var tokens = manner == Manner.FORBIDS || manner == Manner.BREAKS_OFF
                ? Map.<String, String>of()
                : Map.of(
                        "/login/user",
                        "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":1,\"scope\":\"all\"}"
                                .formatted(userToken, refreshToken),
                        "/login/machine",
                        "{\"access_token\":\"%s\"}".formatted(machineToken),
                        "/login/post",
                        "{\"access_token\":\"%s\"}".formatted(postToken),
                        "/login/person",
                        "{\"access_token\":\"%s\",\"refresh_token\":\"%s\"}".formatted(personToken, personRefresh),
                        "/login/jwt",
                        "{\"access_token\":\"%s\"}".formatted(jwtToken));
        return tokens.containsKey(asked.path())
                ? new Replied(200, tokens.get(asked.path()))
                : manner.answer.apply(asked);
    }

    private final AtomicInteger looks = new AtomicInteger();
    private final String userToken = canaries.plant("access token", "");
    private final String refreshToken = canaries.plant("refresh token", "");
    private final String machineToken = canaries.plant("token of a machine", "");
    private final String postToken = canaries.plant("token by post", "");
    private final String personToken = canaries.plant("token of a person", "");
    private final String personRefresh = canaries.plant("refresh token of a person", "");
    private final String jwtToken = canaries.plant("token for an assertion", "");
    private final String code = canaries.plant("authorization code", "");

    @Test
    void no_secret_comes_out_of_a_server_on_any_of_its_ways() throws IOException {
        start();
        for (var manner : Manner.values()) {
            site.crm.answering(asked -> answer(asked, manner));
            fire(manner);
            check(manner);
        }
        connect();
        look();
        misuse();
        commands();
        executions();
        renewSecrets();
        site.stop();
        files();

        assertThat(canaries.kinds()).isGreaterThanOrEqualTo(40);
        assertThat(site.crm.asked().size()).isGreaterThan(100);
        assertThat(log.lines.size()).isGreaterThan(500);
        assertThat(texts.size()).isGreaterThan(100);
        assertThat(canaries.seenIn(everything())).isEmpty();
    }

    /** Positive control: what is not declared a secret is found wherever it shows, and so is a careless line. */
    @Test
    void a_leak_is_found_in_answers_logs_and_files() throws IOException {
        var leak = canaries.plant("leak", "");
        site.write("crm.yaml", Samples.LOOPBACK + """
                kind: Template
                name: crm
                baseUrl: "http://{{integrator.host}}"
                parameters: [{ name: apiKey, type: header, key: X-Api-Key }]
                endpoints:
                  - { name: places, type: PostData, trigger: go-places, url: /a, delivery: wait, parameters: [apiKey], failureMessage: message }
                ---
                { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "%s", fields: { apiKey: "%s" } }
                """.formatted(site.crm.host(), leak));
        site.start(Watching.OFF);
        site.crm.answering(asked -> new Replied(422, echo(asked)));
        LoggerFactory.getLogger("a.careless.line").trace("calling with {}", leak);

        keep("answer", fired("go-places"));
        executions();
        site.stop();
        files();

        var seen = canaries.seenIn(everything());
        assertThat(seen).anyMatch(line -> line.startsWith("leak as plain in 0 answer"));
        assertThat(seen).anyMatch(line -> line.startsWith("leak as plain in execution"));
        assertThat(seen).contains("leak as plain in log", "leak as plain in file patchbay.db");
    }

    private void start() throws IOException {
        var fields = new ArrayList<String>();
        var parameters = new ArrayList<String>();
        for (var kind : List.of(
                "header",
                "query",
                "bodyValue",
                "cookieValue",
                "pathPart",
                "formField",
                "xmlText",
                "bearer",
                "password",
                "md5Salt",
                "hmacKey",
                "claim",
                "digested",
                "number",
                "inUrl",
                "inText",
                "userPassword",
                "clientSecret",
                "postSecret",
                "personSecret",
                "jwtSecret",
                "loginHeader",
                "jsonPart",
                "joined")) {
            fields.add(kind + ": \"" + inFile(kind, tail(kind)) + "\"");
            parameters.add("{ name: " + kind + ", secret: true }");
        }
        fields.add("rotated: [\"" + inFile("rotated, new", "") + "\", \"" + inFile("rotated, old", "") + "\"]");
        parameters.add("{ name: rotated, secret: true }");
        parameters.add(
                "{ name: byDefault, secret: true, required: false, default: \"" + inFile("default", "") + "\" }");
        parameters.add("{ name: stored, secret: true, required: false, filledBy: store }");
        parameters.add("{ name: passing, secret: true, required: false, stored: false }");
        site.write(
                "crm.yaml",
                TEMPLATE.replace("PARAMETERS", String.join(", ", parameters))
                        .replace("HARD", inFile("hard param", ""))
                        .replace("IN_BODY", inFile("body of the template", "&'"))
                        .replace("FIELDS", String.join(", ", fields))
                        .replace("HOST", site.crm.host()));
        site.crm.answering(asked -> answer(asked, Manner.ANSWERS));
        site.start(Watching.OFF);
        var kept = canaries.plant("secret of the store", "");
        keep("secret put", site.send("PUT", "/api/v1/secrets/acme-key", site.admin(), "{\"value\":\"" + kept + "\"}"));
        site.write("more.yaml", MORE.replace("HOST", site.crm.host()));
        var reloaded = site.post("/api/v1/config/reload", site.admin(), "");
        assertThat(reloaded.status()).describedAs("%s", reloaded.body()).isEqualTo(200);
        keep("reload", reloaded);
        for (var file : WHERE_SECRETS_LIVE) {
            canaries.plantMade(file, Files.readString(data(file)).strip());
        }
    }

    private static String tail(String kind) {
        return switch (kind) {
            case "query" -> "?&=+ %";
            case "bodyValue", "inText" -> "'{}";
            case "pathPart" -> " ~";
            case "formField" -> " &=é";
            case "xmlText" -> "<&>é";
            case "password", "clientSecret" -> ":@+é";
            default -> "";
        };
    }

    /** Where a document finds a secret that is planted in a file. */
    private String inFile(String kind, String tail) throws IOException {
        var directory = Files.createDirectories(site.directory.resolve("secrets"));
        var file = directory.resolve("s" + canaries.kinds());
        Files.writeString(file, canaries.plant(kind, tail));
        return "${file:" + file + "}";
    }

    private Path data(String name) {
        return site.directory.resolve("data").resolve(name);
    }

    private void keep(String name, Site.Answered answered) {
        texts.put(
                texts.size() + " " + name,
                answered.status() + " " + answered.response().headers().map() + " "
                        + answered.response().body());
    }

    private Site.Answered fired(String trigger) {
        var answered =
                site.post("/api/v1/triggers/" + trigger, site.admin(), "{\"callcenterId\":\"CC-1\",\"body\":{}}");
        var execution = answered.body().path("executionId").asText();
        if (!execution.isEmpty()) {
            executions.add(execution);
        }
        return answered;
    }

    private void fire(Manner manner) {
        keep("enable", site.post("/api/v1/integrators/acme/enable", site.admin(), ""));
        for (var trigger : TRIGGERS) {
            keep(trigger + " to a partner that " + manner, fired(trigger));
            keep(
                    "dry run of " + trigger,
                    site.post(
                            "/api/v1/triggers/" + trigger + "?dryRun=true",
                            site.admin(),
                            "{\"callcenterId\":\"CC-1\",\"body\":{}}"));
        }
    }

    private void check(Manner manner) {
        var passing = canaries.plant("passing field, " + manner, "");
        keep(
                "check",
                site.post(
                        "/api/v1/integrators/acme/check",
                        site.admin(),
                        "{\"fields\":{\"passing\":\"" + passing + "\"}}"));
    }

    private void connect() {
        site.crm.answering(asked -> answer(asked, Manner.ANSWERS));
        var said = site.post("/api/v1/integrators/person/reconnect", site.admin(), "");
        var link = URI.create(said.body().path("url").asText()).getPath();
        canaries.plantMade("ticket", link.substring(link.lastIndexOf('/') + 1));
        var way = site.get(link, "");
        var cookie = way.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        canaries.plantMade("cookie of a visitor", cookie.split("=", 2)[1]);
        var state = way.header("Location").orElseThrow().replaceFirst(".*[?&]state=([^&]+).*", "$1");
        keep("a stranger comes back", site.get("/oauth/callback?state=" + state + "x&code=" + code, ""));
        keep("a person comes back", site.get("/oauth/callback?state=" + state + "&code=" + code, "", "Cookie", cookie));
        keep("person", site.get("/api/v1/integrators/person", site.admin()));
        keep("disconnect", site.post("/api/v1/integrators/person/disconnect", site.admin(), ""));
    }

    private void look() {
        for (var path : List.of(
                "/api/v1/integrators",
                "/api/v1/integrators/acme",
                "/api/v1/integrators/acme/info",
                "/api/v1/templates",
                "/api/v1/templates/crm",
                "/api/v1/config",
                "/api/v1/revisions",
                "/api/v1/revisions/1",
                "/api/v1/revisions/1/diff/2",
                "/api/v1/secrets",
                "/api/v1/keys",
                "/api/v1/executions",
                "/api/v1/executions?dead=true",
                "/health/liveness",
                "/health/readiness",
                "/info",
                "/prometheus",
                "/schema.json",
                "/problems")) {
            keep(path, site.get(path, site.admin()));
        }
    }

    /** What people get wrong, with secrets in it. */
    private void misuse() {
        var typed = canaries.plant("typed into a broken document", "");
        for (var broken : List.of(
                "fields: { apiKey: \\\"" + typed + "\\\", other: [ }",
                "fields: { apiKey: " + typed + ": x }",
                "fields: { apiKei: \\\"" + typed + "\\\" }")) {
            keep(
                    "validate",
                    site.post(
                            "/api/v1/config/validate",
                            site.admin(),
                            "{\"x.yaml\":\"kind: Integrator\\nname: x\\ntemplate: crm\\ncallcenterId: CC-1\\n" + broken
                                    + "\\n\"}"));
        }
        var wrong = canaries.plant("wrong key of a caller", "");
        keep("wrong key", site.get("/api/v1/executions", "ak_" + wrong));
        keep("wrong key in a query", site.get("/api/v1/executions?key=" + wrong, ""));
        var secret = canaries.plantMade("key of a caller", site.secretKey("CC-1"));
        keep("foreign", site.get("/api/v1/integrators/nobody", secret));
        keep(
                "viewer",
                site.post(
                        "/api/v1/config/reload",
                        canaries.plantMade("key of a viewer", site.adminKey(Role.VIEWER)),
                        ""));
        keep("broken body", site.post("/api/v1/triggers/go-places", secret, "{\"body\":{\"a\":"));
        var unkept = canaries.plant("value of a secret with a wrong name", "");
        keep("wrong name", site.send("PUT", "/api/v1/secrets/a%20b", site.admin(), "{\"value\":\"" + unkept + "\"}"));
        keep("wrong shape", site.send("PUT", "/api/v1/secrets/ab", site.admin(), "{\"valu\":\"" + unkept + "\"}"));
    }

    private void commands() {
        var url = site.server().address().toString();
        var documents = site.documents().toString();
        for (var command : List.of(
                List.of("executions", "list", "--server", url),
                List.of("executions", "list", "--dead", "--server", url),
                List.of("executions", "list", "--json", "--server", url),
                List.of("executions", "show", executions.getFirst(), "--server", url),
                List.of("executions", "curl", executions.getFirst(), "--server", url),
                List.of("integrators", "list", "--server", url),
                List.of("integrators", "show", "acme", "--server", url),
                List.of("integrators", "check", "acme", "--server", url),
                List.of("revisions", "list", "--server", url),
                List.of("revisions", "show", "1", "--server", url),
                List.of("revisions", "diff", "1", "2", "--server", url),
                List.of("secret", "list", "--server", url),
                List.of("key", "list", "--server", url),
                List.of("validate", documents),
                List.of("test", documents),
                List.of("trigger", "go-places", "-i", "acme", "--dry-run", "--server", url))) {
            texts.put(texts.size() + " " + command, run(command));
        }
    }

    private String run(List<String> command) {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                print,
                print,
                Map.of("PATCHBAY_KEY", site.admin(), "PATCHBAY_DATA", data("").toString()),
                site.directory,
                ZoneOffset.UTC,
                Look.PIPED);
        var exit = Cli.run(new ServerEquipment(), terminal, command.toArray(String[]::new));
        return exit + " " + out.toString(StandardCharsets.UTF_8);
    }

    private void executions() {
        for (var execution : executions) {
            texts.put("execution " + execution, site.over(execution).toString());
            keep("curl", site.get("/api/v1/executions/" + execution + "/curl", site.admin()));
        }
    }

    /** What was replaced is as secret as what replaces it. */
    private void renewSecrets() {
        var fresh = canaries.plant("secret that replaces another", "");
        site.server().engine().tools().store().secrets().put("acme-key", Secret.of(fresh), Instant.now());
        keep("reload", site.post("/api/v1/config/reload", site.admin(), ""));
        keep("go-later", fired("go-later"));
    }

    private void files() throws IOException {
        try (var files = Files.walk(site.directory.resolve("data"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = String.valueOf(file.getFileName());
                if (!WHERE_SECRETS_LIVE.contains(name)) {
                    texts.put("file " + name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    private Map<String, String> everything() {
        var all = new LinkedHashMap<>(texts);
        all.put("log", String.join("\n", log.lines));
        all.put("said", String.join("\n", site.said));
        Thread.getAllStackTraces().keySet().forEach(thread -> all.put("thread " + thread.threadId(), thread.getName()));
        return all;
    }

    private static final String TEMPLATE = """
            kind: Installation
            egress: { allowPrivate: [127.0.0.1], allowHttp: [127.0.0.1] }
            ---
            kind: Template
            name: crm
            baseUrl: "http://{{integrator.host}}"
            parameters: [PARAMETERS]
            defaults: { timeout: 2s }
            endpoints:
              - name: user
                type: Auth
                grant: password
                url: /login/user
                client: { id: phone }
                coolDown: 1ms
                parameters: [{ name: username, type: body, value: me }, { name: password, type: body, from: integrator.userPassword }]
                failureMessage: message
              - name: machine
                type: Auth
                grant: client_credentials
                url: /login/machine
                client: { id: phone, secret: "{{integrator.clientSecret}}", auth: basic }
                coolDown: 1ms
                failureMessage: message
              - name: post
                type: Auth
                grant: client_credentials
                url: /login/post
                client: { id: phone, secret: "{{integrator.postSecret}}" }
                coolDown: 1ms
                parameters: [{ name: loginHeader, type: header, key: X-Login }]
                failureMessage: message
              - name: jwt
                type: Auth
                grant: client_credentials
                url: /login/jwt
                client: { id: phone }
                coolDown: 1ms
                sign: { values: { until: { now: epoch, plus: 60s }, token: { jwt: { sub: phone, exp: { $from: until } }, key: "{{integrator.jwtSecret}}" } }, carry: { body.client_assertion: "{{token}}" } }
              - name: places
                type: PostData
                trigger: [go-places, auth-check]
                delivery: wait
                url: /a
                hardParams: { header: { X-Hard: "HARD" } }
                parameters:
                  - { name: h, type: header, key: X-Api-Key, from: integrator.header }
                  - { name: q, type: query, from: integrator.query }
                  - { name: b, type: body, key: deep.inside, from: integrator.bodyValue }
                  - { name: j, type: body, key: part, value: "a{{integrator.jsonPart}}b" }
                  - { name: c, type: cookie, from: integrator.cookieValue }
                  - { name: a, type: header, key: Authorization, value: "Bearer {{integrator.bearer}}" }
                  - { name: n, type: body, from: integrator.number }
                  - { name: d, type: body, from: integrator.byDefault }
                  - { name: p, type: body, from: integrator.passing, required: false }
                failureMessage: message
                result: { id: id }
                outcomes: [{ when: { status: 422 }, is: fail, message: "{{body.message}}" }]
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
              - { name: xml, type: PostData, trigger: go-xml, delivery: wait, url: /x, bodyFormat: xml, body: { a: { d: "IN_BODY", b: "{{integrator.xmlText}}" } } }
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
                sign:
                  values:
                    time: { now: epoch }
                    who: { base64: "me:{{integrator.joined}}" }
                    mac: { hmacSha256: "{{request.url}}{{time}}{{request.body}}{{integrator.rotated}}", key: "{{integrator.hmacKey}}" }
                    sum: { sha256: "{{integrator.digested}}{{time}}" }
                    token: { jwt: { sub: "{{integrator.claim}}", iat: { $from: time } }, key: "{{integrator.hmacKey}}" }
                  carry: { header.X-Who: "{{who}}", header.X-Sign: "{{mac}}", header.X-Sum: "{{sum}}", header.X-Token: "{{token}}" }
              - name: tokens
                type: GetData
                trigger: go-tokens
                delivery: wait
                url: /t
                parameters:
                  - { name: t, type: query, key: accesstoken, value: "{{auth.user}}" }
                  - { name: m, type: header, key: X-Machine, value: "{{auth.machine}}" }
                  - { name: p, type: cookie, key: sid, value: "{{auth.post}}" }
                  - { name: j, type: header, key: X-Jwt, value: "{{auth.jwt}}" }
                failureMessage: message
              - name: keys
                type: GetData
                trigger: go-keys
                delivery: wait
                url: /k
                parameters: [{ name: h, type: header, key: X-Api-Key, from: integrator.header }]
                result: { key: message }
                store: { stored: key }
                failureMessage: message
              - { name: slow, type: GetData, trigger: go-slow, delivery: wait, timeout: 50ms, url: /slow, parameters: [{ name: h, type: header, key: X-Api-Key, from: integrator.header }] }
              - name: later
                type: PostData
                trigger: go-later
                url: /l
                delivery: background
                retry: { schedule: [1ms, 1ms], within: 1m }
                idempotent: true
                parameters: [{ name: h, type: header, key: X-Api-Key, from: integrator.header }, { name: t, type: header, key: Authorization, value: "Bearer {{auth.user}}" }]
                failureMessage: message
            ---
            { kind: Integrator, name: acme, template: crm, callcenterId: CC-1, host: "HOST", fields: { FIELDS } }
            """;
    private static final String MORE = """
            kind: Template
            name: people
            baseUrl: "http://{{integrator.host}}"
            parameters:
              - { name: token, type: header, key: Authorization, value: "Bearer {{auth.person}}" }
              - { name: kept, secret: true }
            endpoints:
              - name: person
                type: Auth
                grant: authorization_code
                authorizeUrl: /authorize
                url: /login/person
                revokeUrl: /revoke
                client: { id: phone, secret: "{{integrator.kept}}" }
                failureMessage: message
              - { name: me, type: GetData, trigger: auth-check, url: /me, parameters: [token], failureMessage: message }
            ---
            { kind: Integrator, name: person, template: people, callcenterId: CC-1, host: "HOST", fields: { kept: "${secret:acme-key}" } }
            """;
}
